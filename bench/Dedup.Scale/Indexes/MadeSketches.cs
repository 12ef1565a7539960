using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Scale.Corpus;

namespace Dedup.Scale.Indexes;

/// <summary>Sketches of any number of distinct bodies, made without the bodies: as many of a story, as near to one another, and of as many samples as those of the crawl.</summary>
internal sealed class MadeSketches
{
    /// <summary>The share of stories that have k bodies or more falls with k to this.</summary>
    private const double Tail = 1.5;

    private const int MostBodies = 400;
    private const int MostSamples = 80;
    private const ulong Stories = 0x1D01, Bodies = 0x1D02, Sizes = 0x1D03;

    private readonly int[] _stories;

    /// <summary>Says which story each body tells; its copies come close together, as in the crawl.</summary>
    public MadeSketches(int bodies)
    {
        _stories = new int[bodies];
        var dice = Dice.For(Sizes, 0);
        for (int i = 0, story = 0; i < bodies; story++)
        {
            int copies = (int)Math.Min(Math.Min(MostBodies, bodies - i), Math.Pow(1 - dice.Share(), -1 / Tail));
            for (int copy = 0; copy < copies; copy++, i++) _stories[i] = story;
        }
    }

    /// <summary>The sketch of a body, the same whenever it is asked for.</summary>
    public IndexedBody Of(int body)
    {
        long story = _stories[body];
        var told = Dice.For(Stories, story);
        var own = Dice.For(Bodies, body);
        int kept = own.Between(70, 100);
        var signature = new uint[Scheme.Default.Hashes];
        for (int i = 0; i < signature.Length; i++)
        {
            var common = (uint)told.Next();
            signature[i] = own.Below(100) < kept ? common : (uint)own.Next();
        }
        var samples = new SortedSet<ulong>();
        for (int left = told.Between(10, MostSamples); left > 0; left--)
        {
            ulong common = told.Next();
            samples.Add(own.Below(100) < kept ? common : own.Next());
        }
        ulong fingerprint = told.Next() ^ (1UL << own.Below(64)) ^ (1UL << own.Below(64));
        return new IndexedBody(body, new Sketch(signature, fingerprint, [.. samples], new UInt128(told.Next(), told.Next())), own.Next());
    }
}
