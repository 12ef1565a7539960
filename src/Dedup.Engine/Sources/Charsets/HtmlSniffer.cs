namespace Dedup.Engine.Sources.Charsets;

/// <summary>Tells whether bytes are HTML, as browsers do (MIME Sniffing Standard, 7.1).</summary>
internal static class HtmlSniffer
{
    /// <summary>Bytes that suffice to tell.</summary>
    public const int HeadBytes = 4096;

    private static readonly string[] Openings =
        ["!doctype html", "html", "head", "body", "meta", "title", "script", "style", "link", "table", "div", "h1", "p", "a", "br", "font", "iframe", "article", "main", "section"];

    /// <summary>Whether they begin as HTML does, behind blanks, marks, comments and an XML declaration.</summary>
    public static bool IsHtml(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF])) head = head[3..];
        bool isXml = false;
        while (true)
        {
            head = head.TrimStart(" \t\r\n\f"u8);
            bool isDeclaration = head.StartsWith("<?xml"u8);
            if (!isDeclaration && !head.StartsWith("<!--"u8)) break;
            isXml |= isDeclaration;
            ReadOnlySpan<byte> end = isDeclaration ? "?>"u8 : "-->"u8;
            int at = head.IndexOf(end);
            // A comment that goes on and on is HTML by its opening.
            if (at < 0) return !isXml;
            head = head[(at + end.Length)..];
        }
        // Of XML only a document that calls itself so is HTML.
        return IsOpening(head, isXml ? Openings.AsSpan(0, 2) : Openings);
    }

    /// <summary>Whether they hold a tag of HTML anywhere; for files whose name says so.</summary>
    public static bool HoldsTag(ReadOnlySpan<byte> head)
    {
        for (int at; (at = head.IndexOf((byte)'<')) >= 0; head = head[(at + 1)..])
        {
            if (IsOpening(head[at..], Openings)) return true;
        }
        return false;
    }

    private static bool IsOpening(ReadOnlySpan<byte> head, ReadOnlySpan<string> openings)
    {
        if (head is not [(byte)'<', .. ReadOnlySpan<byte> rest]) return false;
        foreach (string opening in openings)
        {
            if (rest.Length > opening.Length && System.Text.Ascii.EqualsIgnoreCase(rest[..opening.Length], opening)
                && rest[opening.Length] is (byte)' ' or (byte)'>' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'/')
            {
                return true;
            }
        }
        return false;
    }
}
