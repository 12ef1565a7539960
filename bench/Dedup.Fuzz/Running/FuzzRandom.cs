using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dedup.Fuzz.Running;

/// <summary>The chance behind one case: SplitMix64 (Steele, Lea, Flood 2014), begun anew for each from target, seed and number.</summary>
internal sealed class FuzzRandom(ulong state)
{
    private const ulong Step = 0x9E3779B97F4A7C15;

    private ulong _state = state;

    /// <summary>That of one case.</summary>
    public static FuzzRandom Of(string target, ulong seed, long number) =>
        new(Mix(XxHash3.HashToUInt64(MemoryMarshal.AsBytes(target.AsSpan())) + Mix(seed + Step)) + Mix((ulong)number));

    /// <summary>64 random bits.</summary>
    public ulong Next() => Mix(_state += Step);

    /// <summary>From 0 to below <paramref name="limit"/>, which is at least 1.</summary>
    public int Below(int limit) => (int)Math.BigMul(Next(), (ulong)limit, out _);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>From 0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>True once in so many times.</summary>
    public bool Once(int inTimes) => Below(inTimes) == 0;

    /// <summary>One of them.</summary>
    public T Of<T>(ReadOnlySpan<T> choices) => choices[Below(choices.Length)];

    /// <summary>One of them.</summary>
    public T Of<T>(IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A size from 0 to <paramref name="most"/>: small ones are as frequent as those of twice their size.</summary>
    public int Size(int most) => Once(16) ? most : (int)(Math.Pow(most + 1.0, Share()) - 1);

    /// <summary>A random order of them.</summary>
    public T[] Shuffled<T>(IEnumerable<T> items)
    {
        T[] all = [.. items];
        for (int i = all.Length - 1; i > 0; i--)
        {
            int k = Below(i + 1);
            (all[i], all[k]) = (all[k], all[i]);
        }
        return all;
    }

    /// <summary>Random bytes.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) bytes[i] = (byte)Next();
        return bytes;
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
