using System.Globalization;
using System.Text;

namespace Dedup.Host.Web;

/// <summary>Text of pages, made harmless. What is markup in it is taken care of by the components, which encode all they write.</summary>
internal static class Texts
{
    private const char Rightward = '\u202D', Leftward = '\u202E';

    /// <summary>Bidirectional marks, embeddings, overrides and isolates.</summary>
    private const string Bidirectional = "\u061C\u200E\u200F\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069";

    /// <summary>Control characters as pictures, all but line feeds and tabs, and no overrides, which only deceive; what else turns the direction stays, and must stand isolated.</summary>
    public static string Plain(string? text)
    {
        if (text is null) return string.Empty;
        if (!text.Any(c => c is Leftward or Rightward || (char.IsControl(c) && c is not ('\n' or '\t')))) return text;
        var plain = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            plain.Append(c switch
            {
                '\n' or '\t' => c,
                < ' ' => (char)(0x2400 + c),
                '\x7F' => '\u2421',
                Leftward or Rightward => '\uFFFD',
                _ when char.IsControl(c) => '\uFFFD',
                _ => c,
            });
        }
        return plain.ToString();
    }

    /// <summary>The same in one line and without what turns the direction: for titles, attributes and drawings, where nothing isolates.</summary>
    public static string Flat(string? text) => string.Concat(Plain(text).Where(c => !Bidirectional.Contains(c, StringComparison.Ordinal)).Select(c => c is '\n' or '\t' ? ' ' : c));

    /// <summary>As much as has room in a drawing.</summary>
    public static string Short(string? text, int characters)
    {
        string flat = Flat(text);
        var elements = new StringInfo(flat);
        return elements.LengthInTextElements <= characters ? flat : elements.SubstringByTextElements(0, characters - 1) + "…";
    }

    /// <summary>A number in a drawing.</summary>
    public static string At(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
