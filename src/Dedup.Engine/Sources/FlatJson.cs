using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Dedup.Engine.Sources;

/// <summary>A JSON object of strings, whole numbers and words, as most lines of a crawl are; all else is left to the framework's reader.</summary>
/// <remarks>
/// The framework looks at every character of a string behind its first escape, twice; here a search finds the next escape. What
/// is read must be what the framework reads: in doubt a line is not taken. One for a thread; it holds the last line.
/// </remarks>
internal sealed class FlatJson
{
    private const int MaxFields = 32;
    private const int EscapeDigits = 4;

    /// <summary>What ends a piece of a string: its end, an escape, or what must be escaped.</summary>
    private static readonly SearchValues<byte> PieceEnds =
        SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(i => (byte)i), (byte)'"', (byte)'\\']);

    private readonly Field[] _fields = new Field[MaxFields];
    private ReadOnlyMemory<byte> _line;
    private int _count;

    /// <param name="Name">Where its name stands.</param>
    /// <param name="Value">Where its value stands; that of a string without its quotes.</param>
    /// <param name="Kind">String, number or another.</param>
    /// <param name="IsEscaped">Whether a string holds escapes.</param>
    private readonly record struct Field(Range Name, Range Value, JsonValueKind Kind, bool IsEscaped);

    /// <summary>Takes a line, or leaves it.</summary>
    /// <param name="line">UTF-8.</param>
    public bool TryRead(ReadOnlyMemory<byte> line)
    {
        _line = line;
        _count = 0;
        ReadOnlySpan<byte> text = line.Span;
        int at = 0;
        if (!Skip(text, ref at, (byte)'{')) return false;
        if (Skip(text, ref at, (byte)'}')) return IsBlank(text[at..]);
        do
        {
            if (_count == MaxFields || !TryString(text, ref at, out Range name, out bool isEscaped) || isEscaped || !Skip(text, ref at, (byte)':')) return false;
            if (!TryValue(text, ref at, name)) return false;
        }
        while (Skip(text, ref at, (byte)','));
        return Skip(text, ref at, (byte)'}') && IsBlank(text[at..]);
    }

    /// <summary>The value of that name, of several the last; null for what is no string and, where a number will do, no number.</summary>
    public string? Value(string name, bool isText)
    {
        ReadOnlySpan<byte> text = _line.Span;
        for (int i = _count - 1; i >= 0; i--)
        {
            if (!Is(text[_fields[i].Name], name)) continue;
            ReadOnlySpan<byte> value = text[_fields[i].Value];
            return _fields[i].Kind switch
            {
                JsonValueKind.String => _fields[i].IsEscaped ? Unescaped(value) : Encoding.UTF8.GetString(value),
                JsonValueKind.Number when !isText => Encoding.UTF8.GetString(value),
                _ => null,
            };
        }
        return null;
    }

    private static bool Is(ReadOnlySpan<byte> name, string asked) => Ascii.Equals(name, asked) || (!Ascii.IsValid(name) && Encoding.UTF8.GetString(name) == asked);

    private bool TryValue(ReadOnlySpan<byte> text, ref int at, Range name)
    {
        SkipBlanks(text, ref at);
        if (at == text.Length) return false;
        int start = at;
        if (text[at] == '"')
        {
            if (!TryString(text, ref at, out Range value, out bool isEscaped)) return false;
            _fields[_count++] = new Field(name, value, JsonValueKind.String, isEscaped);
            return true;
        }
        bool isNumber = char.IsAsciiDigit((char)text[at]);
        if (isNumber) at += text[at..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') is >= 0 and int digits ? digits : text.Length - at;
        else if (text[at..].StartsWith("null"u8) || text[at..].StartsWith("true"u8)) at += 4;
        else if (text[at..].StartsWith("false"u8)) at += 5;
        else return false;
        // No number but 0 begins with it. A fraction or other letters behind end no value.
        if (isNumber && text[start] == '0' && at > start + 1) return false;
        _fields[_count++] = new Field(name, start..at, isNumber ? JsonValueKind.Number : JsonValueKind.Null, false);
        return true;
    }

    private static bool TryString(ReadOnlySpan<byte> text, ref int at, out Range value, out bool isEscaped)
    {
        value = default;
        isEscaped = false;
        if (!Skip(text, ref at, (byte)'"')) return false;
        int start = at;
        while (text[at..].IndexOfAny(PieceEnds) is >= 0 and int length)
        {
            at += length;
            if (text[at] == '"')
            {
                value = start..at++;
                return true;
            }
            if (Escape(text[at..], out _) is not (> 0 and int escape)) return false;
            isEscaped = true;
            at += escape;
        }
        return false;
    }

    /// <summary>Bytes of the escape that begins here, and what it stands for; 0 for none, and for half of a pair.</summary>
    private static int Escape(ReadOnlySpan<byte> text, out char c)
    {
        c = '\0';
        if (text.Length < 2 || text[0] != '\\') return 0;
        if (text[1] == 'u')
        {
            int digits = 0;
            for (; digits < EscapeDigits && digits + 2 < text.Length && char.IsAsciiHexDigit((char)text[digits + 2]); digits++) c = (char)((c << 4) | Digit(text[digits + 2]));
            return digits < EscapeDigits || char.IsSurrogate(c) ? 0 : 2 + EscapeDigits;
        }
        c = (char)text[1] switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\b',
            'f' => '\f',
            '"' or '\\' or '/' => (char)text[1],
            _ => '\0',
        };
        return c == '\0' ? 0 : 2;
    }

    private static int Digit(byte hex) => hex <= '9' ? hex - '0' : (hex | 0x20) - 'a' + 10;

    /// <summary>The words of a string whose escapes were looked at.</summary>
    private static string Unescaped(ReadOnlySpan<byte> value)
    {
        // No byte becomes more than a character.
        char[] room = ArrayPool<char>.Shared.Rent(value.Length);
        int length = 0;
        while (value.IndexOf((byte)'\\') is >= 0 and int plain)
        {
            length += Encoding.UTF8.GetChars(value[..plain], room.AsSpan(length));
            value = value[plain..];
            value = value[Escape(value, out room[length++])..];
        }
        length += Encoding.UTF8.GetChars(value, room.AsSpan(length));
        string text = room.AsSpan(0, length).ToString();
        ArrayPool<char>.Shared.Return(room);
        return text;
    }

    /// <summary>Whether that sign is next behind blanks; it is passed over.</summary>
    private static bool Skip(ReadOnlySpan<byte> text, ref int at, byte sign)
    {
        SkipBlanks(text, ref at);
        if (at == text.Length || text[at] != sign) return false;
        at++;
        return true;
    }

    private static void SkipBlanks(ReadOnlySpan<byte> text, ref int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n') at++;
    }

    private static bool IsBlank(ReadOnlySpan<byte> text)
    {
        int at = 0;
        SkipBlanks(text, ref at);
        return at == text.Length;
    }
}
