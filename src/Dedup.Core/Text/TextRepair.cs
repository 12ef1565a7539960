using System.Text;

namespace Dedup.Core.Text;

/// <summary>Undoes UTF-8 that was read as Windows-1252, where each sign became two or three (’ as â€™, é as Ã©).</summary>
/// <remarks>
/// Works sequence by sequence, so that a page with repaired and damaged parts comes out right, and at most twice,
/// because text is now and then damaged twice. Where an accented letter may be meant it is left: ROMÂ», Spaß“.
/// </remarks>
public static class TextRepair
{
    /// <summary>Windows-1252's own characters for the bytes 0x80–0x9F; 0 where it defines none.</summary>
    private const string Specials =
        "€\0‚ƒ„…†‡ˆ‰Š‹Œ\0Ž\0\0‘’“”•–—˜™š›œ\0žŸ";

    private const string Closing = "…‘’“”–—›";

    /// <summary>The repaired text; the same instance where nothing is damaged.</summary>
    public static string Repair(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Repair(text.AsSpan()) ?? text;
    }

    /// <summary>The repaired text; null where nothing is damaged.</summary>
    public static string? Repair(ReadOnlySpan<char> text) => RepairOnce(text) is not string once ? null : RepairOnce(once) ?? once;

    private static string? RepairOnce(ReadOnlySpan<char> text)
    {
        StringBuilder? repaired = null;
        int copied = 0;
        int i = 0;
        bool afterRepair = false;
        while (true)
        {
            int step = text[i..].IndexOfAnyInRange('Â', 'ô');
            if (step < 0) break;
            i += step;
            afterRepair &= step == 0;
            int length = Decode(text, i, out Rune rune);
            if (length == 0 || !IsPlausible(text, i, length, afterRepair))
            {
                i++;
                afterRepair = false;
                continue;
            }
            repaired ??= new StringBuilder(text.Length);
            repaired.Append(text[copied..i]).Append(rune);
            i += length;
            copied = i;
            afterRepair = true;
        }
        return repaired?.Append(text[copied..]).ToString();
    }

    /// <summary>
    /// An accented letter before a closing quote or a dash can look like a damaged sign (Spaß“, fiancé’”). The leads of
    /// western letters, punctuation and emoji are believed alone; every other only beside another damaged sign, for other
    /// scripts come in words. At the end of a word in capitals a letter before a quote or dash may be meant.
    /// </summary>
    private static bool IsPlausible(ReadOnlySpan<char> text, int start, int length, bool afterRepair)
    {
        bool wordEnds = start + length >= text.Length || !char.IsLetter(text[start + length]);
        bool afterCapital = start > 0 && char.IsUpper(text[start - 1]);
        return text[start] switch
        {
            'Â' => !afterCapital,
            'Ã' or 'Ä' or 'Å' => afterRepair || !(afterCapital && wordEnds && Closing.Contains(text[start + 1], StringComparison.Ordinal)),
            'â' or 'ï' or 'ð' => true,
            _ => afterRepair || (start + length < text.Length && Decode(text, start + length, out _) > 0),
        };
    }

    /// <summary>Length of the damaged sign that begins here and the sign it stands for; 0 where there is none.</summary>
    private static int Decode(ReadOnlySpan<char> text, int start, out Rune rune)
    {
        rune = default;
        if (text[start] is < 'Â' or > 'ô') return 0;
        if (IsCutQuote(text, start))
        {
            rune = new Rune('”');
            return 2;
        }
        byte lead = (byte)text[start];
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (start + length > text.Length) return 0;
        Span<byte> sequence = stackalloc byte[4];
        sequence[0] = lead;
        for (int k = 1; k < length; k++)
        {
            int value = ToByte(text[start + k]);
            if (value is < 0x80 or > 0xBF) return 0;
            sequence[k] = (byte)value;
        }
        return Rune.DecodeFromUtf8(sequence[..length], out rune, out int consumed) == System.Buffers.OperationStatus.Done
            && consumed == length ? length : 0;
    }

    /// <summary>â€ without a third sign: the closing quote, whose last byte Windows-1252 does not define and programs drop.</summary>
    private static bool IsCutQuote(ReadOnlySpan<char> text, int start) =>
        text[start] == 'â' && start + 1 < text.Length && text[start + 1] == '€'
        && (start + 2 == text.Length || ToByte(text[start + 2]) is < 0x80 or > 0xBF);

    private static int ToByte(char c)
    {
        if (c <= 0xFF) return c;
        int index = Specials.IndexOf(c, StringComparison.Ordinal);
        return index < 0 ? -1 : 0x80 + index;
    }
}
