namespace Dedup.Scale.Corpus;

/// <summary>Random numbers that are the same on every machine: SplitMix64 (Steele, Lea and Flood 2014, figure 17).</summary>
internal struct Dice(ulong seed)
{
    private const ulong Golden = 0x9E3779B97F4A7C15;

    private ulong _state = seed;

    /// <summary>Dice of their own for the n-th of something.</summary>
    public static Dice For(ulong seed, long n) => new(Mix(seed + (ulong)n * Golden));

    /// <summary>Sixty-four random bits.</summary>
    public ulong Next() => Mix(_state += Golden);

    /// <summary>A number from 0 to below the bound.</summary>
    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>A number from the least to the most.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    /// <summary>A number from 0 to below 1.</summary>
    public double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
