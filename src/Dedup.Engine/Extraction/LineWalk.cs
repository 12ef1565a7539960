using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dedup.Engine.Extraction;

/// <summary>What one walk over the characters of a line counts, 32 of them at a time.</summary>
internal ref struct LineWalk
{
    private const int Width = CharBlock.Width;

    public int Words;
    public int Capitalised;
    public int Unspaced;
    public int Upper;
    public bool HasLower;
    public int Separators;
    public bool HasDigit;
    public bool HasColon;
    public bool HasArrow;
    public bool HasSlash;

    /// <summary>Holds a character outside ASCII that is more than typography.</summary>
    public bool HasOtherLetters;

    /// <summary>First letter or digit; NUL where there is none.</summary>
    public char Head;

    /// <summary>The bits of the sets of marks that may stand in the line.</summary>
    public uint Marks;

    /// <summary>Walks over a line.</summary>
    /// <remarks>Compiled at once with all optimisation: the first thousand pages of a run would else be walked over by slow code.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LineWalk Over(ReadOnlySpan<char> text)
    {
        var walk = default(LineWalk);
        WordStarts wordStarts = WordStarts.Shared;
        ref char first = ref MemoryMarshal.GetReference(text);
        uint marks = 0;
        uint inWord = 0;
        uint letterBefore = 0;
        for (int at = 0; at < text.Length; at += Width)
        {
            Vector256<byte> block = CharBlock.Load(text[at..]);
            uint upper = CharBlock.Within(block, 'A', 'Z').ExtractMostSignificantBits();
            uint lower = CharBlock.Within(block, 'a', 'z').ExtractMostSignificantBits();
            uint digits = CharBlock.Within(block, '0', '9').ExtractMostSignificantBits();
            uint bars = CharBlock.Is(block, '|');
            uint colons = CharBlock.Is(block, ':');
            // Apostrophes and hyphens stand inside words.
            uint inside = CharBlock.Is(block, '\'') | CharBlock.Is(block, '-');
            uint letters = upper | lower | digits;
            uint small = lower;
            walk.Separators += BitOperations.PopCount(bars | CharBlock.Is(block, '>'));
            walk.HasColon |= (bars | colons) != 0;
            walk.HasSlash |= (bars | CharBlock.Is(block, '/')) != 0;
            walk.HasDigit |= digits != 0;
            walk.Upper += BitOperations.PopCount(upper);
            walk.HasLower |= lower != 0;
            if (CharBlock.Is(block, '@') != 0) marks |= wordStarts.AtSign;
            for (uint other = block.ExtractMostSignificantBits(); other != 0; other &= other - 1)
            {
                int bit = BitOperations.TrailingZeroCount(other);
                walk.Other(Unsafe.Add(ref first, at + bit), 1u << bit, ref letters, ref small, ref inside);
            }
            // What stands inside a word goes on with it: the sum carries through each run that a letter stands before.
            ulong reached = inside & (((ulong)letters << 1) | inWord);
            ulong within = inside & ~(inside + reached);
            ulong word = letters | ((within | reached) & inside);
            uint starts = letters & ~(uint)((word << 1) | inWord);
            if (starts != 0)
            {
                if (walk.Words == 0) walk.Head = Unsafe.Add(ref first, at + BitOperations.TrailingZeroCount(starts));
                walk.Words += BitOperations.PopCount(starts);
                walk.Capitalised += BitOperations.PopCount(starts & ~small);
            }
            for (uint runs = letters & ~((letters << 1) | letterBefore); runs != 0; runs &= runs - 1)
            {
                int place = at + BitOperations.TrailingZeroCount(runs);
                marks |= wordStarts.At(ref Unsafe.Add(ref first, place), text.Length - place);
            }
            inWord = (uint)(word >> (Width - 1)) & 1;
            letterBefore = letters >> (Width - 1);
        }
        walk.Marks = walk.HasOtherLetters ? wordStarts.All : marks;
        return walk;
    }

    private void Other(char c, uint bit, ref uint letters, ref uint small, ref uint inside)
    {
        HasOtherLetters |= c is >= '\u00A1' and <= '\u1FFF' or >= '\u2070';
        if (char.IsLetterOrDigit(c))
        {
            letters |= bit;
            HasDigit |= char.IsDigit(c);
            if (char.IsLower(c)) small |= bit;
            if (IsUnspaced(c)) Unspaced++;
            else if (char.IsUpper(c)) Upper++;
            else if (char.IsLower(c)) HasLower = true;
            return;
        }
        if (c is '»' or '›' or '•' or '·') Separators++;
        if (c is '\uFF1A') HasColon = true;
        else if (c is '»' or '›' or '→' or '«' or '‹' or '←') HasArrow = true;
        // So do marks.
        if (c == '’' || char.IsSurrogate(c) || (c >= 0x300 && IsMark(c))) inside |= bit;
    }

    /// <summary>Han and kana, not hangul, which has spaces.</summary>
    private static bool IsUnspaced(char c) => c is >= '\u2E80' and not (>= '\uAC00' and <= '\uD7FF') and not (>= '\uFB00' and <= '\uFEFF');

    /// <summary>Vowel signs and their like.</summary>
    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
