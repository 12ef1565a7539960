using System.Runtime.InteropServices;
using System.Text;

namespace Dedup.Core.Text;

/// <summary>NFKC without the framework where no character joins with another.</summary>
/// <remarks>
/// Most text is its own normal form and is returned as it is; full-width punctuation, ellipses, ligatures and their like are
/// replaced one by one in a buffer. Only text with combining marks, parts of Hangul syllables or rare planes is given to the
/// framework, which allocates. The tokeniser asks only for text whose characters it cannot look up one by one.
/// </remarks>
internal static class NormalForm
{
    private const ulong NotAsciiFour = 0xFF80_FF80_FF80_FF80;

    /// <summary>The normal form of <paramref name="text"/>: itself, or in <paramref name="buffer"/>, or a new string.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, ref char[] buffer)
    {
        int i = AfterAscii(text, 0);
        int copied = 0;
        int length = 0;
        while (i < text.Length)
        {
            char c = text[i];
            if (c < 0x80)
            {
                i = AfterAscii(text, i);
                continue;
            }
            if (c is >= '\u4E00' and <= '\u9FFF')
            {
                i++;
                continue;
            }
            uint entry = CharacterTable.Entry(c);
            if ((entry & (CharacterTable.Mapped | CharacterTable.Joins)) == 0)
            {
                i++;
                continue;
            }
            string form = "\uFFFD";
            if ((entry & CharacterTable.Mapped) != 0)
            {
                form = CharacterTable.Form(c);
            }
            else if (char.IsSurrogate(c))
            {
                if (Rune.DecodeFromUtf16(text[i..], out Rune rune, out int consumed) == System.Buffers.OperationStatus.Done)
                {
                    if (!IsStable(rune)) return Whole(text);
                    i += consumed;
                    continue;
                }
            }
            else
            {
                return Whole(text);
            }
            Append(text[copied..i], form, ref buffer, ref length);
            copied = ++i;
        }
        if (copied == 0) return text;
        Append(text[copied..], "", ref buffer, ref length);
        return buffer.AsSpan(0, length);
    }

    /// <summary>The first place from <paramref name="from"/> on that is beyond ASCII; four characters are tried at a time.</summary>
    private static int AfterAscii(ReadOnlySpan<char> text, int from)
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(text);
        while (from + 4 <= text.Length && (MemoryMarshal.Read<ulong>(bytes[(from * sizeof(char))..]) & NotAsciiFour) == 0) from += 4;
        while (from < text.Length && text[from] < 0x80) from++;
        return from;
    }

    private static void Append(ReadOnlySpan<char> kept, string form, ref char[] buffer, ref int length)
    {
        int needed = length + kept.Length + form.Length;
        if (buffer.Length < needed) Array.Resize(ref buffer, Math.Max(needed, 2 * buffer.Length));
        kept.CopyTo(buffer.AsSpan(length));
        form.CopyTo(buffer.AsSpan(length + kept.Length));
        length = needed;
    }

    /// <summary>Pictures, and the Han extensions before the compatibility ideographs.</summary>
    public static bool IsStable(Rune rune) => rune.Value is (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x2A6DF);

    /// <summary>
    /// By the framework, for which lone surrogates and noncharacters, which it refuses, become U+FFFD, and the acute accent
    /// an apostrophe.
    /// </summary>
    private static string Whole(ReadOnlySpan<char> text)
    {
        var builder = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
            builder.Append(Characters.IsNoncharacter(rune.Value) ? Rune.ReplacementChar : rune.Value == 0x00B4 ? new Rune('\'') : rune);
        return builder.ToString().Normalize(NormalizationForm.FormKC);
    }
}
