using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>The candidate indexes against a look at every pair.</summary>
internal static class CandidateTargets
{
    /// <summary>Sketches of bodies, and the rules. A body's rank is the hash of its place.</summary>
    public sealed record Bodies(Sketch[] Sketches, Scheme Scheme, CandidateOptions Options, ulong Order);

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<Bodies>("CandidateIndex", "few bodies: what a look at every pair proposes", 60, r => MakeBodies(r, 13), Find) { Shorten = Smaller },
        new FuzzTarget<Bodies>("CandidateCrowd", "crowded keys: pairs kept up to date by adding and removing are those of the bodies that are left, in any order", 20, r => MakeBodies(r, 60), Keep) { Shorten = Smaller },
    ];

    private static IEnumerable<Bodies> Smaller(Bodies bodies) => Halves.Of(bodies.Sketches).Where(s => s.Length > 1).Select(s => bodies with { Sketches = s });

    private static Bodies MakeBodies(FuzzRandom random, int most)
    {
        var scheme = new Scheme(Hashes: random.Of<int>([16, 64, 128]));
        var options = new CandidateOptions
        {
            BandResemblance = 0.3 + 0.6 * random.Share(),
            BandRecall = 0.5 + 0.45 * random.Share(),
            FingerprintDistance = random.Below(16),
            SampleShare = random.Once(4) ? 0.01 : random.Once(4) ? 1 : random.Share() * 0.98 + 0.01,
            CrowdedBodies = 16,
            CrowdLeaders = random.Between(1, 16),
        };
        Sketch first = Sketch(random, scheme);
        return new Bodies([.. Enumerable.Range(0, random.Between(1, most - 1)).Select(_ => random.Once(5) ? Sketch(random, scheme) : Near(random, first)), first], scheme, options, random.Next());
    }

    private static Sketch Sketch(FuzzRandom random, Scheme scheme) => new(
        [.. Enumerable.Range(0, scheme.Hashes).Select(_ => (uint)random.Next())], random.Next(), [.. new SortedSet<ulong>(SketchTargets.Values(random, 40))], random.Once(2) ? 0 : random.Next());

    private static Sketch Near(FuzzRandom random, Sketch other)
    {
        int changes = random.Between(1, 40);
        ulong fingerprint = other.Fingerprint;
        for (int bits = random.Below(18); bits > 0; bits--) fingerprint ^= 1UL << random.Below(64);
        UInt128 facts = random.Once(3) ? random.Next() : other.Facts ^ (UInt128.One << random.Below(128));
        return new Sketch([.. other.Signature.Select(value => random.Once(changes) ? (uint)random.Next() : value)], fingerprint,
            [.. new SortedSet<ulong>(other.Samples.Where(_ => !random.Once(3)).Concat(SketchTargets.Values(random, 10)))], facts);
    }

    private static ulong Rank(int id) => Shingler.Mix((ulong)id + 1);

    private static CandidateIndex Index(Bodies bodies, IEnumerable<int> ids)
    {
        var index = new CandidateIndex(bodies.Scheme, bodies.Options);
        foreach (int id in ids) index.Add(id, bodies.Sketches[id], Rank(id));
        return index;
    }

    private static void Find(Bodies bodies)
    {
        int last = bodies.Sketches.Length - 1;
        Sketch asked = bodies.Sketches[last];
        int[] others = [.. Enumerable.Range(0, last)];
        CandidateIndex index = Index(bodies, others);
        Candidate[] expected = [.. others.Select(id => new Candidate(id, Judge(index, asked, bodies.Sketches[id], bodies.Options))).Where(c => c.By != ProposedBy.None)];
        Property.Same(expected, index.Find(asked, Rank(last)).ToArray(), "proposals to a body that is not held");
        index.Add(last, asked, Rank(last));
        Property.Same(expected, index.Find(asked, Rank(last), last).ToArray(), "proposals to a held body");
        foreach (int id in others)
        {
            bool proposed = expected.Any(c => c.Id == id);
            Property.Equal(proposed, index.Supports(id, bodies.Sketches[id], last, asked) != ProposedBy.None, "support of a pair");
            Property.Equal(proposed, index.Find(bodies.Sketches[id], Rank(id), id).Any(c => c.Id == last), "the proposal the other way round");
        }
    }

    private static ProposedBy Judge(CandidateIndex index, Sketch a, Sketch b, CandidateOptions options)
    {
        if (!FactBits.Agree(a.Facts, b.Facts)) return ProposedBy.None;
        Proposal near = index.Explain(a, default, b);
        return (near.EqualBands > 0 ? ProposedBy.Bands : ProposedBy.None)
            | (near.HammingDistance <= options.FingerprintDistance ? ProposedBy.Fingerprint : ProposedBy.None)
            | (near.CommonSamples > 0 && near.CommonSamples >= near.FewerSamples * options.SampleShare ? ProposedBy.Samples : ProposedBy.None);
    }

    /// <summary>As those who keep pairs do: bodies come and go, then what is new is asked for, what others lost looked at again, what others gained asked for.</summary>
    private static void Keep(Bodies bodies)
    {
        var random = new FuzzRandom(bodies.Order);
        var index = new CandidateIndex(bodies.Scheme, bodies.Options);
        var held = new HashSet<int>();
        var pairs = new HashSet<(int, int)>();
        int most = random.Between(1, 20);
        Queue<int> coming = new(random.Shuffled(Enumerable.Range(0, bodies.Sketches.Length)));
        while (coming.Count > 0)
        {
            var added = new HashSet<int>();
            for (int steps = random.Between(1, most); steps > 0; steps--)
            {
                if (!random.Once(4) && coming.TryDequeue(out int id))
                {
                    index.Add(id, bodies.Sketches[id], Rank(id));
                    held.Add(id);
                    added.Add(id);
                }
                else if (held.Count > 0)
                {
                    id = random.Of<int>([.. held]);
                    index.Remove(id, bodies.Sketches[id]);
                    held.Remove(id);
                    pairs.RemoveWhere(pair => pair.Item1 == id || pair.Item2 == id);
                }
            }
            PairChanges changes = index.Settle();
            pairs.RemoveWhere(pair => (changes.Lost.Contains(pair.Item1) || changes.Lost.Contains(pair.Item2))
                && index.Supports(pair.Item1, bodies.Sketches[pair.Item1], pair.Item2, bodies.Sketches[pair.Item2]) == ProposedBy.None);
            foreach (int id in added.Where(held.Contains).Concat(changes.Gained))
            {
                foreach (Candidate found in index.Find(bodies.Sketches[id], Rank(id), id)) pairs.Add(Pair(id, found.Id));
            }
        }
        CandidateIndex again = Index(bodies, random.Shuffled(held));
        var expected = new HashSet<(int, int)>();
        foreach (int id in held)
        {
            foreach (Candidate other in again.Find(bodies.Sketches[id], Rank(id), id))
            {
                expected.Add(Pair(id, other.Id));
                Property.Equal(other.By != ProposedBy.None, again.Supports(id, bodies.Sketches[id], other.Id, bodies.Sketches[other.Id]) != ProposedBy.None, "support of a pair");
                Property.Holds(again.Find(bodies.Sketches[other.Id], Rank(other.Id), other.Id).Any(c => c.Id == id), "a proposal in one direction alone");
            }
        }
        Property.Holds(expected.IsSubsetOf(pairs), "a pair of the bodies that are left is missing");
        Property.Holds(pairs.IsSubsetOf(expected), "a pair that the bodies that are left do not make");
        Property.Equal(held.Count, index.Count, "count");
        _ = again.Crowds();
    }

    private static (int, int) Pair(int a, int b) => a < b ? (a, b) : (b, a);
}
