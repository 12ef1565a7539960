using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Dedup.Core.Text;

/// <summary>A stretch of word characters, of characters beyond ASCII that do not merely separate, and of apostrophes between them.</summary>
/// <param name="Packed">Two flags in the lowest bits, then start and end in thirty bits each: a string is shorter than 2³⁰ characters.</param>
internal readonly record struct TextRun(ulong Packed)
{
    /// <summary>It holds an ASCII digit.</summary>
    public const ulong HoldsDigit = 1;

    /// <summary>It begins with an ASCII capital, and no sentence begins with it.</summary>
    public const ulong NameStart = 2;

    /// <summary>Where the start begins.</summary>
    public const int StartShift = 2;

    /// <summary>Where the end begins.</summary>
    public const int EndShift = 33;

    /// <summary>First character in the text.</summary>
    public int Start => (int)(Packed >> StartShift) & int.MaxValue;

    /// <summary>First character behind it.</summary>
    public int End => (int)(Packed >> EndShift);
}

/// <summary>A run that holds more than ASCII letters and digits.</summary>
/// <param name="Index">Its place among the runs of the stripe.</param>
/// <param name="BeginsSentence">Whether a sentence begins with it.</param>
internal readonly record struct SpecialRun(int Index, bool BeginsSentence);

/// <summary>Finds the runs of a text in its blocks.</summary>
/// <remarks>
/// Whether something stands in a run, or in the gap before it, is told at its end by an addition: the ones of the run carry
/// it there, from block to block too. Cost: 3–4 ns a run.
/// </remarks>
internal ref struct RunFinder(ReadOnlySpan<TextBlock> blocks)
{
    /// <summary>Blocks of which the runs are found at once.</summary>
    public const int StripeBlocks = 16;

    /// <summary>Most runs that end in a stripe.</summary>
    public const int StripeRuns = StripeBlocks * TextBlocks.Length / 2 + 1;

    private readonly ReadOnlySpan<TextBlock> _blocks = blocks;
    private int _block;
    private ulong _inRun;
    private ulong _start;
    private bool _startsSentence;
    private ulong _digitCarry;
    private ulong _specialCarry;

    // A text begins as a sentence does.
    private ulong _beginCarry = 1;

    /// <summary>Writes the runs that end in the next stripe, and which of them are special; false where no stripe is left.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool Next(Span<TextRun> runs, Span<SpecialRun> specials, out int found, out int specialsFound)
    {
        found = specialsFound = 0;
        if (_block >= _blocks.Length) return false;
        int stripeEnd = Math.Min(_block + StripeBlocks, _blocks.Length);
        for (; _block < stripeEnd; _block++)
        {
            ref readonly TextBlock block = ref _blocks[_block];
            ulong joined = block.Apostrophe == 0 ? 0 : Joined(_block);
            ulong run = block.Word | block.Other | joined;
            ulong after = run << 1 | _inRun;
            ulong starts = run & ~after;
            ulong ends = after & ~run;
            ulong begin = Add(~run, block.SentenceEnd & ~joined, ref _beginCarry);
            ulong digit = Add(run, block.Digit, ref _digitCarry);
            ulong special = Add(run, block.Other | joined, ref _specialCarry) & ends;
            for (; special != 0; special &= special - 1)
            {
                ulong before = (special & (0 - special)) - 1;
                int index = BitOperations.PopCount(ends & before);
                specials[specialsFound++] = new SpecialRun(found + index, LastBegins(starts & before, begin));
            }
            found += Flatten(starts, ends, block.Capital & ~begin, digit, runs[found..]);
            _startsSentence = LastBegins(starts, begin);
            _inRun = run >> 63;
        }
        return true;
    }

    /// <summary>Whether a sentence begins with the last of the starts, or with the run that was open before them.</summary>
    private readonly bool LastBegins(ulong starts, ulong begin) =>
        starts == 0 ? _startsSentence : (begin >> (63 - BitOperations.LeadingZeroCount(starts)) & 1) != 0;

    /// <summary>Pairs the starts of a block with the ends; the run that is open at its beginning has its start already.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Flatten(ulong starts, ulong ends, ulong name, ulong digit, Span<TextRun> runs)
    {
        ulong origin = (ulong)_block * TextBlocks.Length;
        ulong start = _inRun != 0 ? _start : Take(ref starts, origin, name);
        Debug.Assert(runs.Length >= BitOperations.PopCount(ends));
        ref ulong output = ref Unsafe.As<TextRun, ulong>(ref MemoryMarshal.GetReference(runs));
        nint found = 0;
        // One start more than ends is taken: it is that of a run that is open at the block's end, or is never used.
        while (ends != 0)
        {
            ulong end = (ulong)BitOperations.TrailingZeroCount(ends);
            ends &= ends - 1;
            Unsafe.Add(ref output, found++) = start | (origin + end) << TextRun.EndShift | (digit >> (int)end & TextRun.HoldsDigit);
            start = Take(ref starts, origin, name);
        }
        _start = start;
        return (int)found;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Take(ref ulong starts, ulong origin, ulong name)
    {
        ulong place = (ulong)BitOperations.TrailingZeroCount(starts);
        starts &= starts - 1;
        return (origin + place) << TextRun.StartShift | (name >> (int)place & 1) * TextRun.NameStart;
    }

    /// <summary>The apostrophes of a block that stand between two characters of runs.</summary>
    private readonly ulong Joined(int number)
    {
        ulong solid = _blocks[number].Word | _blocks[number].Other;
        ulong previous = number > 0 ? _blocks[number - 1].Word | _blocks[number - 1].Other : 0;
        ulong next = number + 1 < _blocks.Length ? _blocks[number + 1].Word | _blocks[number + 1].Other : 0;
        return _blocks[number].Apostrophe & (solid << 1 | previous >> 63) & (solid >> 1 | next << 63);
    }

    /// <summary>Adds with a carry from block to block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Add(ulong a, ulong b, ref ulong carry)
    {
        ulong sum = a + b;
        ulong whole = sum + carry;
        carry = (sum < a ? 1UL : 0) | (whole < sum ? 1UL : 0);
        return whole;
    }
}
