using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>Letters of a line in lower case and digits, one space between words, 32 characters at a time.</summary>
/// <remarks>
/// Of a run of other signs the first becomes the space and the rest is left out. Up to the next sign that is left out a block is
/// stored as it is, in one piece; the next block begins behind it. What is not ASCII is looked at alone.
/// </remarks>
/// <param name="room">Where the folded line is put; it has <see cref="RoomFor"/> its length.</param>
internal ref struct LineFolder(Span<char> room)
{
    private const int Width = CharBlock.Width;

    private readonly ref char _folded = ref MemoryMarshal.GetReference(room);

    /// <summary>1 behind a letter or digit, 0 behind another sign and at the beginning.</summary>
    private uint _inWord;

    private int _spaced;
    private int _unspaced;

    /// <summary>Characters of the folded line.</summary>
    public int Length { get; private set; }

    /// <summary>Holds a digit of any script.</summary>
    public bool HasDigit { get; private set; }

    /// <summary>Runs of letters and digits, and of scripts without spaces half the characters.</summary>
    public readonly int Words => _spaced + (_unspaced / 2);

    /// <summary>The room that a line needs: blocks are stored whole.</summary>
    public static int RoomFor(int length) => length + Width;

    /// <summary>Folds a line, once.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Fold(ReadOnlySpan<char> line)
    {
        int at = 0;
        while (at < line.Length)
        {
            int seen = Math.Min(Width, line.Length - at);
            Vector256<byte> block = CharBlock.Load(line[at..]);
            Vector256<byte> small = block | Vector256.Create((byte)0x20);
            Vector256<byte> isDigit = CharBlock.Within(block, '0', '9');
            Vector256<byte> isLetter = isDigit | CharBlock.Within(small, 'a', 'z');
            uint letters = isLetter.ExtractMostSignificantBits();
            uint other = block.ExtractMostSignificantBits();
            uint behindLetter = (letters << 1) | _inWord;
            int length = Math.Min(seen, BitOperations.TrailingZeroCount(~(letters | behindLetter) | other));
            if (length > 0)
            {
                Store(Vector256.ConditionalSelect(isLetter, small, Vector256.Create((byte)' ')));
                uint stored = uint.MaxValue >> (Width - length);
                _spaced += BitOperations.PopCount(letters & ~behindLetter & stored);
                HasDigit |= (isDigit.ExtractMostSignificantBits() & stored) != 0;
                _inWord = (letters >> (length - 1)) & 1;
                Length += length;
                at += length;
                if (length == seen) continue;
            }
            if ((other >> length & 1) != 0) Other(line[at++]);
            else at += Math.Min(seen - length, BitOperations.TrailingZeroCount((letters | other) >> length));
        }
        // The space behind the last word parts it from none.
        if (_inWord == 0 && Length > 0) Length--;
    }

    /// <summary>A character outside ASCII.</summary>
    private void Other(char c)
    {
        if (!char.IsLetterOrDigit(c))
        {
            if (_inWord != 0) Unsafe.Add(ref _folded, Length++) = ' ';
            _inWord = 0;
            return;
        }
        char lower = char.ToLowerInvariant(c);
        _spaced += 1 - (int)_inWord;
        _inWord = 1;
        HasDigit |= char.IsDigit(lower);
        // Of the folded letter, whose script may lie elsewhere, so that a folded line folds to itself.
        if (lower >= 0x2E80) _unspaced++;
        Unsafe.Add(ref _folded, Length++) = lower;
    }

    private readonly void Store(Vector256<byte> block)
    {
        (Vector256<ushort> lower, Vector256<ushort> upper) = Vector256.Widen(block);
        ref ushort folded = ref Unsafe.As<char, ushort>(ref Unsafe.Add(ref _folded, Length));
        lower.StoreUnsafe(ref folded);
        upper.StoreUnsafe(ref folded, Width / 2);
    }
}
