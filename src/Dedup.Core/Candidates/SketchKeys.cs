using Dedup.Core.Sketches;

namespace Dedup.Core.Candidates;

/// <summary>The keys under which a body stands: where an index is shared out over several holders, some of them.</summary>
/// <param name="bands">Of whole bands of its signature.</param>
/// <param name="blocks">Of blocks of its fingerprint.</param>
/// <param name="samples">Its sampled shingles.</param>
public readonly ref struct BodyKeys(ReadOnlySpan<ulong> bands, ReadOnlySpan<ulong> blocks, ReadOnlySpan<ulong> samples)
{
    /// <summary>Of whole bands of its signature.</summary>
    public ReadOnlySpan<ulong> Bands { get; } = bands;

    /// <summary>Of blocks of its fingerprint.</summary>
    public ReadOnlySpan<ulong> Blocks { get; } = blocks;

    /// <summary>Its sampled shingles.</summary>
    public ReadOnlySpan<ulong> Samples { get; } = samples;
}

/// <summary>Works out the keys under which sketches stand in the candidate indexes.</summary>
public sealed class SketchKeys
{
    private readonly BandPlan _plan;
    private readonly CandidateOptions _options;

    /// <summary>Keys of the sketches of one scheme.</summary>
    public SketchKeys(Scheme scheme, CandidateOptions options)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _plan = BandPlan.Solve(scheme.Hashes, options.BandResemblance, options.BandRecall);
    }

    /// <summary>Keys of bands that a sketch has.</summary>
    public int Bands => _plan.Bands;

    /// <summary>Keys of blocks that a sketch has: of d + 1 disjoint blocks at least one is equal in fingerprints that differ in at most d bits (Manku et al. 2007).</summary>
    public int Blocks => _options.FingerprintDistance + 1;

    /// <summary>The holder of a key, of so many.</summary>
    public static int HolderOf(ulong key, int holders) => (int)(PostingIndex.Name(key) % (ulong)holders);

    /// <summary>Writes the keys of all bands.</summary>
    /// <returns><paramref name="keys"/>.</returns>
    public Span<ulong> OfBands(Sketch sketch, Span<ulong> keys)
    {
        ArgumentNullException.ThrowIfNull(sketch);
        for (int band = 0; band < keys.Length; band++) keys[band] = OfBand(sketch.Signature, band);
        return keys;
    }

    /// <summary>Writes the keys of all blocks.</summary>
    /// <returns><paramref name="keys"/>.</returns>
    public Span<ulong> OfBlocks(ulong fingerprint, Span<ulong> keys)
    {
        for (int block = 0; block < keys.Length; block++) keys[block] = OfBlock(fingerprint, block);
        return keys;
    }

    /// <summary>The keys that two sketches have in common, as far as they propose the two; none where their facts forbid it.</summary>
    /// <param name="a">One.</param>
    /// <param name="b">The other.</param>
    /// <param name="bands">Takes keys of bands.</param>
    /// <param name="blocks">Takes keys of blocks, where the fingerprints are near.</param>
    /// <param name="samples">Takes sampled shingles.</param>
    public void Common(Sketch a, Sketch b, ICollection<ulong> bands, ICollection<ulong> blocks, ICollection<ulong> samples)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentNullException.ThrowIfNull(bands);
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(samples);
        if (!FactBits.Agree(a.Facts, b.Facts)) return;
        for (int band = 0; band < Bands; band++)
        {
            if (_plan.AreEqual(a.Signature, b.Signature, band)) bands.Add(OfBand(a.Signature, band));
        }
        for (int block = 0; block < Blocks && SimHash.Distance(a.Fingerprint, b.Fingerprint) <= _options.FingerprintDistance; block++)
        {
            if (OfBlock(a.Fingerprint, block) is ulong key && key == OfBlock(b.Fingerprint, block)) blocks.Add(key);
        }
        foreach (ulong sample in Proposal.SharedSamples(a.Samples, b.Samples)) samples.Add(sample);
    }

    /// <summary>What the keys that two bodies share, over all holders, make of them.</summary>
    /// <param name="byOthers">What bands and fingerprints propose.</param>
    /// <param name="shared">Sampled shingles that pair the two.</param>
    /// <param name="samplesA">Sampled shingles of one.</param>
    /// <param name="samplesB">Of the other.</param>
    public ProposedBy Judge(ProposedBy byOthers, int shared, int samplesA, int samplesB) =>
        Proposal.SharesEnough(shared, samplesA, samplesB, _options) ? byOthers | ProposedBy.Samples : byOthers;

    /// <summary>How near a candidate is by the figures of the indexes.</summary>
    /// <param name="asked">The sketch that found it.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="sketch">The candidate's sketch.</param>
    public Proposal Explain(Sketch asked, Candidate candidate, Sketch sketch)
    {
        ArgumentNullException.ThrowIfNull(asked);
        ArgumentNullException.ThrowIfNull(sketch);
        return Proposal.Of(asked, sketch, _plan, candidate.By);
    }

    /// <summary>One key for all bands: the rows are hashed together with the number of the band.</summary>
    private ulong OfBand(uint[] signature, int band)
    {
        ulong key = (ulong)band;
        foreach (uint value in _plan.Of(signature, band)) key = Shingler.Mix(key ^ value) + value;
        return key;
    }

    private ulong OfBlock(ulong fingerprint, int block)
    {
        int from = block * 64 / Blocks;
        int to = (block + 1) * 64 / Blocks;
        ulong bits = to - from == 64 ? fingerprint : (fingerprint >> from) & ((1UL << (to - from)) - 1);
        return Shingler.Mix(bits + ((ulong)block << 58) + 1);
    }
}
