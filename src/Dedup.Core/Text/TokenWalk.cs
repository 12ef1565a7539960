using System.Numerics;
using System.Runtime.CompilerServices;

namespace Dedup.Core.Text;

/// <summary>Finds the runs of a text in its blocks and reads their tokens.</summary>
/// <remarks>
/// A run is a stretch of word characters, of characters beyond ASCII that do not merely separate, and of apostrophes between
/// them. Whether something stands in a run, or in the gap before it, is told at its end by an addition: the ones of the run
/// carry it there, from block to block too. Runs of ASCII letters and digits that take one step to hash, which nearly all
/// are, pass through <see cref="ReadPlain"/>; <see cref="RunReader"/> reads the others. Cost: about 7 ns a word of English, half of it in <see cref="ReadShort"/>.
/// </remarks>
internal ref struct TokenWalk(ReadOnlySpan<char> text, TokenList tokens)
{
    private readonly ReadOnlySpan<char> _text = text;
    private readonly TokenList _tokens = tokens;
    private readonly ReadOnlySpan<TextBlock> _blocks = tokens.Blocks.Blocks.AsSpan(0, TextBlocks.Count(text.Length));

    /// <summary>Where the first run that is not read begins, from the beginning of the block on: before it, where the run is open from there.</summary>
    private nint _start;

    /// <summary>The starts of the block behind that.</summary>
    private ulong _starts;

    private ulong _inRun;
    private ulong _digitCarry;
    private ulong _capitalCarry;
    private ulong _specialCarry;
    private ulong _sentenceCarry;

    // A text begins as a sentence does.
    private ulong _beginCarry = 1;

    // Set while only tokens of unspaced scripts have followed what ended the last sentence.
    private bool _begins;

    /// <summary>Adds the tokens of all blocks.</summary>
    public void Read()
    {
        for (int i = 0; i < _blocks.Length; i++) ReadBlock(i);
    }

    private void ReadBlock(int number)
    {
        ref readonly TextBlock block = ref _blocks[number];
        ulong joined = block.Apostrophe == 0 ? 0 : Joined(number);
        ulong run = block.Word | block.Other | joined;
        ulong after = run << 1 | _inRun;
        ulong starts = run & ~after;
        ulong ends = after & ~run;
        ulong begin = Add(~run, block.SentenceEnd & ~joined, ref _beginCarry);
        ulong sentences = Add(run, starts & begin, ref _sentenceCarry);
        ulong digits = Add(run, block.Digit, ref _digitCarry);
        ulong names = Add(run, starts & block.Capital, ref _capitalCarry) & ~sentences;
        ulong special = Add(run, block.Other | joined, ref _specialCarry) & ends;
        // The run that is open at the block's beginning has its start already.
        ulong open = 0 - _inRun;
        _start = (_start - TextBlocks.Length & (nint)open) | (BitOperations.TrailingZeroCount(starts) & (nint)~open);
        _starts = starts & (starts - 1 | open);
        _inRun = run >> 63;
        while (ends != 0)
        {
            ulong plain = ends & ((special & (0 - special)) - 1);
            ends ^= plain;
            if (plain != 0) ReadPlain(number, plain, names, digits);
            if (ends == 0) return;
            ReadSpecial(number, BitOperations.TrailingZeroCount(ends), sentences);
            ends &= ends - 1;
            special &= special - 1;
        }
    }

    /// <summary>Adds the tokens of runs of ASCII letters and digits.</summary>
    private void ReadPlain(int number, ulong ends, ulong names, ulong digits)
    {
        if (_begins)
        {
            names &= ~(ends & (0 - ends));
            _begins = false;
        }
        while (true)
        {
            _tokens.Reserve(TextBlocks.Length);
            ulong left = ReadShort(ref _tokens.Blocks.Folded[number * TextBlocks.Length], digits, ends, ref _tokens.NextToken);
            AddShort(ends ^ left, names & ~digits, digits);
            if (left == 0) return;
            int end = BitOperations.TrailingZeroCount(left);
            // It is cut into pieces, of which the first may be a name where a digit stands in another.
            bool noName = (names >> end & 1) == 0;
            RunReader.Read(Take(number, end), _tokens, ref noName);
            ends = left & (left - 1);
            if (ends == 0) return;
        }
    }

    /// <summary>Hashes the runs that take one step, up to the first that takes more; returns the ends that are left.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private ulong ReadShort(ref byte folded, ulong digits, ulong ends, ref ulong items)
    {
        nint start = _start;
        ulong starts = _starts;
        do
        {
            int end = BitOperations.TrailingZeroCount(ends);
            nuint length = (nuint)(end - start);
            if (length > TokenHash.StepBytes) break;
            items = TokenHash.OfStep(ref Unsafe.Add(ref folded, start), length, digits >> end & 1);
            items = ref Unsafe.Add(ref items, 1);
            // One start more than ends is taken: it is that of a run that is open at the block's end, or is never used.
            start = BitOperations.TrailingZeroCount(starts);
            starts &= starts - 1;
            ends &= ends - 1;
        }
        while (ends != 0);
        _start = start;
        _starts = starts;
        return ends;
    }

    /// <summary>Takes the tokens that were written for some runs into the list, and says which are names and facts.</summary>
    private readonly void AddShort(ulong ends, ulong names, ulong digits)
    {
        int count = BitOperations.PopCount(ends);
        ref ulong items = ref _tokens.NextToken;
        ref bool isName = ref _tokens.NextName;
        ref ulong output = ref _tokens.NextFact;
        Unsafe.InitBlockUnaligned(ref Unsafe.As<bool, byte>(ref isName), 0, TextBlocks.Length / 2);
        int found = 0;
        for (ulong facts = ends & (names | digits); facts != 0; facts &= facts - 1)
        {
            ulong bit = facts & (0 - facts);
            int index = BitOperations.PopCount(ends & (bit - 1));
            Unsafe.Add(ref isName, index) = (names & bit) != 0;
            Unsafe.Add(ref output, found++) = Unsafe.Add(ref items, index);
        }
        _tokens.Advance(count, found);
    }

    private void ReadSpecial(int number, int end, ulong sentences)
    {
        _begins |= (sentences >> end & 1) != 0;
        RunReader.Read(Take(number, end), _tokens, ref _begins);
    }

    /// <summary>The run with this end; the next has its start then.</summary>
    private ReadOnlySpan<char> Take(int number, int end)
    {
        int start = (int)_start;
        _start = BitOperations.TrailingZeroCount(_starts);
        _starts &= _starts - 1;
        return _text.Slice(number * TextBlocks.Length + start, end - start);
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
