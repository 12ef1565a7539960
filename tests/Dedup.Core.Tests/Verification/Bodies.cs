using Dedup.Core.Sketches;

namespace Dedup.Core.Tests.Verification;

/// <summary>Bodies made of chosen tokens. Even tokens are words, odd ones numbers, as the tokeniser marks them.</summary>
internal static class Bodies
{
    public static IEnumerable<ulong> Words(int from, int count) => Enumerable.Range(from, count).Select(i => 2 * (ulong)i);

    /// <summary>The body of these tokens, each one character long, with shingles of one token, so that measures can be set exactly.</summary>
    public static ShingleSet Of(IEnumerable<ulong> tokens, int shingleWords = 1) => Of(tokens, shingleWords, tokens.Count());

    public static ShingleSet Of(IEnumerable<ulong> tokens, int shingleWords, int characters)
    {
        ulong[] body = [.. tokens];
        var shingles = new ulong[Shingler.Count(body.Length, shingleWords)];
        Shingler.Hash(body, shingleWords, shingles);
        return new ShingleSet(body, shingles, characters);
    }

    /// <summary>Two bodies of the given numbers of words, of which the given number stands in both.</summary>
    public static (ShingleSet A, ShingleSet B) Sharing(int wordsA, int wordsB, int shared) =>
        (Of(Words(0, wordsA)), Of(Words(wordsA - shared, wordsB)));

    public static ShingleSet Read(string text)
    {
        var sketcher = new Sketcher(Scheme.Default);
        sketcher.Read(text);
        return sketcher.ShingleSet();
    }
}
