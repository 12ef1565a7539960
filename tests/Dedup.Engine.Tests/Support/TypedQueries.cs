using CsCheck;

namespace Dedup.Engine.Tests.Support;

/// <summary>What a person, or somebody else, may type into a search.</summary>
internal static class TypedQueries
{
    private static readonly string[] Bits =
    [
        "\"", "\"\"", "'", "*", "-", "--", ":", "title:", "title :", "(", ")", "{", "}", "^", "+", ",", ";", "\\", "%", "NEAR(", "AND", "OR", "NOT", " ", " ", " ", "\t", "\n", "\0", "a", "ferry",
        "&", "|", "!", "<->", ":*A", "東", "東京", "\u0301", "\u093F", "\uD83D", "\uDE00", "\uFFFF", "\U0001F600", "ß", "İ", "ก", "\u200B", "“", "”", "1,204.50", "text", "rowid", "; DROP TABLE text; --",
    ];

    public static Gen<string> Any { get; } = Gen.OneOf(Gen.Int[0, Bits.Length - 1].Select(i => Bits[i]).Array[0, 20].Select(string.Concat), Gen.String);
}
