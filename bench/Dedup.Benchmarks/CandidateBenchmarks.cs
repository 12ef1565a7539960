using BenchmarkDotNet.Attributes;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;

namespace Dedup.Benchmarks;

/// <summary>Candidate indexes and verification over the sketches of the sample crawl.</summary>
[MemoryDiagnoser]
public class CandidateBenchmarks
{
    private readonly CandidateIndex _full = new(Scheme.Default, new CandidateOptions());
    private readonly Verifier _verifier = new(new VerificationOptions());

    /// <summary>Fills the index; asserts that each body finds itself.</summary>
    [GlobalSetup]
    public void Setup()
    {
        for (int i = 0; i < Corpus.Sketches.Length; i++) _full.Add(i, Corpus.Sketches[i].Sketch, (ulong)i);
        for (int i = 0; i < Corpus.Sketches.Length; i++)
        {
            if (!_full.Find(Corpus.Sketches[i].Sketch, ulong.MaxValue).Any(candidate => candidate.Id == i))
                throw new InvalidOperationException($"body {i} is no candidate of itself");
        }
    }

    /// <summary>Adds all sketches to an empty index.</summary>
    [Benchmark]
    public int Add()
    {
        var index = new CandidateIndex(Scheme.Default, new CandidateOptions());
        for (int i = 0; i < Corpus.Sketches.Length; i++) index.Add(i, Corpus.Sketches[i].Sketch, (ulong)i);
        return index.Count;
    }

    /// <summary>Looks every sketch up.</summary>
    [Benchmark]
    public int Find() => Corpus.Sketches.Sum(s => _full.Find(s.Sketch, ulong.MaxValue).Count);

    /// <summary>Verifies every body against the first ten.</summary>
    [Benchmark]
    public int Verify()
    {
        int linked = 0;
        foreach ((_, ShingleSet a) in Corpus.Sketches)
        {
            foreach ((_, ShingleSet b) in Corpus.Sketches.AsSpan(0, 10))
            {
                if (_verifier.Verify(a, b, 0).Relation == Relation.Near) linked++;
            }
        }
        return linked;
    }
}
