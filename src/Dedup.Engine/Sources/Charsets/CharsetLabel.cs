using System.Buffers;
using System.Text;

namespace Dedup.Engine.Sources.Charsets;

/// <summary>The encoding that a label means to browsers (WHATWG Encoding Standard, 4.2): they read more than the label says.</summary>
internal static class CharsetLabel
{
    /// <summary>Labels that name a part of what is written under them, or that .NET does not know.</summary>
    private static readonly Dictionary<string, int> CodePages = new(StringComparer.OrdinalIgnoreCase)
    {
        ["ascii"] = 1252,
        ["us-ascii"] = 1252,
        ["iso-8859-1"] = 1252,
        ["iso8859-1"] = 1252,
        ["iso_8859-1"] = 1252,
        ["latin1"] = 1252,
        ["latin-1"] = 1252,
        ["cp1252"] = 1252,
        ["iso-8859-9"] = 1254,
        ["iso-8859-11"] = 874,
        ["tis-620"] = 874,
        ["cp1251"] = 1251,
        ["win-1251"] = 1251,
        ["sjis"] = 932,
        ["shift-jis"] = 932,
        ["shift_jis"] = 932,
        ["x-sjis"] = 932,
        ["windows-31j"] = 932,
        ["x-euc-jp"] = 51932,
        ["euc-jp"] = 51932,
        ["gbk"] = 54936,
        ["x-gbk"] = 54936,
        ["gb2312"] = 54936,
        ["gb18030"] = 54936,
        ["big5"] = 950,
        ["big5-hkscs"] = 950,
        ["x-x-big5"] = 950,
        ["euc-kr"] = 949,
        ["ks_c_5601-1987"] = 949,
        ["utf8"] = 65001,
        ["unicode"] = 1200,
        ["utf-16"] = 1200,
    };

    private static readonly SearchValues<char> LabelEnds = SearchValues.Create("\"'; \t\r\n/>?,");

    /// <summary>The encoding, with U+FFFD for what it cannot decode; null for labels that mean nothing.</summary>
    public static Encoding? Find(string? label)
    {
        if (string.IsNullOrWhiteSpace(label)) return null;
        label = label.Trim().Trim('"', '\'').Trim();
        try
        {
            return CodePages.TryGetValue(label, out int page)
                ? OfCodePage(page)
                : Strict(CodePagesEncodingProvider.Instance.GetEncoding(label) ?? Encoding.GetEncoding(label));
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            // UTF-7 too: browsers do not read it either.
            return null;
        }
    }

    /// <summary>The encoding of a code page, with U+FFFD for what it cannot decode.</summary>
    public static Encoding OfCodePage(int page) => Strict(CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page));

    /// <summary>Some encodings have replacements of their own, which look like text.</summary>
    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        return strict;
    }

    /// <summary>The character set that an HTML page declares in its first bytes, or null (HTML Standard, 13.2.3.2).</summary>
    public static string? InHtml(ReadOnlySpan<byte> bytes)
    {
        const int Look = 4096;
        string head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, Look)]);
        for (int at = 0; (at = head.IndexOf("charset", at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            int tag = head.LastIndexOf('<', at);
            at += "charset".Length;
            if (tag < 0 || !head.AsSpan(tag).StartsWith("<meta", StringComparison.OrdinalIgnoreCase)) continue;
            if (OfParameter(head.AsSpan(at)) is string label) return label;
        }
        // <?xml version="1.0" encoding="…"?>
        if (!head.StartsWith("<?xml", StringComparison.Ordinal)) return null;
        int declared = head.IndexOf("encoding", StringComparison.Ordinal);
        return declared < 0 || declared > head.IndexOf("?>", StringComparison.Ordinal) ? null : OfParameter(head.AsSpan(declared + "encoding".Length));
    }

    /// <summary>The character set of a media type: <c>text/html; charset=utf-8</c>.</summary>
    public static string? InMediaType(string? value)
    {
        int at = value?.IndexOf("charset", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : OfParameter(value.AsSpan(at + "charset".Length));
    }

    private static string? OfParameter(ReadOnlySpan<char> rest)
    {
        rest = rest.TrimStart();
        if (rest is not ['=', ..]) return null;
        rest = rest[1..].TrimStart().TrimStart("\"'");
        int end = rest.IndexOfAny(LabelEnds);
        ReadOnlySpan<char> label = end < 0 ? rest : rest[..end];
        return label.Length is > 0 and < 40 ? label.ToString() : null;
    }
}
