using System.Text;

namespace Dedup.Engine.Sources.Warc;

/// <summary>The named fields at the head of a WARC record or an HTTP message: one form for both (RFC 9110, 5; ISO 28500, 4).</summary>
internal sealed class HeaderFields
{
    private readonly Dictionary<string, string> _values = new(StringComparer.OrdinalIgnoreCase);

    private HeaderFields(string firstLine) => FirstLine = firstLine;

    /// <summary>What stands before the fields: the version, or the version and the status.</summary>
    public string FirstLine { get; }

    /// <summary>A field's first value, or null.</summary>
    public string? this[string name] => _values.GetValueOrDefault(name);

    /// <summary>Parses a head that ends in an empty line.</summary>
    /// <param name="bytes">What begins with a head.</param>
    /// <param name="length">Its length with the empty line.</param>
    /// <returns>The fields; null where the bytes hold no empty line.</returns>
    public static HeaderFields? Parse(ReadOnlySpan<byte> bytes, out int length)
    {
        length = EndOf(bytes);
        if (length == 0) return null;
        ReadOnlySpan<byte> head = bytes[..length];
        // UTF-8 by the standard, anything in HTTP.
        string text = Encoding.UTF8.GetString(head);
        HeaderFields? fields = null;
        string? name = null;
        var more = new StringBuilder();
        foreach (ReadOnlySpan<char> raw in text.AsSpan().EnumerateLines())
        {
            ReadOnlySpan<char> line = raw.TrimEnd();
            if (fields is null)
            {
                fields = new HeaderFields(line.ToString());
                continue;
            }
            if (line.IsEmpty) continue;
            if (raw[0] is ' ' or '\t')
            {
                // A value goes on.
                if (name is not null) more.Append(' ').Append(line.TrimStart());
                continue;
            }
            fields.Continue(name, more);
            int colon = line.IndexOf(':');
            if (colon <= 0) continue;
            name = line[..colon].TrimEnd().ToString();
            if (!fields._values.TryAdd(name, line[(colon + 1)..].Trim().ToString())) name = null;
        }
        fields?.Continue(name, more);
        return fields;
    }

    /// <summary>Joins the lines on which a value goes on to it, all at once: there may be thousands.</summary>
    private void Continue(string? name, StringBuilder more)
    {
        if (name is not null && more.Length > 0) _values[name] += more.ToString();
        more.Clear();
    }

    /// <summary>Bytes up to and with the empty line; 0 where there is none.</summary>
    private static int EndOf(ReadOnlySpan<byte> bytes)
    {
        for (int at = 0; at < bytes.Length;)
        {
            int feed = bytes[at..].IndexOf((byte)'\n');
            if (feed < 0) return 0;
            at += feed + 1;
            ReadOnlySpan<byte> next = bytes[at..];
            if (next is [(byte)'\n', ..]) return at + 1;
            if (next is [(byte)'\r', (byte)'\n', ..]) return at + 2;
        }
        return 0;
    }
}
