using System.IO.Hashing;
using System.Text;

namespace Dedup.Core.Text;

/// <summary>Cuts text into normalised tokens and hashes each.</summary>
/// <remarks>
/// Normalisation is NFKC, simple case folding, removal of soft hyphens and zero-width characters, and removal of
/// apostrophes between word characters. A token is a run of letters, marks and digits; in scripts without spaces
/// (Han, kana, Thai and their like) it is each overlapping pair of characters, or the single character of a run of one.
/// A token's hash is XXH3 (64 bits) of its UTF-8 bytes with the lowest bit replaced by "holds a digit".
/// A token longer than <see cref="MaxTokenBytes"/> is cut into pieces of that length, so that memory stays bounded.
/// Cost: one pass, about 20 ns a word; text outside ASCII and Latin-1 letters takes the framework's NFKC first.
/// </remarks>
public static class Tokenizer
{
    /// <summary>Longest token in UTF-8 bytes.</summary>
    public const int MaxTokenBytes = 256;

    private const byte AsciiSeparator = 0;
    private const byte AsciiApostrophe = 1;

    /// <summary>For each ASCII character its folded form, or 0 for a separator, or 1 for an apostrophe.</summary>
    private static readonly byte[] AsciiFold = BuildAsciiFold();

    /// <summary>Appends the hashes of the tokens of <paramref name="text"/> to <paramref name="tokens"/>.</summary>
    public static void Tokenize(ReadOnlySpan<char> text, TokenList tokens)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        if (NeedsNormalization(text))
        {
            string normalized = WellFormed(text).Normalize(NormalizationForm.FormKC);
            Scan(normalized, tokens);
        }
        else
        {
            Scan(text, tokens);
        }
    }

    /// <summary>The token hashes of <paramref name="text"/> as a new array.</summary>
    public static ulong[] Tokenize(ReadOnlySpan<char> text)
    {
        var tokens = new TokenList();
        Tokenize(text, tokens);
        return tokens.Span.ToArray();
    }

    /// <summary>Whether a character belongs to a script that puts no space between words.</summary>
    public static bool IsUnspaced(Rune character) => Characters.Classify(character) == CharacterClass.Unspaced;

    /// <summary>See <see cref="TokenList.Characters"/>.</summary>
    private static int Measure(ReadOnlySpan<char> text)
    {
        int characters = 0;
        char last = ' ';
        foreach (char c in text)
        {
            char kind = c switch
            {
                _ when char.IsWhiteSpace(c) || c < ' ' => ' ',
                '-' or (>= '\u2010' and <= '\u2015') or '\u2212' => '-',
                >= '\u00AD' when char.GetUnicodeCategory(c) == System.Globalization.UnicodeCategory.Format => '\0',
                _ => c,
            };
            if (kind == '\0' || (kind == last && kind is ' ' or '-')) continue;
            if (!char.IsLowSurrogate(c)) characters++;
            last = kind;
        }
        return last == ' ' && characters > 0 ? characters - 1 : characters;
    }

    private static void Scan(ReadOnlySpan<char> text, TokenList tokens)
    {
        tokens.Characters += Measure(text);
        Span<byte> token = stackalloc byte[MaxTokenBytes];
        int length = 0;
        bool digit = false;
        bool capital = false;
        // A sentence begins with a capital whether or not a name does.
        bool begins = true;
        int i = 0;
        while (i < text.Length)
        {
            char c = text[i];
            if (c < 0x80)
            {
                byte folded = AsciiFold[c];
                i++;
                if (folded > AsciiApostrophe)
                {
                    if (length == MaxTokenBytes) Flush(token, ref length, ref digit, capital, ref begins, tokens);
                    if (length == 0) capital = c is >= 'A' and <= 'Z';
                    token[length++] = folded;
                    digit |= folded <= '9';
                }
                else if (length > 0 && !(folded == AsciiApostrophe && WordFollows(text[i..])))
                {
                    Flush(token, ref length, ref digit, capital, ref begins, tokens);
                }
                begins |= folded <= AsciiApostrophe && EndsSentence(c);
                continue;
            }

            Rune.DecodeFromUtf16(text[i..], out Rune rune, out int consumed);
            switch (Characters.Classify(rune))
            {
                case CharacterClass.Word:
                    if (length + 4 > MaxTokenBytes) Flush(token, ref length, ref digit, capital, ref begins, tokens);
                    if (length == 0) capital = Rune.IsUpper(rune);
                    length += Characters.Fold(rune).EncodeToUtf8(token[length..]);
                    digit |= Rune.IsDigit(rune);
                    i += consumed;
                    break;
                case CharacterClass.Unspaced:
                    if (length > 0) Flush(token, ref length, ref digit, capital, ref begins, tokens);
                    i += ScanUnspaced(text[i..], tokens);
                    break;
                case CharacterClass.Ignored:
                    i += consumed;
                    break;
                case CharacterClass.Apostrophe when length > 0 && WordFollows(text[(i + consumed)..]):
                    i += consumed;
                    break;
                default:
                    if (length > 0) Flush(token, ref length, ref digit, capital, ref begins, tokens);
                    begins |= c is '“' or '”' or '‘' or '„' or '«' or '…' or '•' or '。' or '！' or '？';
                    i += consumed;
                    break;
            }
        }
        if (length > 0) Flush(token, ref length, ref digit, capital, ref begins, tokens);
    }

    private static bool EndsSentence(char c) => c is '.' or '!' or '?' or ':' or ';' or '"' or '\n' or '*';

    /// <summary>Adds the overlapping pairs of the run that starts here; returns its length in characters.</summary>
    private static int ScanUnspaced(ReadOnlySpan<char> text, TokenList tokens)
    {
        Span<byte> pair = stackalloc byte[8];
        int i = 0;
        int runes = 0;
        int firstBytes = 0;
        while (i < text.Length)
        {
            Rune.DecodeFromUtf16(text[i..], out Rune rune, out int consumed);
            CharacterClass kind = Characters.Classify(rune);
            if (kind == CharacterClass.Ignored)
            {
                i += consumed;
                continue;
            }
            if (kind != CharacterClass.Unspaced) break;
            int bytes = Characters.Fold(rune).EncodeToUtf8(pair[firstBytes..]);
            if (runes > 0)
            {
                tokens.Add(Hash(pair[..(firstBytes + bytes)], digit: false), isName: false);
                pair.Slice(firstBytes, bytes).CopyTo(pair);
            }
            firstBytes = bytes;
            runes++;
            i += consumed;
        }
        if (runes == 1) tokens.Add(Hash(pair[..firstBytes], digit: false), isName: false);
        return i;
    }

    private static bool WordFollows(ReadOnlySpan<char> text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            CharacterClass kind = Characters.Classify(rune);
            if (kind != CharacterClass.Ignored) return kind == CharacterClass.Word;
        }
        return false;
    }

    private static void Flush(Span<byte> token, ref int length, ref bool digit, bool capital, ref bool begins, TokenList tokens)
    {
        tokens.Add(Hash(token[..length], digit), capital && !begins && !digit);
        begins = false;
        length = 0;
        digit = false;
    }

    private static ulong Hash(ReadOnlySpan<byte> token, bool digit) =>
        (XxHash3.HashToUInt64(token) & ~1UL) | (digit ? 1UL : 0UL);

    /// <summary>
    /// False only for text that NFKC leaves as it is, or changes in separators alone; the punctuation of
    /// U+2010–U+2027 without the non-breaking hyphen and the leaders is stable.
    /// </summary>
    internal static bool NeedsNormalization(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (c < 0x80) continue;
            bool stable = c switch
            {
                >= 'À' and <= 'ž' => c is not ('Ĳ' or 'ĳ' or 'Ŀ' or 'ŀ' or 'ŉ'),
                >= (char)0x2012 and <= (char)0x2016 or >= (char)0x2018 and <= (char)0x2023 => true,
                >= (char)0x0400 and <= (char)0x0482 or >= (char)0x048A and <= (char)0x052F => true, // Cyrillic
                >= (char)0x3041 and <= (char)0x3094 or >= (char)0x30A1 and <= (char)0x30FA => true, // kana
                >= (char)0x4E00 and <= (char)0x9FFF => true,
                (char)0x3001 or (char)0x3002 or (char)0x00A3 or (char)0x00AB or (char)0x00BB or (char)0x20AC => true,
                _ => false,
            };
            if (!stable) return true;
        }
        return false;
    }

    /// <summary>
    /// Lone surrogates and noncharacters, which NFKC refuses, become U+FFFD; the acute accent that many type for an
    /// apostrophe becomes one, before NFKC makes it a space.
    /// </summary>
    private static string WellFormed(ReadOnlySpan<char> text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool noncharacter = (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
            builder.Append(noncharacter ? Rune.ReplacementChar : rune.Value == 0x00B4 ? new Rune('\'') : rune);
        }
        return builder.ToString();
    }

    private static byte[] BuildAsciiFold()
    {
        var fold = new byte[128];
        for (int c = 0; c < fold.Length; c++)
        {
            fold[c] = Characters.Classify(new Rune(c)) switch
            {
                CharacterClass.Word => (byte)Characters.Fold(new Rune(c)).Value,
                CharacterClass.Apostrophe => AsciiApostrophe,
                _ => AsciiSeparator,
            };
        }
        return fold;
    }
}
