using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Dedup.Core.Text;

/// <summary>Cuts normalised text into <see cref="TextBlock"/>s, folds its ASCII letters and counts its characters.</summary>
/// <remarks>
/// Vectors tell letters and digits by their ranges and punctuation by two look-ups of half a byte each (Mula, Lemire 2018);
/// one character after another is read only beyond ASCII. Cost: about 0.5 ns a character of ASCII, 3 ns another.
/// </remarks>
internal static class BlockClassifier
{
    // Bits of the two half-byte tables: a character is of a kind where both tables have the bit.
    private const byte SentenceEnds = 0b0000_0111;
    private const byte Apostrophes = 0b0001_1000;
    // The highest bit: dashes.
    private static readonly Vector128<byte> UpperTable = Vector128.Create(1, 0, 0b1000_1010, 0b0100, 0, 0, 0b0001_0000, 0, 0, 0, 0, 0, 0, 0, 0, (byte)0);

    /// <summary>0 for `, 1 2 * . of 0x2_, 7 for ', D for -, A for line feed, : and *, B for ;, F for ?.</summary>
    private static readonly Vector128<byte> LowerTable = Vector128.Create(0b0001_0000, 2, 2, 0, 0, 0, 0, 0b1000, 0, 0, 0b0111, 0b0100, 0, 0b1000_0000, 2, (byte)0b0100);

    /// <summary>For each ASCII character its bit in each of eight masks, a byte each; see <see cref="Masks"/>.</summary>
    private static readonly ulong[] ScalarMasks = BuildScalarMasks();

    private static readonly byte[] ScalarFold = BuildScalarFold();

    /// <summary>Masks of a block before what is beyond ASCII is read.</summary>
    private struct Masks
    {
        public ulong Word, Capital, Digit, SentenceEnd, Apostrophe, Space, Dash, Beyond;
    }

    /// <summary>Fills <paramref name="blocks"/> with a text; returns its length as <see cref="TokenList.Characters"/> counts it, or −1 where the text must be normalised first, unless it has been.</summary>
    public static int Classify(ReadOnlySpan<char> text, bool isNormal, TextBlocks blocks, VectorWidth width)
    {
        blocks.Reserve(text.Length);
        return width switch
        {
            VectorWidth.Bits512 => Classify<Vectors<Bytes512, Vector512<byte>>>(text, isNormal, blocks),
            VectorWidth.Bits256 => Classify<Vectors<Bytes256, Vector256<byte>>>(text, isNormal, blocks),
            VectorWidth.Bits128 => Classify<Vectors<Bytes128, Vector128<byte>>>(text, isNormal, blocks),
            _ => Classify<Scalar>(text, isNormal, blocks),
        };
    }

    private static int Classify<TReader>(ReadOnlySpan<char> text, bool isNormal, TextBlocks blocks) where TReader : struct, IBlockReader
    {
        scoped Span<char> tail = stackalloc char[TextBlocks.Length];
        var length = new TextLength();
        int count = TextBlocks.Count(text.Length);
        ref byte folded = ref MemoryMarshal.GetArrayDataReference(blocks.Folded);
        for (int i = 0; i < count; i++)
        {
            scoped ReadOnlySpan<char> part = text[(i * TextBlocks.Length)..];
            int valid = Math.Min(part.Length, TextBlocks.Length);
            if (valid < TextBlocks.Length)
            {
                // Beyond the text stand separators.
                tail.Clear();
                part.CopyTo(tail);
                part = tail;
            }
            Masks masks = TReader.Read(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(part)), ref Unsafe.Add(ref folded, i * TextBlocks.Length));
            ref TextBlock block = ref blocks.Blocks[i];
            block.Word = masks.Word;
            block.Capital = masks.Capital;
            block.Digit = masks.Digit;
            block.SentenceEnd = masks.SentenceEnd;
            block.Apostrophe = masks.Apostrophe;
            block.Other = 0;
            ulong uncounted = 0;
            if (masks.Beyond != 0)
            {
                block.Other = TReader.Letters(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(part)));
                ulong others = masks.Beyond & ~block.Other;
                if (others != 0 && !ReadOthers(text, isNormal, i * TextBlocks.Length, others, ref masks, ref block, out uncounted)) return -1;
            }
            length.Add(masks.Space, masks.Dash, uncounted, valid);
        }
        return length.Characters;
    }

    /// <summary>Reads characters beyond ASCII one by one; false where one of them needs the normal form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isNormal">Whether it is in normal form.</param>
    /// <param name="origin">Where the block begins.</param>
    /// <param name="others">The characters of the block that are to be read.</param>
    /// <param name="masks">Takes white space and dashes.</param>
    /// <param name="block">Takes the rest.</param>
    /// <param name="uncounted">Characters that count for nothing: invisible ones and second halves of pairs.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool ReadOthers(ReadOnlySpan<char> text, bool isNormal, int origin, ulong others, ref Masks masks, ref TextBlock block, out ulong uncounted)
    {
        uncounted = 0;
        do
        {
            int i = BitOperations.TrailingZeroCount(others);
            ulong bit = others & (0 - others);
            others ^= bit;
            char c = text[origin + i];
            uint entry = CharacterTable.Entry(c);
            if (char.IsSurrogate(c))
            {
                if (!isNormal && !IsStablePair(text, origin + i)) return false;
                block.Other |= bit;
                if (char.IsLowSurrogate(c)) uncounted |= bit;
                continue;
            }
            if (!isNormal && (entry & (CharacterTable.Joins | CharacterTable.Expands)) != 0) return false;
            CharacterClass kind = CharacterTable.Class(entry);
            if (kind == CharacterClass.Apostrophe) block.Apostrophe |= bit;
            else if (kind != CharacterClass.Separator) block.Other |= bit;
            if ((entry & CharacterTable.EndsSentence) != 0) block.SentenceEnd |= bit;
            if ((entry & CharacterTable.Space) != 0) masks.Space |= bit;
            if ((entry & CharacterTable.Dash) != 0) masks.Dash |= bit;
            if ((entry & CharacterTable.Invisible) != 0) uncounted |= bit;
        }
        while (others != 0);
        return true;
    }

    /// <summary>Whether half a pair stands here whose normal form is the pair itself.</summary>
    private static bool IsStablePair(ReadOnlySpan<char> text, int place)
    {
        if (char.IsLowSurrogate(text[place])) place--;
        return place >= 0 && Rune.DecodeFromUtf16(text[place..], out Rune rune, out int consumed) == OperationStatus.Done
            && consumed == 2 && NormalForm.IsStable(rune);
    }

    private interface IBlockReader
    {
        /// <summary>Reads 64 characters and folds them.</summary>
        static abstract Masks Read(ref ushort characters, ref byte folded);

        /// <summary>Those of 64 characters that <see cref="Scripts"/> hold.</summary>
        static abstract ulong Letters(ref ushort characters);
    }

    private readonly struct Vectors<TLanes, T> : IBlockReader where TLanes : struct, IByteLanes<T> where T : struct
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Masks Read(ref ushort characters, ref byte folded)
        {
            var masks = new Masks();
            for (int i = 0; i < TextBlocks.Length; i += TLanes.Count)
            {
                T bytes = TLanes.Narrow(ref Unsafe.Add(ref characters, i));
                T small = TLanes.Or(bytes, TLanes.All(0x20));
                T capital = TLanes.AtMost(TLanes.Minus(bytes, TLanes.All((byte)'A')), TLanes.All(25));
                T letter = TLanes.AtMost(TLanes.Minus(small, TLanes.All((byte)'a')), TLanes.All(25));
                T digit = TLanes.AtMost(TLanes.Minus(bytes, TLanes.All((byte)'0')), TLanes.All(9));
                T kinds = TLanes.And(
                    TLanes.LookUp(TLanes.Table(LowerTable), TLanes.And(bytes, TLanes.All(15))),
                    TLanes.LookUp(TLanes.Table(UpperTable), TLanes.UpperHalves(bytes)));
                // Digits have the bit that makes a capital small; what is neither letter nor digit is never read.
                TLanes.Store(small, ref Unsafe.Add(ref folded, i));
                masks.Word |= TLanes.Bits(TLanes.Or(letter, digit)) << i;
                masks.Capital |= TLanes.Bits(capital) << i;
                masks.Digit |= TLanes.Bits(digit) << i;
                masks.Space |= TLanes.Bits(TLanes.AtMost(bytes, TLanes.All(0x20))) << i;
                masks.Beyond |= TLanes.Bits(TLanes.Equal(bytes, TLanes.All(0x7F))) << i;
                masks.SentenceEnd |= TLanes.Bits(Any(TLanes.And(kinds, TLanes.All(SentenceEnds)))) << i;
                masks.Apostrophe |= TLanes.Bits(Any(TLanes.And(kinds, TLanes.All(Apostrophes)))) << i;
                masks.Dash |= TLanes.Bits(kinds) << i;
            }
            return masks;
        }

        public static ulong Letters(ref ushort characters)
        {
            ulong letters = 0;
            for (int i = 0; i < TextBlocks.Length; i += TLanes.Count) letters |= TLanes.Bits(TLanes.Letters(ref Unsafe.Add(ref characters, i))) << i;
            return letters;
        }

        /// <summary>Sets the highest bit of each byte that has a lower one.</summary>
        private static T Any(T bytes) => TLanes.Minus(bytes, TLanes.All(0x81));
    }

    /// <summary>The specification: eight characters at a time are gathered in eight bytes, one for each mask.</summary>
    private readonly struct Scalar : IBlockReader
    {
        public static Masks Read(ref ushort characters, ref byte folded)
        {
            var masks = new Masks();
            for (int i = 0; i < TextBlocks.Length; i += 8)
            {
                ulong gathered = 0;
                for (int k = 0; k < 8; k++)
                {
                    int c = Math.Min((int)Unsafe.Add(ref characters, i + k), 0x7F);
                    gathered |= ScalarMasks[c] << k;
                    Unsafe.Add(ref folded, i + k) = ScalarFold[c];
                }
                masks.Word |= (gathered & 0xFF) << i;
                masks.Capital |= (gathered >> 8 & 0xFF) << i;
                masks.Digit |= (gathered >> 16 & 0xFF) << i;
                masks.SentenceEnd |= (gathered >> 24 & 0xFF) << i;
                masks.Apostrophe |= (gathered >> 32 & 0xFF) << i;
                masks.Space |= (gathered >> 40 & 0xFF) << i;
                masks.Dash |= (gathered >> 48 & 0xFF) << i;
                masks.Beyond |= (gathered >> 56) << i;
            }
            return masks;
        }

        public static ulong Letters(ref ushort characters)
        {
            ulong letters = 0;
            for (int i = 0; i < TextBlocks.Length; i++) letters |= (Scripts.Hold(Unsafe.Add(ref characters, i)) ? 1UL : 0) << i;
            return letters;
        }
    }

    private static ulong[] BuildScalarMasks()
    {
        var masks = new ulong[128];
        for (int c = 0; c < masks.Length; c++)
        {
            uint entry = CharacterTable.Entry((char)c);
            ReadOnlySpan<bool> kinds =
            [
                CharacterTable.Class(entry) == CharacterClass.Word, (entry & CharacterTable.Capital) != 0, (entry & CharacterTable.Digit) != 0,
                (entry & CharacterTable.EndsSentence) != 0, CharacterTable.Class(entry) == CharacterClass.Apostrophe,
                (entry & CharacterTable.Space) != 0, (entry & CharacterTable.Dash) != 0, c == 0x7F,
            ];
            for (int k = 0; k < kinds.Length; k++) masks[c] |= kinds[k] ? 1UL << (8 * k) : 0;
        }
        return masks;
    }

    private static byte[] BuildScalarFold()
    {
        var fold = new byte[128];
        for (int c = 0; c < fold.Length; c++) fold[c] = (byte)CharacterTable.Entry((char)c);
        return fold;
    }
}
