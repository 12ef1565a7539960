using Dedup.Core.Sketches;
using Dedup.Core.Text;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Shingles, signatures, fingerprints and shingle sets, each held to one that is slow and plain.</summary>
internal static class SketchTargets
{
    private static readonly int[] Sizes = [16, 32, 48, 64, 80, 96, 112, 128, 144, 256, 1024];

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<ulong[]>("Shingler", "rolling hashes are those of each window", 300, r => Values(r, 600), Shingle) { Shorten = Halves.Of },
        new FuzzTarget<ulong[]>("MinHash", "vectors give what one value at a time gives, for every size", 100, r => Values(r, 200), MinHashes) { Shorten = Halves.Of },
        new FuzzTarget<ulong[]>("SimHash", "bit planes give the majority of each bit", 150, r => Values(r, 600), SimHashes) { Shorten = Halves.Of },
        new FuzzTarget<ulong[][]>("ShingleSet", "distinct and ascending; shared as sets share", 200, r => [Values(r, 600), Values(r, 600)], Sets),
        new FuzzTarget<string[]>("Sketcher", "a sketch is a function of the body, whatever was read before", 60, r => [TextTargets.AnyText(r), TextTargets.AnyText(r)], Sketch),
    ];

    /// <summary>Values of which some repeat and some are at the ends of their range.</summary>
    public static ulong[] Values(FuzzRandom random, int most)
    {
        int kinds = 1 + random.Size(most);
        return [.. Enumerable.Range(0, random.Size(most)).Select(_ => random.Below(8) switch
        {
            0 => random.Of<ulong>([0, 1, ulong.MaxValue, ulong.MaxValue - 1, 1UL << 63, uint.MaxValue]),
            1 => random.Next(),
            _ => (ulong)random.Below(kinds) * 0xD1B54A32D192ED03,
        })];
    }

    private static void Shingle(ulong[] tokens)
    {
        for (int words = 1; words <= 16; words += 3)
        {
            var shingles = new ulong[Shingler.Count(tokens.Length, words)];
            Property.Equal(shingles.Length, Shingler.Hash(tokens, words, shingles), "number of shingles");
            for (int i = 0; i < shingles.Length; i++)
            {
                ulong sum = 0;
                for (int k = 0; k < words; k++) sum = sum * 0x9E3779B97F4A7C15 + tokens[i + k];
                Property.Equal(Shingler.Mix(sum), shingles[i], "shingle");
            }
        }
    }

    private static void MinHashes(ulong[] shingles)
    {
        var family = new MinHash(Sizes[shingles.Length % Sizes.Length]);
        var fast = new uint[family.Hashes];
        var plain = new uint[family.Hashes];
        family.Compute(shingles, fast);
        family.Compute(shingles, plain, VectorWidth.Scalar);
        Property.Same<uint>(plain, fast, "signature");
        Property.Equal(1.0, MinHash.EstimateResemblance(fast, plain), "resemblance to itself");
    }

    private static void SimHashes(ulong[] shingles)
    {
        ulong expected = 0;
        for (int bit = 0; bit < 64; bit++)
        {
            int set = shingles.Count(shingle => (shingle >> bit & 1) != 0);
            if (2 * set > shingles.Length) expected |= 1UL << bit;
        }
        Property.Equal(expected, SimHash.Compute(shingles), "fingerprint");
    }

    private static void Sets(ulong[][] values)
    {
        var a = new ShingleSet(values[0], values[0], values[0].Length);
        var b = new ShingleSet(values[1], values[1], values[1].Length);
        Property.Ascending(a.Shingles, "shingles do not ascend");
        Property.Equal(values[0].Distinct().Count(), a.Count, "distinct shingles");
        int shared = values[0].Intersect(values[1]).Count();
        Property.Equal(shared, a.CountShared(b), "shared shingles");
        Property.Equal(shared, b.CountShared(a), "shared shingles the other way round");
        Property.Equal(a.Count, a.CountShared(a), "shared with itself");
    }

    private static void Sketch(string[] bodies)
    {
        Scheme scheme = new(ShingleWords: 1 + bodies[0].Length % 16, Hashes: Sizes[bodies[1].Length % Sizes.Length], SampleModulus: 1 + bodies[0].Length % 20);
        var used = new Sketcher(scheme);
        used.Read(bodies[0]);
        used.Read(bodies[1]);
        var fresh = new Sketcher(scheme);
        fresh.Read(bodies[1]);
        Sketch a = used.Sketch();
        Sketch b = fresh.Sketch();
        Property.Same<uint>(b.Signature, a.Signature, "signature of a sketcher that was used before");
        Property.Same<ulong>(b.Samples, a.Samples, "samples of a sketcher that was used before");
        Property.Equal(b.Fingerprint, a.Fingerprint, "fingerprint of a sketcher that was used before");
        Property.Equal(fresh.BodyHash(withNames: true), used.BodyHash(withNames: true), "body hash of a sketcher that was used before");
        Property.Ascending<ulong>(a.Samples, "samples do not ascend");
        Property.Equal(Shingler.Count(used.Tokens.Length, scheme.ShingleWords), used.Shingles.Length, "shingles of the body");
        if (scheme.SampleModulus == 1) Property.Same(used.ShingleSet().Shingles, a.Samples, "samples of every shingle");
        Property.Same(Tokenizer.Tokenize(bodies[1]), used.Tokens, "tokens of the body");
    }
}
