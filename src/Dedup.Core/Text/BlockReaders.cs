using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Dedup.Core.Text;

/// <summary>Reads one block, by vectors or without.</summary>
internal interface IBlockReader
{
    /// <summary>Reads the ASCII of 64 characters and folds it.</summary>
    static abstract void Read(ref ushort characters, ref byte folded, ref TextBlock block, out ulong space, out ulong dash, out ulong beyond);

    /// <summary>Those of 64 characters that <see cref="Scripts"/> hold.</summary>
    static abstract ulong Letters(ref ushort characters);
}

/// <summary>Letters and digits are told by their ranges, punctuation by two look-ups of half a byte each (Langdale, Lemire 2019).</summary>
internal readonly struct VectorBlockReader<TLanes, T> : IBlockReader where TLanes : struct, IByteLanes<T> where T : struct
{
    // A character is of a kind where both tables of half a byte have the kind's bit: the three lowest for what ends a
    // sentence, two for apostrophes, the highest for the dash.
    private const byte SentenceEnds = 0b0000_0111;

    private static Vector128<byte> UpperTable => Vector128.Create(1, 0, 0b1000_1010, 0b0100, 0, 0, 0b0001_0000, 0, 0, 0, 0, 0, 0, 0, 0, (byte)0);

    /// <summary>0 for `, 1 2 * . of 0x2_, 7 for ', D for -, A for line feed, : and *, B for ;, F for ?.</summary>
    private static Vector128<byte> LowerTable => Vector128.Create(0b0001_0000, 2, 2, 0, 0, 0, 0, 0b1000, 0, 0, 0b0111, 0b0100, 0, 0b1000_0000, 2, (byte)0b0100);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Read(ref ushort characters, ref byte folded, ref TextBlock block, out ulong space, out ulong dash, out ulong beyond)
    {
        ulong word = 0, capitals = 0, digits = 0, ends = 0, apostrophes = 0;
        space = dash = beyond = 0;
        for (int i = 0; i < TextBlocks.Length; i += TLanes.Count)
        {
            // Each mask is taken as soon as it is known: sixteen registers hold no more beside the constants.
            T bytes = TLanes.Narrow(ref Unsafe.Add(ref characters, i));
            T small = TLanes.Or(bytes, TLanes.All(0x20));
            // Digits have the bit that makes a capital small; what is neither letter nor digit is never read.
            TLanes.Store(small, ref Unsafe.Add(ref folded, i));
            ulong letter = TLanes.Bits(TLanes.AtMost(TLanes.Minus(small, TLanes.All((byte)'a')), TLanes.All(25)));
            ulong digit = TLanes.Bits(TLanes.AtMost(TLanes.Minus(bytes, TLanes.All((byte)'0')), TLanes.All(9)));
            word |= (letter | digit) << i;
            digits |= digit << i;
            capitals |= (letter & ~TLanes.Bits(TLanes.Raise(bytes, 2))) << i;
            beyond |= TLanes.Bits(bytes) << i;
            space |= TLanes.Bits(TLanes.AtMost(bytes, TLanes.All(0x20))) << i;
            T kinds = TLanes.And(
                TLanes.LookUp(TLanes.Table(LowerTable), TLanes.And(bytes, TLanes.All(15))),
                TLanes.LookUp(TLanes.Table(UpperTable), TLanes.UpperHalves(bytes)));
            dash |= TLanes.Bits(kinds) << i;
            apostrophes |= TLanes.Bits(TLanes.Or(TLanes.Raise(kinds, 3), TLanes.Raise(kinds, 4))) << i;
            // Adding 0x7F sets the highest bit where a lower one is set.
            ends |= TLanes.Bits(TLanes.Minus(TLanes.And(kinds, TLanes.All(SentenceEnds)), TLanes.All(0x81))) << i;
        }
        block.Word = word;
        block.Capital = capitals;
        block.Digit = digits;
        block.SentenceEnd = ends;
        block.Apostrophe = apostrophes;
    }

    public static ulong Letters(ref ushort characters)
    {
        ulong letters = 0;
        for (int i = 0; i < TextBlocks.Length; i += TLanes.Count) letters |= TLanes.Bits(TLanes.Letters(ref Unsafe.Add(ref characters, i))) << i;
        return letters;
    }
}

/// <summary>The specification: eight characters at a time are gathered in eight bytes, one for each mask.</summary>
internal readonly struct ScalarBlockReader : IBlockReader
{
    /// <summary>Number of ASCII characters.</summary>
    private const uint Ascii = 128;

    /// <summary>For each ASCII character, and one place more for all others, its bit in each of eight masks, a byte each: the highest.</summary>
    private static readonly ulong[] ScalarMasks = BuildScalarMasks();

    private static readonly byte[] ScalarFold = BuildScalarFold();

    public static void Read(ref ushort characters, ref byte folded, ref TextBlock block, out ulong space, out ulong dash, out ulong beyond)
    {
        block = default;
        space = dash = beyond = 0;
        ref ulong masks = ref MemoryMarshal.GetArrayDataReference(ScalarMasks);
        ref byte fold = ref MemoryMarshal.GetArrayDataReference(ScalarFold);
        for (int i = 0; i < TextBlocks.Length; i += 8)
        {
            ulong gathered = 0;
            for (int k = 0; k < 8; k++)
            {
                var c = (nint)Math.Min((uint)Unsafe.Add(ref characters, i + k), Ascii);
                // Each bit comes in at the top of its byte and goes down to its place.
                gathered = gathered >> 1 | Unsafe.Add(ref masks, c);
                Unsafe.Add(ref folded, i + k) = Unsafe.Add(ref fold, c);
            }
            block.Word |= (gathered & 0xFF) << i;
            block.Capital |= (gathered >> 8 & 0xFF) << i;
            block.Digit |= (gathered >> 16 & 0xFF) << i;
            block.SentenceEnd |= (gathered >> 24 & 0xFF) << i;
            block.Apostrophe |= (gathered >> 32 & 0xFF) << i;
            space |= (gathered >> 40 & 0xFF) << i;
            dash |= (gathered >> 48 & 0xFF) << i;
            beyond |= (gathered >> 56) << i;
        }
    }

    public static ulong Letters(ref ushort characters)
    {
        ulong letters = 0;
        for (int i = 0; i < TextBlocks.Length; i++) letters |= (Scripts.Hold(Unsafe.Add(ref characters, i)) ? 1UL : 0) << i;
        return letters;
    }

    private static ulong[] BuildScalarMasks()
    {
        var masks = new ulong[Ascii + 1];
        for (int c = 0; c < masks.Length; c++)
        {
            uint entry = c < Ascii ? CharacterTable.Entry((char)c) : 0;
            ReadOnlySpan<bool> kinds =
            [
                CharacterTable.Class(entry) == CharacterClass.Word, (entry & CharacterTable.Capital) != 0, (entry & CharacterTable.Digit) != 0,
                (entry & CharacterTable.EndsSentence) != 0, CharacterTable.Class(entry) == CharacterClass.Apostrophe,
                (entry & CharacterTable.Space) != 0, (entry & CharacterTable.Dash) != 0, c == Ascii,
            ];
            for (int k = 0; k < kinds.Length; k++) masks[c] |= kinds[k] ? 0x80UL << (8 * k) : 0;
        }
        return masks;
    }

    private static byte[] BuildScalarFold()
    {
        var fold = new byte[Ascii + 1];
        for (int c = 0; c < fold.Length; c++) fold[c] = (byte)CharacterTable.Entry((char)c);
        return fold;
    }
}
