using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dedup.Engine.Extraction;

/// <summary>What one walk over the characters of a line counts, 32 of them at a time.</summary>
internal ref struct LineWalk
{
    private const int Width = 32;

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
        Span<char> tail = stackalloc char[Width];
        for (int at = 0; at < text.Length; at += Width)
        {
            Vector512<ushort> v;
            if (at + Width <= text.Length)
            {
                v = Vector512.LoadUnsafe(ref Unsafe.As<char, ushort>(ref first), (nuint)at);
            }
            else
            {
                tail.Clear();
                text[at..].CopyTo(tail);
                v = Vector512.LoadUnsafe(ref Unsafe.As<char, ushort>(ref MemoryMarshal.GetReference(tail)));
            }
            uint upper = Within(v, 'A', 'Z');
            uint lower = Within(v, 'a', 'z');
            uint digits = Within(v, '0', '9');
            uint bars = Is(v, '|');
            uint colons = Is(v, ':');
            // Apostrophes and hyphens stand inside words.
            uint inside = Is(v, '\'') | Is(v, '-');
            uint letters = upper | lower | digits;
            uint small = lower;
            walk.Separators += BitOperations.PopCount(bars | Is(v, '>'));
            walk.HasColon |= (bars | colons) != 0;
            walk.HasSlash |= (bars | Is(v, '/')) != 0;
            walk.HasDigit |= digits != 0;
            walk.Upper += BitOperations.PopCount(upper);
            walk.HasLower |= lower != 0;
            if (Is(v, '@') != 0) marks |= wordStarts.AtSign;
            for (uint other = (uint)Vector512.GreaterThan(v, Vector512.Create((ushort)0x7F)).ExtractMostSignificantBits(); other != 0; other &= other - 1)
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Is(Vector512<ushort> v, char c) => (uint)Vector512.Equals(v, Vector512.Create((ushort)c)).ExtractMostSignificantBits();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Within(Vector512<ushort> v, char from, char to) =>
        (uint)Vector512.LessThanOrEqual(v - Vector512.Create((ushort)from), Vector512.Create((ushort)(to - from))).ExtractMostSignificantBits();

    /// <summary>Han and kana, not hangul, which has spaces.</summary>
    private static bool IsUnspaced(char c) => c is >= '\u2E80' and not (>= '\uAC00' and <= '\uD7FF') and not (>= '\uFB00' and <= '\uFEFF');

    /// <summary>Vowel signs and their like.</summary>
    private static bool IsMark(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format;
}
