using CsCheck;
using Dedup.Core.Clustering;
using Xunit;

namespace Dedup.Core.Tests.Clustering;

public sealed class OriginRuleTests
{
    private static readonly string?[] Dates = [null, "2024-05-01T00:00:00Z", "2024-05-02T00:00:00Z"];

    private static readonly Copy Worst = new("z", 9, 100, false, null, false, null, null);

    private static readonly Copy Best = new("a", 1, 500, true, "Reuters", true, Dates[1], Dates[1]);

    private static readonly Copy Late = Best with { IsAgencySite = false, WholeStory = false };

    private static readonly Copy Plain = Worst with { Key = "a" };

    private static readonly Gen<Copy> Copies = Gen.Select(
        Gen.Int[0, 2], Gen.Bool, Gen.Bool, Gen.Int[0, 2], Gen.Bool, Gen.Int[0, 2], Gen.Int[100, 101],
        (hash, site, whole, seen, agency, claimed, words) =>
            new Copy("", (UInt128)(ulong)hash, words, whole, agency ? "Reuters" : null, site, Dates[seen], Dates[claimed]));

    private static readonly Gen<Copy[]> Clusters =
        Copies.Array[1, 8].Select(copies => copies.Select((copy, i) => copy with { Key = $"doc{i}" }).ToArray());

    /// <summary>Each row: the ground that decides, a winner by it, and a rival that wins by every later ground.</summary>
    private static readonly (string Reason, Copy Winner, Copy Rival)[] Decisions =
    [
        ("stands on the credited agency's own site", Worst with { IsAgencySite = true }, Best with { IsAgencySite = false }),
        ("carries the whole story", Worst with { WholeStory = true }, Best with { IsAgencySite = false, WholeStory = false }),
        ("was seen first by the crawl", Worst with { FirstSeen = Dates[1] }, Late with { FirstSeen = Dates[2] }),
        ("was seen first by the crawl", Worst with { FirstSeen = Dates[2] }, Late with { FirstSeen = null }),
        ("credits an agency", Worst with { Agency = "AP" }, Late with { FirstSeen = null, Agency = null }),
        ("claims the earliest date", Worst with { ClaimedDate = Dates[1] }, Late with { FirstSeen = null, Agency = null, ClaimedDate = Dates[2] }),
        ("claims the earliest date", Worst with { ClaimedDate = Dates[2] }, Late with { FirstSeen = null, Agency = null, ClaimedDate = null }),
        ("has the most words", Worst with { Words = 101 }, Plain with { Words = 100, BodyHash = 1 }),
        ("comes first by body hash", Worst with { BodyHash = 5 }, Plain with { BodyHash = 6 }),
        ("comes first by key", Worst, Plain with { BodyHash = 9, Key = "zz" }),
    ];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    public void Each_ground_decides_over_all_later_ones(int row)
    {
        (string reason, Copy winner, Copy rival) = Decisions[row];
        foreach (Copy[] copies in (ReadOnlySpan<Copy[]>)[[winner, rival], [rival, winner]])
        {
            Origin origin = OriginRule.Choose(copies);
            Assert.Equal(winner.Key, origin.Key);
            Assert.Equal([reason], origin.Reasons);
        }
        Assert.True(OriginRule.Compare(winner, rival) < 0);
        Assert.True(OriginRule.Compare(rival, winner) > 0);
    }

    [Fact]
    public void Gives_every_ground_that_told_it_from_some_copy_strongest_first()
    {
        Copy best = Worst with { WholeStory = true, FirstSeen = Dates[1], Words = 200, Key = "best" };
        Origin origin = OriginRule.Choose(
        [
            best with { Words = 150, Key = "shorter" },
            best with { FirstSeen = Dates[2], Key = "later" },
            best with { WholeStory = false, FirstSeen = null, Key = "cut" },
            best,
        ]);
        Assert.Equal("best", origin.Key);
        Assert.Equal(["carries the whole story", "was seen first by the crawl", "has the most words"], origin.Reasons);
    }

    [Fact]
    public void A_single_copy_is_the_origin()
    {
        Origin origin = OriginRule.Choose([Worst]);
        Assert.Equal(Worst.Key, origin.Key);
        Assert.Equal(["is the only copy"], origin.Reasons);
    }

    [Fact]
    public void Order_of_copies_does_not_matter() => Gen.Select(Clusters, Gen.Int[0, 1000]).Sample((copies, seed) =>
    {
        Origin ordered = OriginRule.Choose(copies);
        new Random(seed).Shuffle(copies);
        Origin shuffled = OriginRule.Choose(copies);
        Assert.Equal(ordered.Key, shuffled.Key);
        Assert.Equal(ordered.Reasons, shuffled.Reasons);
    }, iter: 1000);

    [Fact]
    public void The_origin_comes_before_every_other_copy_and_has_a_reason() => Clusters.Sample(copies =>
    {
        Origin origin = OriginRule.Choose(copies);
        Copy best = copies.Single(copy => copy.Key == origin.Key);
        Assert.All(copies.Where(copy => copy != best), copy => Assert.True(OriginRule.Compare(best, copy) < 0));
        Assert.NotEmpty(origin.Reasons);
    }, iter: 500);

    [Fact]
    public void The_order_is_total() => Clusters.Where(copies => copies.Length > 2).Sample(copies =>
    {
        foreach (Copy a in copies)
        {
            foreach (Copy b in copies)
            {
                Assert.Equal(-Math.Sign(OriginRule.Compare(b, a)), Math.Sign(OriginRule.Compare(a, b)));
                Assert.Equal(a == b, OriginRule.Compare(a, b) == 0);
                foreach (Copy c in copies)
                    Assert.False(OriginRule.Compare(a, b) < 0 && OriginRule.Compare(b, c) < 0 && OriginRule.Compare(a, c) >= 0);
            }
        }
    }, iter: 200);

    [Fact]
    public void Refuses_no_copies()
    {
        Assert.Throws<ArgumentException>(() => OriginRule.Choose([]));
        Assert.Throws<ArgumentNullException>(() => OriginRule.Choose(null!));
    }
}
