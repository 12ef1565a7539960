namespace Dedup.Engine.Extraction;

/// <summary>One name that an agency goes by, compared with a text in which it may begin.</summary>
/// <remarks>
/// It is written as it stands in a page, with a few signs of our own: a blank is any run of white space, <c>~</c> one that may
/// be missing; <c>=</c> before it: in these capitals only; a bracket or slash as its last sign: one of that kind follows;
/// <c>!</c> before what must not follow, for AP Photo credits a picture.
/// </remarks>
internal sealed class AgencyName
{
    private readonly string _words;
    private readonly string[] _never;
    private readonly string _closing;
    private readonly bool _exact;

    public AgencyName(string agency, string spelling)
    {
        Agency = agency;
        string[] parts = spelling.Split('!');
        _never = parts[1..];
        string words = parts[0];
        _closing = words[^1] switch
        {
            ')' => ")]",
            '/' => "/)]",
            '】' => "】)）]",
            _ => string.Empty,
        };
        _exact = words[0] == '=' || _closing.Length > 0;
        _words = words[(words[0] == '=' ? 1 : 0)..(_closing.Length > 0 ? ^1 : ^0)];
    }

    public string Agency { get; }

    /// <summary>The letter that it begins with.</summary>
    public char First => _words[0];

    /// <summary>Characters of the text that are this name; 0 where it does not begin with it.</summary>
    public int LengthIn(ReadOnlySpan<char> text, bool anyCase)
    {
        int at = 0;
        foreach (char c in _words)
        {
            if (c is ' ' or '~')
            {
                int from = at;
                while (at < text.Length && char.IsWhiteSpace(text[at])) at++;
                if (c == ' ' && at == from) return 0;
            }
            else if (at < text.Length && (text[at] == c || (anyCase && !_exact && char.ToUpperInvariant(text[at]) == char.ToUpperInvariant(c))))
            {
                at++;
            }
            else
            {
                return 0;
            }
        }
        return MayEnd(text[at..], anyCase) ? at : 0;
    }

    /// <summary>Whether a letter or digit parts words. Chinese, Japanese and Korean write names without blanks.</summary>
    public static bool IsOfWord(char c) => char.IsLetterOrDigit(c) && c is not (>= '\u2E80' and <= '\uD7FF');

    private bool MayEnd(ReadOnlySpan<char> rest, bool anyCase)
    {
        if (rest.IsEmpty) return _closing.Length == 0;
        if (IsOfWord(rest[0])) return false;
        if (_closing.Length > 0 && !(rest.TrimStart() is [char closing, ..] && _closing.Contains(closing, StringComparison.Ordinal))) return false;
        foreach (string never in _never)
        {
            ReadOnlySpan<char> behind = char.IsLetter(never[0]) ? rest.TrimStart() : rest;
            if (behind.StartsWith(never, anyCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)
                && (behind.Length == never.Length || !char.IsLetterOrDigit(behind[never.Length])))
            {
                return false;
            }
        }
        return true;
    }
}
