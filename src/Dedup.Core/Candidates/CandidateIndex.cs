using Dedup.Core.Sketches;

namespace Dedup.Core.Candidates;

/// <summary>Which index proposed a candidate pair.</summary>
[Flags]
public enum ProposedBy
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>A whole band of the signatures is equal.</summary>
    Bands = 1,

    /// <summary>The fingerprints differ in few bits.</summary>
    Fingerprint = 2,

    /// <summary>Enough sampled shingles stand in both.</summary>
    Samples = 4,
}

/// <summary>A body that may be related to the one asked for, not yet verified.</summary>
/// <param name="Id">The id it was added under.</param>
/// <param name="By">Every index that proposes it.</param>
public readonly record struct Candidate(int Id, ProposedBy By);

/// <summary>The three candidate indexes over one set of sketches, in memory.</summary>
/// <remarks>
/// Bands find near copies, fingerprints bodies that are all but equal, sampled shingles (FracMinHash; Irber et al. 2022)
/// partial copies, which bands miss: an excerpt of 30 % has a resemblance of .3. Whether a pair is proposed depends on its
/// two sketches alone, so the set of proposed pairs does not depend on the order of adding. Not safe for concurrent use.
/// </remarks>
public sealed class CandidateIndex
{
    private readonly BandPlan _plan;
    private readonly CandidateOptions _options;
    private readonly PostingIndex _bands = new();
    private readonly PostingIndex _blocks = new();
    private readonly PostingIndex _samples = new();
    private readonly Dictionary<int, Entry> _entries = [];

    /// <summary>Makes an empty index for sketches of one scheme.</summary>
    public CandidateIndex(Scheme scheme, CandidateOptions options)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _plan = BandPlan.Solve(scheme.Hashes, options.BandResemblance, options.BandRecall);
    }

    /// <summary>Number of bodies held.</summary>
    public int Count => _entries.Count;

    /// <summary>Adds a body under an id that has not been used before, not even by a removed body.</summary>
    public void Add(int id, Sketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        _entries.Add(id, new Entry(sketch.Fingerprint, sketch.Samples.Length));
        for (int band = 0; band < _plan.Bands; band++) _bands.Add(BandKey(sketch.Signature, band), id);
        for (int block = 0; block <= _options.FingerprintDistance; block++)
            _blocks.Add(BlockKey(sketch.Fingerprint, block), id);
        foreach (ulong sample in sketch.Samples) _samples.Add(sample, id);
    }

    /// <summary>Forgets a body; its postings stay behind and are passed over.</summary>
    public void Remove(int id) => _entries.Remove(id);

    /// <summary>Every held body that pairs with the sketch as a candidate, in ascending order of id.</summary>
    public IReadOnlyList<Candidate> Find(Sketch sketch)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        var proposed = new SortedDictionary<int, ProposedBy>();
        void Propose(int id, ProposedBy by) => proposed[id] = proposed.GetValueOrDefault(id) | by;

        for (int band = 0; band < _plan.Bands; band++)
        {
            _bands.Visit(BandKey(sketch.Signature, band), id =>
            {
                if (_entries.ContainsKey(id)) Propose(id, ProposedBy.Bands);
            });
        }
        for (int block = 0; block <= _options.FingerprintDistance; block++)
        {
            _blocks.Visit(BlockKey(sketch.Fingerprint, block), id =>
            {
                if (_entries.TryGetValue(id, out Entry entry)
                    && SimHash.Distance(entry.Fingerprint, sketch.Fingerprint) <= _options.FingerprintDistance)
                {
                    Propose(id, ProposedBy.Fingerprint);
                }
            });
        }
        var shared = new Dictionary<int, int>();
        foreach (ulong sample in sketch.Samples)
            _samples.Visit(sample, id => shared[id] = shared.GetValueOrDefault(id) + 1);
        foreach ((int id, int count) in shared)
        {
            if (_entries.TryGetValue(id, out Entry entry)
                && Proposal.SharesEnough(count, entry.SampleCount, sketch.Samples.Length, _options))
            {
                Propose(id, ProposedBy.Samples);
            }
        }
        return [.. proposed.Select(p => new Candidate(p.Key, p.Value))];
    }

    /// <summary>How near two sketches are by the rules of this index, whether or not it holds them.</summary>
    public Proposal Explain(Sketch asked, Sketch candidate)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(candidate);
        return Proposal.Of(asked, candidate, _plan, _options);
    }

    /// <summary>One key for all bands: the rows are hashed together with the number of the band.</summary>
    private ulong BandKey(uint[] signature, int band)
    {
        ulong key = (ulong)band;
        foreach (uint value in signature.AsSpan(band * _plan.Rows, _plan.Rows)) key = Shingler.Mix(key ^ value) + value;
        return key;
    }

    /// <summary>
    /// Of d + 1 disjoint blocks at least one is equal in fingerprints that differ in at most d bits (Manku et al. 2007).
    /// </summary>
    private ulong BlockKey(ulong fingerprint, int block)
    {
        int blocks = _options.FingerprintDistance + 1;
        int from = block * 64 / blocks;
        int to = (block + 1) * 64 / blocks;
        ulong bits = to - from == 64 ? fingerprint : (fingerprint >> from) & ((1UL << (to - from)) - 1);
        return Shingler.Mix(bits + ((ulong)block << 58) + 1);
    }

    private readonly record struct Entry(ulong Fingerprint, int SampleCount);
}
