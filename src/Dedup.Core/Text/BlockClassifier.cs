using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Text;

namespace Dedup.Core.Text;

/// <summary>Cuts normalised text into <see cref="TextBlock"/>s, folds its ASCII letters and counts its characters.</summary>
/// <remarks>
/// One character after another is read only beyond ASCII, and there not in the scripts that are told by their range.
/// Cost: about 0.4 ns a character of ASCII.
/// </remarks>
internal static class BlockClassifier
{
    /// <summary>Fills <paramref name="blocks"/> with a text; returns its length as <see cref="TokenList.Characters"/> counts it, or −1 where the text must be normalised first, unless it has been.</summary>
    public static int Classify(ReadOnlySpan<char> text, bool isNormal, TextBlocks blocks, VectorWidth width)
    {
        blocks.Reserve(text.Length);
        return width switch
        {
            VectorWidth.Bits512 => Classify<VectorBlockReader<Bytes512, Vector512<byte>>>(text, isNormal, blocks),
            VectorWidth.Bits256 => Classify<VectorBlockReader<Bytes256, TwoVectors>>(text, isNormal, blocks),
            VectorWidth.Bits128 => Classify<VectorBlockReader<Bytes128, Vector128<byte>>>(text, isNormal, blocks),
            _ => Classify<ScalarBlockReader>(text, isNormal, blocks),
        };
    }

    private static int Classify<TReader>(ReadOnlySpan<char> text, bool isNormal, TextBlocks blocks) where TReader : struct, IBlockReader
    {
        var length = new TextLength();
        int whole = text.Length / TextBlocks.Length;
        for (int i = 0; i < whole; i++)
        {
            if (!Classify<TReader>(text.Slice(i * TextBlocks.Length, TextBlocks.Length), TextBlocks.Length, text, isNormal, i, blocks, ref length)) return -1;
        }
        // Beyond the text stand separators.
        ReadOnlySpan<char> rest = text[(whole * TextBlocks.Length)..];
        blocks.Tail.AsSpan().Clear();
        rest.CopyTo(blocks.Tail);
        return Classify<TReader>(blocks.Tail, rest.Length, text, isNormal, whole, blocks, ref length) ? length.Characters : -1;
    }

    /// <summary>Classifies one block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Classify<TReader>(ReadOnlySpan<char> part, int valid, ReadOnlySpan<char> text, bool isNormal, int number, TextBlocks blocks, ref TextLength length)
        where TReader : struct, IBlockReader
    {
        ref ushort characters = ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(part));
        ref TextBlock block = ref blocks.Blocks[number];
        ref byte folded = ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(blocks.Folded), number * TextBlocks.Length);
        TReader.Read(ref characters, ref folded, ref block, out ulong space, out ulong dash, out ulong beyond);
        block.Other = 0;
        ulong uncounted = 0;
        if (beyond != 0)
        {
            block.Other = TReader.Letters(ref characters);
            ulong others = beyond & ~block.Other;
            if (others != 0 && !ReadOthers(text, isNormal, number * TextBlocks.Length, others, ref block, ref space, ref dash, out uncounted)) return false;
        }
        length.Add(space, dash, uncounted, valid);
        return true;
    }

    /// <summary>Reads characters beyond ASCII one by one; false where one of them needs the normal form.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isNormal">Whether it is in normal form.</param>
    /// <param name="origin">Where the block begins.</param>
    /// <param name="others">The characters of the block that are to be read.</param>
    /// <param name="block">Takes what they are,</param>
    /// <param name="space">and white space</param>
    /// <param name="dash">and dashes.</param>
    /// <param name="uncounted">Characters that count for nothing: invisible ones and second halves of pairs.</param>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool ReadOthers(ReadOnlySpan<char> text, bool isNormal, int origin, ulong others, ref TextBlock block, ref ulong space, ref ulong dash, out ulong uncounted)
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
            if ((entry & CharacterTable.Space) != 0) space |= bit;
            if ((entry & CharacterTable.Dash) != 0) dash |= bit;
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
}
