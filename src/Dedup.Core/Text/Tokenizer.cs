using System.Text;

namespace Dedup.Core.Text;

/// <summary>Cuts text into normalised tokens and hashes each.</summary>
/// <remarks>
/// Normalisation is NFKC, simple case folding, removal of soft hyphens and zero-width characters, and removal of
/// apostrophes between word characters. A token is a run of letters, marks and digits; in scripts without spaces
/// (Han, kana, Thai and their like) it is each overlapping pair of characters, or the single character of a run of one.
/// A token's hash (<see cref="TokenHash"/>) is one of its UTF-8 bytes.
/// A token longer than <see cref="MaxTokenBytes"/> is cut into pieces of that length, so that memory stays bounded.
/// Two passes, the second over what the first-level cache still holds of an article: blocks of 64 characters as bit masks,
/// and tokens by counting trailing zeros. Text that the look-up of single characters cannot normalise (an ellipsis, a
/// combining mark) goes through <see cref="NormalForm"/> first. Runs with characters beyond ASCII or with an apostrophe within are read
/// by <see cref="RunReader"/>.
/// </remarks>
public static class Tokenizer
{
    /// <summary>Longest token in UTF-8 bytes.</summary>
    public const int MaxTokenBytes = 256;

    /// <summary>Appends the hashes of the tokens of <paramref name="text"/> to <paramref name="tokens"/>.</summary>
    public static void Tokenize(ReadOnlySpan<char> text, TokenList tokens) => Tokenize(text, tokens, VectorWidths.Widest);

    /// <summary>The token hashes of <paramref name="text"/> as a new array.</summary>
    public static ulong[] Tokenize(ReadOnlySpan<char> text)
    {
        var tokens = new TokenList();
        Tokenize(text, tokens);
        return tokens.Span.ToArray();
    }

    /// <summary>Whether a character belongs to a script that puts no space between words.</summary>
    public static bool IsUnspaced(Rune character) => Characters.Classify(character) == CharacterClass.Unspaced;

    internal static void Tokenize(ReadOnlySpan<char> text, TokenList tokens, VectorWidth width)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        TextBlocks blocks = tokens.Blocks;
        int characters = BlockClassifier.Classify(text, isNormal: false, blocks, width);
        if (characters < 0)
        {
            text = NormalForm.Of(text, ref blocks.Normalized);
            characters = BlockClassifier.Classify(text, isNormal: true, blocks, width);
        }
        tokens.Characters += characters;
        new TokenWalk(text, tokens).Read();
    }
}
