using CsCheck;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Candidates;

public sealed class CandidateIndexTests
{
    internal static readonly Scheme Small = new(5, 16);

    private static readonly CandidateOptions Options = new() { BandResemblance = 0.6, BandRecall = 0.7 };

    private static readonly int Rows = CandidateOracle.MostRows(Small.Hashes, Options.BandResemblance, Options.BandRecall);

    /// <summary>Small alphabets, so that every index proposes some pairs and passes over others.</summary>
    internal static readonly Gen<Sketch> Sketches = Gen.Select(
        Gen.UInt[0, 3].Array[16],
        Gen.Select(Gen.OneOf(Gen.Const(0UL), Gen.Const(ulong.MaxValue)), Gen.Int[0, 63].Array[0, 4]),
        Gen.ULong[0, 30].Array[0, 12],
        (signature, bits, samples) => new Sketch(
            signature, bits.Item2.Aggregate(bits.Item1, (f, bit) => f ^ (1UL << bit)), [.. new SortedSet<ulong>(samples)]));

    [Fact]
    public void Proposes_exactly_the_pairs_that_the_rules_propose() => Sketches.Array[0, 14].Sample(sketches =>
    {
        CandidateIndex index = Index(Enumerable.Range(0, sketches.Length), sketches, Options);
        var held = sketches.Select((sketch, id) => (sketch, id)).ToDictionary(e => e.id, e => e.sketch);
        Assert.Equal(sketches.Length, index.Count);
        foreach (Sketch asked in sketches)
            Assert.Equal(CandidateOracle.Find(held, asked, Rows, Options), index.Find(asked, ulong.MaxValue));
    }, iter: 400);

    [Fact]
    public void The_random_sketches_cover_every_combination_of_grounds()
    {
        var seen = new HashSet<ProposedBy>();
        Sketches.Array[2].Sample(pair => { lock (seen) seen.Add(CandidateOracle.Judge(pair[0], pair[1], Rows, Options)); }, iter: 5000);
        Assert.Equal(8, seen.Count);
    }

    [Fact]
    public void Order_of_adding_does_not_matter() => Gen.Select(Sketches.Array[1, 14], Gen.Int[0, 1000]).Sample((sketches, seed) =>
    {
        int[] order = [.. Enumerable.Range(0, sketches.Length)];
        CandidateIndex ordered = Index(order, sketches, Options);
        new Random(seed).Shuffle(order);
        CandidateIndex shuffled = Index(order, sketches, Options);
        foreach (Sketch asked in sketches) Assert.Equal(ordered.Find(asked, ulong.MaxValue), shuffled.Find(asked, ulong.MaxValue));
    }, iter: 200);

    [Fact]
    public void Removed_bodies_are_hidden() => Gen.Select(Sketches.Array[1, 14], Gen.Int[0, 13].Array[0, 8]).Sample((sketches, removed) =>
    {
        CandidateIndex index = Index(Enumerable.Range(0, sketches.Length), sketches, Options);
        foreach (int id in removed.Where(id => id < sketches.Length)) index.Remove(id, sketches[id]);
        var held = sketches.Select((sketch, id) => (sketch, id)).Where(e => !removed.Contains(e.id)).ToDictionary(e => e.id, e => e.sketch);
        Assert.Equal(held.Count, index.Count);
        foreach (Sketch asked in sketches)
            Assert.Equal(CandidateOracle.Find(held, asked, Rows, Options), index.Find(asked, ulong.MaxValue));
    }, iter: 200);

    [Fact]
    public void Fingerprint_distance_is_inclusive() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 15], Gen.Shuffle(Enumerable.Range(0, 64).ToArray())).Sample((fingerprint, limit, bits) =>
        {
            ulong at = bits.Take(limit).Aggregate(fingerprint, (f, bit) => f ^ (1UL << bit));
            ulong over = at ^ (1UL << bits[limit]);
            var options = new CandidateOptions { FingerprintDistance = limit };
            CandidateIndex index = Index([5], new Dictionary<int, Sketch> { [5] = Fingerprint(1, fingerprint) }, options);
            Assert.Equal([new Candidate(5, ProposedBy.Fingerprint)], index.Find(Fingerprint(2, at), 9));
            Assert.Empty(index.Find(Fingerprint(2, over), 9));
        }, iter: 1000);

    [Theory]
    [InlineData(10, 10, 3, true)]
    [InlineData(10, 10, 2, false)]
    [InlineData(10, 500, 3, true)]
    [InlineData(10, 500, 2, false)]
    [InlineData(200, 100, 30, true)]
    [InlineData(200, 100, 29, false)]
    [InlineData(1, 50, 1, true)]
    [InlineData(1, 1, 0, false)]
    [InlineData(0, 0, 0, false)]
    [InlineData(0, 9, 0, false)]
    public void Sample_share_of_the_smaller_body_is_inclusive(int held, int asked, int shared, bool proposed)
    {
        Sketch one = Samples(1, 0, Enumerable.Range(0, held));
        Sketch other = Samples(2, ulong.MaxValue, Enumerable.Range(held - shared, asked));
        foreach ((Sketch add, Sketch find) in (ReadOnlySpan<(Sketch, Sketch)>)[(one, other), (other, one)])
        {
            CandidateIndex index = Index([7], new Dictionary<int, Sketch> { [7] = add }, new CandidateOptions());
            Assert.Equal(proposed ? [new Candidate(7, ProposedBy.Samples)] : [], index.Find(find, 9));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(31)]
    public void One_whole_band_is_enough_and_a_band_less_one_row_is_not(int band)
    {
        uint[] held = [.. Enumerable.Range(0, 128).Select(i => (uint)i)];
        uint[] asked = [.. held.Select((value, i) => i / 4 == band ? value : value + 1000)];
        CandidateIndex index = Index([1], new Dictionary<int, Sketch> { [1] = new Sketch(held, 0, []) }, new CandidateOptions());
        Assert.Equal([new Candidate(1, ProposedBy.Bands)], index.Find(new Sketch(asked, ulong.MaxValue, []), 9));
        asked[4 * band + 3]++;
        Assert.Empty(index.Find(new Sketch(asked, ulong.MaxValue, []), 9));
    }

    [Fact]
    public void Equal_rows_in_unlike_bands_do_not_propose()
    {
        uint[] held = [.. Enumerable.Range(0, 128).Select(i => (uint)i)];
        uint[] rotated = [.. held[4..], .. held[..4]];
        CandidateIndex index = Index([1], new Dictionary<int, Sketch> { [1] = new Sketch(held, 0, []) }, new CandidateOptions());
        Assert.Empty(index.Find(new Sketch(rotated, ulong.MaxValue, []), 9));
    }

    [Fact]
    public void Refuses_an_id_that_is_held()
    {
        CandidateIndex index = Index([1], new Dictionary<int, Sketch> { [1] = Fingerprint(1, 0) }, new CandidateOptions());
        Assert.Throws<ArgumentException>(() => index.Add(1, Fingerprint(2, 5), 0));
        Assert.Throws<ArgumentNullException>(() => index.Add(2, null!, 0));
        Assert.Throws<ArgumentNullException>(() => index.Find(null!, 0));
    }

    private static CandidateIndex Index(IEnumerable<int> order, IReadOnlyList<Sketch> sketches, CandidateOptions options) =>
        Index(order, sketches.Select((sketch, id) => (sketch, id)).ToDictionary(e => e.id, e => e.sketch), options);

    private static CandidateIndex Index(IEnumerable<int> order, Dictionary<int, Sketch> sketches, CandidateOptions options)
    {
        Scheme scheme = sketches.Values.Any(sketch => sketch.Signature.Length == 16) ? Small : Scheme.Default;
        var index = new CandidateIndex(scheme, options);
        foreach (int id in order) index.Add(id, sketches[id], (ulong)id);
        return index;
    }

    /// <summary>A sketch whose signature has no value of one with another fill.</summary>
    private static Sketch Fingerprint(uint fill, ulong fingerprint) => new([.. Enumerable.Repeat(fill, 128)], fingerprint, []);

    private static Sketch Samples(uint fill, ulong fingerprint, IEnumerable<int> samples) =>
        new([.. Enumerable.Repeat(fill, 128)], fingerprint, [.. samples.Select(i => (ulong)i)]);
}
