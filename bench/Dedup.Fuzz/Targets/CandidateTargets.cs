using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>The candidate indexes against a look at every pair.</summary>
internal static class CandidateTargets
{
    /// <summary>Sketches, the one asked for last, and the rules.</summary>
    public sealed record Crowd(Sketch[] Sketches, Scheme Scheme, CandidateOptions Options, ulong Order);

    public static IEnumerable<FuzzTarget> Make() =>
        [new FuzzTarget<Crowd>("CandidateIndex", "proposes what a look at every pair proposes, in any order of adding", 60, MakeCrowd, Find) { Shorten = crowd => Halves.Of(crowd.Sketches).Where(s => s.Length > 1).Select(s => crowd with { Sketches = s }) }];

    private static Crowd MakeCrowd(FuzzRandom random)
    {
        var scheme = new Scheme(Hashes: random.Of<int>([16, 64, 128]));
        var options = new CandidateOptions
        {
            BandResemblance = 0.3 + 0.6 * random.Share(),
            BandRecall = 0.5 + 0.45 * random.Share(),
            FingerprintDistance = random.Below(16),
            SampleShare = random.Once(4) ? 0.01 : random.Once(4) ? 1 : random.Share() * 0.98 + 0.01,
        };
        Sketch first = Sketch(random, scheme);
        return new Crowd([.. Enumerable.Range(0, random.Between(1, 12)).Select(_ => random.Once(3) ? Sketch(random, scheme) : Near(random, first)), first], scheme, options, random.Next());
    }

    private static Sketch Sketch(FuzzRandom random, Scheme scheme) => new(
        [.. Enumerable.Range(0, scheme.Hashes).Select(_ => (uint)random.Next())], random.Next(), [.. new SortedSet<ulong>(SketchTargets.Values(random, 40))]);

    private static Sketch Near(FuzzRandom random, Sketch other)
    {
        int changes = random.Between(1, 40);
        ulong fingerprint = other.Fingerprint;
        for (int bits = random.Below(18); bits > 0; bits--) fingerprint ^= 1UL << random.Below(64);
        return new Sketch([.. other.Signature.Select(value => random.Once(changes) ? (uint)random.Next() : value)], fingerprint,
            [.. new SortedSet<ulong>(other.Samples.Where(_ => !random.Once(3)).Concat(SketchTargets.Values(random, 10)))]);
    }

    private static void Find(Crowd crowd)
    {
        Sketch asked = crowd.Sketches[^1];
        CandidateIndex Index(IEnumerable<int> order)
        {
            var index = new CandidateIndex(crowd.Scheme, crowd.Options);
            foreach (int id in order) index.Add(id, crowd.Sketches[id]);
            return index;
        }
        var random = new FuzzRandom(crowd.Order);
        int[] all = [.. Enumerable.Range(0, crowd.Sketches.Length)];
        CandidateIndex index = Index(all);
        Candidate[] expected = [.. all.Select(id => new Candidate(id, index.Explain(asked, crowd.Sketches[id]).By)).Where(c => c.By != ProposedBy.None)];
        Property.Same(expected, index.Find(asked).ToArray(), "proposals");
        Property.Same(expected, Index(random.Shuffled(all)).Find(asked).ToArray(), "proposals in another order");
        foreach (Sketch other in crowd.Sketches)
            Property.Equal(index.Explain(asked, other) with { FewerSamples = 0 }, index.Explain(other, asked) with { FewerSamples = 0 }, "a proposal the other way round");
        int gone = random.Below(crowd.Sketches.Length);
        index.Remove(gone);
        Property.Same(expected.Where(c => c.Id != gone).ToArray(), index.Find(asked).ToArray(), "proposals without one");
        Property.Equal(all.Length - 1, index.Count, "count");
    }
}
