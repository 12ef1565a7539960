using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>Damages bytes: flips, cuts, splices, repetitions, lengths that lie.</summary>
internal static class ByteMutation
{
    private const int MostBytes = 1 << 16;

    private static readonly byte[] Ends = [0, 1, 0x7F, 0x80, 0xFE, 0xFF, (byte)'\n', (byte)'\r', (byte)' ', (byte)'"', (byte)'<', (byte)':'];

    /// <summary>The bytes after some changes, seldom after none.</summary>
    public static byte[] Mutate(FuzzRandom random, byte[] bytes, Func<FuzzRandom, byte[]>? other = null)
    {
        for (int changes = random.Size(6); changes > 0; changes--) bytes = Change(random, bytes, other);
        return bytes.Length > MostBytes ? bytes[..MostBytes] : bytes;
    }

    private static byte[] Change(FuzzRandom random, byte[] bytes, Func<FuzzRandom, byte[]>? other)
    {
        int at = random.Below(bytes.Length + 1);
        int count = Math.Min(bytes.Length - at, random.Size(64));
        byte[] changed = [.. bytes];
        switch (random.Below(11))
        {
            case 0 or 1 when at < bytes.Length:
                changed[at] ^= (byte)(1 << random.Below(8));
                return changed;
            case 2 when at < bytes.Length:
                changed[at] = random.Of<byte>(Ends);
                return changed;
            case 3:
                // A length in four bytes that says too much, or less than nothing.
                for (int i = at; i < Math.Min(bytes.Length, at + 4); i++) changed[i] = random.Of<byte>([0xFF, 0x7F, 0x80, 0]);
                return changed;
            case 4:
                return bytes[..at];
            case 5:
                return bytes[at..];
            case 6:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at + count)];
            case 7:
                return [.. bytes.AsSpan(0, at), .. bytes.AsSpan(at, count), .. bytes.AsSpan(at)];
            case 8 when other is not null:
                byte[] from = other(random);
                return [.. bytes.AsSpan(0, at), .. from.AsSpan(random.Below(from.Length + 1))];
            case 9:
                return [.. bytes.AsSpan(0, at), .. Enumerable.Repeat(random.Of<byte>(Ends), random.Size(3_000)), .. bytes.AsSpan(at)];
            default:
                return [.. bytes.AsSpan(0, at), .. random.Bytes(count), .. bytes.AsSpan(at)];
        }
    }
}
