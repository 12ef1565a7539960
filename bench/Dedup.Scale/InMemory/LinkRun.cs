using System.Diagnostics;
using Dedup.Core.Candidates;
using Dedup.Core.Clustering;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;

namespace Dedup.Scale.InMemory;

/// <summary>Bodies in, links and clusters out, on one thread and with nothing stored: what the program's core does, and what peers measure themselves by.</summary>
internal sealed class LinkRun
{
    private const int IndexedTogether = 4_096;

    private readonly Sketcher _sketcher = new(Scheme.Default);
    private readonly List<(Sketch Sketch, ulong Rank)> _sketches = [];
    private readonly List<Variant> _variants = [];
    private readonly List<int> _documents = [];

    /// <summary>The distinct bodies that are long enough to be compared.</summary>
    public List<ShingleSet> Sets { get; } = [];

    /// <summary>Pairs that the indexes propose, the smaller first.</summary>
    public List<(int A, int B)> Proposed { get; } = [];

    /// <summary>Verified pairs.</summary>
    public List<Link> Links { get; } = [];

    /// <summary>Bodies with a crowded key.</summary>
    public IReadOnlyList<Crowd> Crowds { get; private set; } = [];

    /// <summary>Stories found.</summary>
    public int Clusters { get; private set; }

    /// <summary>Memory of the indexes, in bytes a distinct body.</summary>
    public double IndexBytes { get; private set; }

    /// <summary>Seconds of each stage.</summary>
    public List<(string Stage, double Seconds)> Stages { get; } = [];

    /// <summary>Runs all stages.</summary>
    public static LinkRun Of(IReadOnlyList<string> bodies)
    {
        var run = new LinkRun();
        run.Time("sketch", () => run.Sketch(bodies));
        var index = new CandidateIndex(Scheme.Default, new CandidateOptions());
        run.Time("index", () =>
        {
            foreach ((int Id, (Sketch Sketch, ulong Rank) Of)[] part in run._sketches.Select((of, id) => (id, of)).Chunk(IndexedTogether))
                index.Add([.. part.Select(body => new IndexedBody(body.Id, body.Of.Sketch, body.Of.Rank))], threads: 1);
        });
        run.Time("candidates", () => run.Find(index));
        run.Time("verification", run.Verify);
        run.Time("clusters", run.Cluster);
        run.IndexBytes = (double)index.Bytes / run.Sets.Count;
        run.Crowds = index.Crowds();
        return run;
    }

    private void Time(string stage, Action work)
    {
        long started = Stopwatch.GetTimestamp();
        work();
        Stages.Add((stage, Stopwatch.GetElapsedTime(started).TotalSeconds));
    }

    private void Sketch(IReadOnlyList<string> bodies)
    {
        var known = new Dictionary<UInt128, int>();
        foreach (string body in bodies)
        {
            _sketcher.Read(body);
            bool compared = _sketcher.Tokens.Length >= new VerificationOptions().MinimumWords;
            UInt128 hash = _sketcher.BodyHash(withNames: compared);
            if (!compared) continue;
            if (known.TryGetValue(hash, out int same))
            {
                _documents[same]++;
                continue;
            }
            known.Add(hash, Sets.Count);
            _documents.Add(1);
            _sketches.Add((_sketcher.Sketch(), (ulong)hash));
            Sets.Add(_sketcher.ShingleSet());
            _variants.Add(new Variant(Sets.Count - 1, hash, 1, _sketcher.Tokens.Length));
        }
        for (int i = 0; i < _variants.Count; i++) _variants[i] = _variants[i] with { Documents = _documents[i] };
    }

    private void Find(CandidateIndex index)
    {
        for (int i = 0; i < _sketches.Count; i++)
        {
            foreach (Candidate candidate in index.Find(_sketches[i].Sketch, _sketches[i].Rank, i))
            {
                if (candidate.Id > i) Proposed.Add((i, candidate.Id));
            }
        }
    }

    private void Verify()
    {
        var verifier = new Verifier(new VerificationOptions());
        foreach ((int a, int b) in Proposed)
        {
            if (verifier.FactsForbid(Sets[a], Sets[b])) continue;
            PairVerdict verdict = verifier.Verify(Sets[a], Sets[b], SimHash.Distance(_sketches[a].Sketch.Fingerprint, _sketches[b].Sketch.Fingerprint));
            if (verdict.Relation is not (Relation.Lone or Relation.Robot)) Links.Add(new Link(a, b, verdict));
        }
    }

    private void Cluster() => Clusters = new StoryClusterer(
            new VerificationOptions(), (a, b) => Sets[(int)a].CountShared(Sets[(int)b]), id => Sets[(int)id].Count)
        .Cluster(_variants, Links).Select(placement => placement.Representative).Distinct().Count();
}
