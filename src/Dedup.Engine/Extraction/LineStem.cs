using System.Buffers;

namespace Dedup.Engine.Extraction;

/// <summary>What phrases are looked up by: a line in small letters, without a leading bullet, trailing punctuation and counts, white space folded.</summary>
internal static class LineStem
{
    /// <summary>Phrases are no longer than this: longer lines have no stem.</summary>
    private const int MaxLength = 200;

    private static readonly SearchValues<char> Bullets = SearchValues.Create("-–—•·*▪●►▶‣◦■□○");

    private static readonly SearchValues<char> LastSigns = SearchValues.Create(" .:…!?)(0123456789,+»›>→▸▼|-–—\uFF1A\uFF01\uFF1F*\"“”");

    private static readonly SearchValues<char> FirstSigns = SearchValues.Create("»›>→▸▼|*+#\"“”【[ ");

    private static readonly SearchValues<char> LastBrackets = SearchValues.Create("】] ");

    /// <summary>The words of the text that its stem is made of; empty where it has none.</summary>
    public static ReadOnlySpan<char> Words(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> s = SkipBullet(text);
        if (s.Length > MaxLength) return [];
        s = s[..(s.LastIndexOfAnyExcept(LastSigns) + 1)];
        int start = s.IndexOfAnyExcept(FirstSigns);
        if (start < 0) return [];
        s = s[start..];
        return s[..(s.LastIndexOfAnyExcept(LastBrackets) + 1)];
    }

    /// <summary>The stem of those words.</summary>
    public static string Of(ReadOnlySpan<char> words)
    {
        Span<char> stem = stackalloc char[MaxLength];
        return stem[..Fold(words, stem)].ToString();
    }

    /// <summary>As much of the stem of those words as there is room for.</summary>
    /// <returns>Its length.</returns>
    public static int Fold(ReadOnlySpan<char> words, Span<char> stem)
    {
        int length = 0;
        bool space = false;
        foreach (char c in words)
        {
            if (c == ' ' || char.IsWhiteSpace(c))
            {
                space = true;
                continue;
            }
            if (length + (space ? 2 : 1) > stem.Length) break;
            if (space) stem[length++] = ' ';
            space = false;
            stem[length++] = c == '’' ? '\'' : WordTable.Fold(c);
        }
        return length;
    }

    /// <summary>The text behind a leading bullet or list number.</summary>
    public static ReadOnlySpan<char> SkipBullet(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> s = text.Trim();
        if (s.Length > 2 && s[1] == ' ' && Bullets.Contains(s[0])) return s[2..].TrimStart();
        int digits = 0;
        while (digits < s.Length && digits < 3 && char.IsAsciiDigit(s[digits])) digits++;
        return digits > 0 && digits + 1 < s.Length && s[digits] is '.' or ')' && s[digits + 1] == ' ' ? s[(digits + 2)..].TrimStart() : s;
    }

    /// <summary>The first word: letters, digits and apostrophes; empty where another sign stands before them.</summary>
    public static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> words)
    {
        int end = 0;
        while (end < words.Length && (char.IsLetterOrDigit(words[end]) || words[end] is '\'' or '’')) end++;
        return words[..end];
    }
}
