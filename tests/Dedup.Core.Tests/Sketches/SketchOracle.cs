using System.Globalization;
using System.Numerics;
using Dedup.Core.Tests.Text;

namespace Dedup.Core.Tests.Sketches;

/// <summary>Shingles, fingerprints and set measures by their definitions, one element at a time.</summary>
internal static class SketchOracle
{
    private static readonly BigInteger Base = BigInteger.Parse("11400714819323198485", CultureInfo.InvariantCulture);
    private static readonly BigInteger Word = BigInteger.One << 64;

    /// <summary>mix(Σ tᵢ·Bʷ⁻ⁱ mod 2⁶⁴) of each window, in unbounded integers.</summary>
    public static List<ulong> Shingles(IReadOnlyList<ulong> tokens, int words)
    {
        var shingles = new List<ulong>();
        for (int start = 0; start + words <= tokens.Count; start++)
        {
            BigInteger sum = 0;
            for (int i = 0; i < words; i++) sum += tokens[start + i] * BigInteger.Pow(Base, words - 1 - i);
            shingles.Add(SplitMix((ulong)(sum % Word)));
        }
        return shingles;
    }

    public static List<ulong> Shingles(string text, int words) => Shingles(TokenizerOracle.Tokenize(text), words);

    /// <summary>SplitMix64's finaliser in unbounded integers.</summary>
    private static ulong SplitMix(ulong z)
    {
        BigInteger mixed = z;
        mixed = (mixed ^ (mixed >> 30)) * 13787848793156543929 % Word;
        mixed = (mixed ^ (mixed >> 27)) * 10723151780598845931 % Word;
        return (ulong)(mixed ^ (mixed >> 31));
    }

    /// <summary>One signed counter for each bit.</summary>
    public static ulong Fingerprint(IReadOnlyList<ulong> shingles)
    {
        ulong fingerprint = 0;
        for (int bit = 0; bit < 64; bit++)
        {
            int balance = 0;
            foreach (ulong shingle in shingles) balance += (shingle >> bit) % 2 == 1 ? 1 : -1;
            if (balance > 0) fingerprint += (ulong)1 << bit;
        }
        return fingerprint;
    }

    public static int DifferingBits(ulong a, ulong b) =>
        Enumerable.Range(0, 64).Count(bit => ((a >> bit) & 1) != ((b >> bit) & 1));

    public static int Shared(IEnumerable<ulong> a, IEnumerable<ulong> b) => a.ToHashSet().Intersect(b).Count();

    public static double Resemblance(IReadOnlyCollection<ulong> a, IReadOnlyCollection<ulong> b) =>
        a.Count + b.Count == 0 ? 0 : (double)Shared(a, b) / a.Union(b).Count();
}
