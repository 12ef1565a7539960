using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Dedup.Core.Text;

/// <summary>Reads a run that is not plain ASCII, character by character: the specification of tokens.</summary>
/// <remarks>The run stands between separators. Cost: about 6 ns a letter of Cyrillic, 3 ns a pair of Han; other planes ask the framework.</remarks>
internal static class RunReader
{
    /// <summary>Adds the tokens of a run in normal form.</summary>
    /// <param name="run">The run.</param>
    /// <param name="tokens">Takes the tokens.</param>
    /// <param name="begins">Whether a sentence begins here.</param>
    public static void Read(ReadOnlySpan<char> run, TokenList tokens, ref bool begins)
    {
        if (ReadWord(run, tokens, begins)) begins = false;
        else ReadAny(run, tokens, ref begins);
    }

    /// <summary>
    /// Reads a run that is one short word of letters, marks and digits of the basic plane, with apostrophes between them, as
    /// most are; false where it is not.
    /// </summary>
    private static bool ReadWord(ReadOnlySpan<char> run, TokenList tokens, bool begins)
    {
        const int MostBytes = 3;
        if (run.Length > Tokenizer.MaxTokenBytes / MostBytes) return false;
        ref byte token = ref MemoryMarshal.GetArrayDataReference(tokens.Blocks.Token);
        nuint length = 0;
        uint entries = 0;
        for (int i = 0; i < run.Length; i++)
        {
            uint entry = CharacterTable.Entry(run[i]);
            if (CharacterTable.Class(entry) != CharacterClass.Word)
            {
                bool joins = CharacterTable.Class(entry) == CharacterClass.Apostrophe && length > 0 && i + 1 < run.Length
                    && CharacterTable.Class(CharacterTable.Entry(run[i + 1])) == CharacterClass.Word;
                if (!joins) return false;
                continue;
            }
            entries |= entry;
            Unsafe.WriteUnaligned(ref Unsafe.Add(ref token, length), InMemory(Utf8(entry & CharacterTable.FoldMask, out int count)));
            length += (nuint)count;
        }
        ulong digit = (entries & CharacterTable.Digit) != 0 ? 1UL : 0;
        bool capital = (CharacterTable.Entry(run[0]) & CharacterTable.Capital) != 0;
        tokens.Add(TokenHash.Of(ref token, (int)length, digit), capital && !begins && digit == 0);
        return true;
    }

    private static void ReadAny(ReadOnlySpan<char> run, TokenList tokens, ref bool begins)
    {
        ref byte token = ref MemoryMarshal.GetArrayDataReference(tokens.Blocks.Token);
        int length = 0;
        uint entries = 0;
        bool capital = false;
        int i = 0;
        while (i < run.Length)
        {
            CharacterClass kind = Next(run, i, out uint folded, out uint entry, out int consumed);
            switch (kind)
            {
                case CharacterClass.Word:
                    // Room for four bytes is asked for every character but those of one byte.
                    if (length + (folded < 0x80 ? 1 : 4) > Tokenizer.MaxTokenBytes) Flush(ref token, ref length, ref entries, capital, tokens, ref begins);
                    if (length == 0) capital = (entry & CharacterTable.Capital) != 0;
                    entries |= entry;
                    length += Append(folded, ref Unsafe.Add(ref token, length));
                    break;
                case CharacterClass.Unspaced:
                    if (length > 0) Flush(ref token, ref length, ref entries, capital, tokens, ref begins);
                    i += ReadUnspaced(run[i..], tokens);
                    continue;
                case CharacterClass.Ignored:
                case CharacterClass.Apostrophe when length > 0 && WordFollows(run[(i + consumed)..]):
                    break;
                default:
                    if (length > 0) Flush(ref token, ref length, ref entries, capital, tokens, ref begins);
                    begins |= (entry & CharacterTable.EndsSentence) != 0;
                    break;
            }
            i += consumed;
        }
        if (length > 0) Flush(ref token, ref length, ref entries, capital, tokens, ref begins);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Flush(ref byte token, ref int length, ref uint entries, bool capital, TokenList tokens, ref bool begins)
    {
        ulong digit = (entries & CharacterTable.Digit) != 0 ? 1UL : 0;
        tokens.Add(TokenHash.Of(ref token, length, digit), capital && !begins && digit == 0);
        begins = false;
        length = 0;
        entries = 0;
    }

    /// <summary>Adds the overlapping pairs of the unspaced characters that stand here; returns their length in characters.</summary>
    private static int ReadUnspaced(ReadOnlySpan<char> text, TokenList tokens)
    {
        tokens.Reserve(text.Length);
        ref ulong items = ref tokens.NextToken;
        int i = 0;
        int found = 0;
        int signs = 0;
        ulong previous = 0;
        int previousBits = 0;
        while (i < text.Length)
        {
            CharacterClass kind = Next(text, i, out uint folded, out _, out int consumed);
            if (kind == CharacterClass.Unspaced)
            {
                ulong bytes = Utf8(folded, out int count);
                if (signs++ > 0) Unsafe.Add(ref items, found++) = TokenHash.OfShort(previous | bytes << previousBits);
                previous = bytes;
                previousBits = 8 * count;
            }
            else if (kind != CharacterClass.Ignored)
            {
                break;
            }
            i += consumed;
        }
        if (signs == 1) Unsafe.Add(ref items, found++) = TokenHash.OfShort(previous);
        MemoryMarshal.CreateSpan(ref tokens.NextName, found).Clear();
        tokens.Advance(found, 0);
        return i;
    }

    private static bool WordFollows(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length;)
        {
            CharacterClass kind = Next(text, i, out _, out _, out int consumed);
            if (kind != CharacterClass.Ignored) return kind == CharacterClass.Word;
            i += consumed;
        }
        return false;
    }

    /// <summary>The class of the character at a place, its folded form, its entry in the table and its length.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static CharacterClass Next(ReadOnlySpan<char> text, int i, out uint folded, out uint entry, out int consumed)
    {
        char c = text[i];
        consumed = 1;
        if (c is >= '\u4E00' and <= '\u9FFF')
        {
            folded = entry = c;
            return CharacterClass.Unspaced;
        }
        if (char.IsSurrogate(c)) return NextPair(text[i..], out folded, out entry, out consumed);
        entry = CharacterTable.Entry(c);
        folded = entry & CharacterTable.FoldMask;
        return CharacterTable.Class(entry);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static CharacterClass NextPair(ReadOnlySpan<char> text, out uint folded, out uint entry, out int consumed)
    {
        Rune.DecodeFromUtf16(text, out Rune rune, out consumed);
        folded = (uint)Characters.Fold(rune).Value;
        entry = (Rune.IsDigit(rune) ? CharacterTable.Digit : 0) | (Rune.IsUpper(rune) ? CharacterTable.Capital : 0);
        return Characters.Classify(rune);
    }

    /// <summary>Writes a character and, it may be, bytes beyond it; returns its length in bytes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Append(uint c, ref byte place)
    {
        Unsafe.WriteUnaligned(ref place, InMemory(Utf8(c, out int count)));
        return count;
    }

    /// <summary>Four bytes as they are written, the first in the lowest place.</summary>
    private static uint InMemory(ulong bytes) => BitConverter.IsLittleEndian ? (uint)bytes : BinaryPrimitives.ReverseEndianness((uint)bytes);

    /// <summary>The UTF-8 bytes of a character, the first in the lowest place.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Utf8(uint c, out int bytes)
    {
        if (c < 0x80)
        {
            bytes = 1;
            return c;
        }
        if (c < 0x800)
        {
            bytes = 2;
            return 0xC0 | c >> 6 | (0x80 | (c & 0x3F)) << 8;
        }
        if (c < 0x10000)
        {
            bytes = 3;
            return 0xE0 | c >> 12 | (0x80 | (c >> 6 & 0x3F)) << 8 | (0x80 | (c & 0x3F)) << 16;
        }
        bytes = 4;
        return 0xF0 | c >> 18 | (0x80 | (c >> 12 & 0x3F)) << 8 | (0x80 | (c >> 6 & 0x3F)) << 16 | (0x80 | (c & 0x3F)) << 24;
    }
}
