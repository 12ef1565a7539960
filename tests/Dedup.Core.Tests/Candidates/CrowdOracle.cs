using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Core.Tests.Sketches;

namespace Dedup.Core.Tests.Candidates;

/// <summary>Candidate pairs under crowded keys, worked out from the whole set of bodies.</summary>
internal sealed class CrowdOracle
{
    private const int BlockFactor = 16;

    private readonly int _rows;
    private readonly CandidateOptions _options;
    private readonly Dictionary<(string Kind, ulong Key, int Place), List<int>> _holders = [];
    private readonly IReadOnlyDictionary<int, (Sketch Sketch, ulong Rank)> _bodies;

    public CrowdOracle(IReadOnlyDictionary<int, (Sketch Sketch, ulong Rank)> bodies, int rows, CandidateOptions options)
    {
        (_bodies, _rows, _options) = (bodies, rows, options);
        foreach ((int id, (Sketch sketch, _)) in bodies)
        {
            foreach ((string, ulong, int) key in Keys(sketch))
            {
                if (!_holders.TryGetValue(key, out List<int>? ids)) _holders[key] = ids = [];
                ids.Add(id);
            }
        }
    }

    public ProposedBy Judge(int a, int b)
    {
        (Sketch x, Sketch y) = (_bodies[a].Sketch, _bodies[b].Sketch);
        if (!Agree(x.Facts, y.Facts)) return ProposedBy.None;
        List<(string Kind, ulong Key, int Place)> pairing = [.. Keys(x).Intersect(Keys(y)).Where(key => Pairs(key, a, b))];
        ProposedBy by = ProposedBy.None;
        if (pairing.Any(key => key.Kind == "band")) by |= ProposedBy.Bands;
        if (pairing.Any(key => key.Kind == "block") && SketchOracle.DifferingBits(x.Fingerprint, y.Fingerprint) <= _options.FingerprintDistance) by |= ProposedBy.Fingerprint;
        int shared = pairing.Count(key => key.Kind == "sample");
        if (shared > 0 && shared >= Math.Min(x.Samples.Length, y.Samples.Length) * (decimal)_options.SampleShare) by |= ProposedBy.Samples;
        return by;
    }

    public List<Candidate> Find(int asked) => [.. _bodies.Keys.Where(id => id != asked).Order()
        .Select(id => new Candidate(id, Judge(asked, id))).Where(candidate => candidate.By != ProposedBy.None)];

    private bool Pairs((string Kind, ulong Key, int Place) key, int a, int b)
    {
        List<int> ids = _holders[key];
        if (ids.Count <= _options.CrowdedBodies * (key.Kind == "block" ? BlockFactor : 1)) return true;
        HashSet<int> leaders = [.. ids.OrderBy(id => _bodies[id].Rank).Take(_options.CrowdLeaders)];
        return leaders.Contains(a) || leaders.Contains(b);
    }

    /// <summary>Half of the bits of the body that has fewer, where these are a dozen.</summary>
    private static bool Agree(UInt128 a, UInt128 b) => Math.Min(Bits(a), Bits(b)) < 12 || 2 * Bits(a & b) >= Math.Min(Bits(a), Bits(b));

    private static int Bits(UInt128 value) => Enumerable.Range(0, 128).Count(bit => ((value >> bit) & 1) == 1);

    private IEnumerable<(string Kind, ulong Key, int Place)> Keys(Sketch sketch)
    {
        for (int from = 0; from + _rows <= sketch.Signature.Length; from += _rows)
            yield return ("band", sketch.Signature.Skip(from).Take(_rows).Aggregate(0UL, (key, value) => key * 1_000_003 + value), from);
        int blocks = _options.FingerprintDistance + 1;
        for (int block = 0; block < blocks; block++)
        {
            int from = block * 64 / blocks;
            yield return ("block", (sketch.Fingerprint >> from) & ((1UL << ((block + 1) * 64 / blocks - from)) - 1), block);
        }
        foreach (ulong sample in sketch.Samples) yield return ("sample", sample, 0);
    }
}
