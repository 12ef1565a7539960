using CsCheck;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Export;

namespace Dedup.Engine.Tests.Export;

/// <summary>What holds of the decisions on every cluster, whatever its links.</summary>
public sealed class DecisionRuleTests
{
    private static readonly Gen<(RandomCluster Cluster, DecisionPolicy Policy, bool WithExcerpts)> Cases =
        Gen.Select(RandomCluster.Any, Gen.Enum<DecisionPolicy>(), Gen.Bool);

    [Fact]
    public void Every_document_is_decided_on_once_and_the_first_of_the_policy_is_kept() => Cases.Sample(c =>
    {
        IReadOnlyDictionary<string, Decision> decisions = c.Cluster.Decide(c.Policy, withExcerpts: false);
        Assert.Equal(c.Cluster.Documents.Length, decisions.Count);
        Assert.All(decisions.Values.Where(d => d.Place == 0), first => Assert.Null(first.Removal));
        Decision best = decisions.Values.Aggregate((x, y) => c.Policy.Compare(x.Member.Copy, y.Member.Copy) <= 0 ? x : y);
        Assert.Equal((0, (Removal?)null), (best.Place, best.Removal));
    }, iter: 2000);

    [Fact]
    public void Every_dropped_document_has_a_kept_one_that_is_verified_close_to_it() => Cases.Sample(c =>
    {
        IReadOnlyDictionary<string, Decision> decisions = c.Cluster.Decide(c.Policy, c.WithExcerpts);
        Dictionary<long, Decision> byId = decisions.Values.ToDictionary(d => d.Member.Id);
        foreach (Decision dropped in decisions.Values.Where(d => d.Removal is not null))
        {
            RandomDocument document = Of(c.Cluster, dropped);
            if (dropped.Removal!.Kept == RandomCluster.StoryDocument)
            {
                Assert.True(c.WithExcerpts && c.Cluster.IsHeld(document.Variant, document.Site, c.Policy));
                continue;
            }
            Decision kept = byId[dropped.Removal.Kept];
            RandomDocument other = Of(c.Cluster, kept);
            Assert.Null(kept.Removal);
            Assert.True(c.Policy.Compare(kept.Member.Copy, dropped.Member.Copy) < 0);
            Assert.True(c.Policy != DecisionPolicy.PerSite || RandomCluster.AreOneSite(document.Site, other.Site));
            Assert.True(document.Variant == other.Variant || c.Cluster.AreLinked(document.Variant, other.Variant));
            Assert.Equal(document.Variant == other.Variant ? Closeness.Same
                : RandomCluster.Between((Math.Min(document.Variant, other.Variant), Math.Max(document.Variant, other.Variant))), dropped.Removal.Closeness);
        }
    }, iter: 2000);

    [Fact]
    public void No_two_kept_documents_are_verified_close_unless_two_sites_keep_them() => Cases.Sample(c =>
    {
        RandomDocument[] kept = [.. c.Cluster.Decide(c.Policy, c.WithExcerpts).Values.Where(d => d.Removal is null).Select(d => Of(c.Cluster, d))];
        for (int i = 0; i < kept.Length; i++)
        {
            foreach (RandomDocument other in kept[(i + 1)..])
            {
                if (c.Policy == DecisionPolicy.PerSite && !RandomCluster.AreOneSite(kept[i].Site, other.Site)) continue;
                Assert.False(kept[i].Variant == other.Variant || c.Cluster.AreLinked(kept[i].Variant, other.Variant));
            }
        }
    }, iter: 2000);

    [Fact]
    public void Per_site_keeps_at_least_one_document_of_every_site() => RandomCluster.Any.Sample(cluster =>
    {
        IEnumerable<Decision> kept = cluster.Decide(DecisionPolicy.PerSite, withExcerpts: false).Values.Where(d => d.Removal is null);
        foreach (RandomDocument document in cluster.Documents)
            Assert.Contains(kept, d => RandomCluster.AreOneSite(d.Member.Site, document.Site));
    }, iter: 1000);

    [Fact]
    public void The_decisions_are_those_of_a_plain_walk_in_the_order_of_the_policy() => Cases.Sample(c =>
    {
        IReadOnlyDictionary<string, Decision> decisions = c.Cluster.Decide(c.Policy, c.WithExcerpts);
        List<Decision> kept = [];
        List<RandomDocument> held = [];
        bool AreCompared(RandomDocument x, RandomDocument y) => c.Policy != DecisionPolicy.PerSite || RandomCluster.AreOneSite(x.Site, y.Site);
        foreach (Decision decision in decisions.Values.OrderBy(d => d.Member.Copy, Comparer<Copy>.Create((x, y) => c.Policy.Compare(x, y))))
        {
            RandomDocument document = Of(c.Cluster, decision);
            Decision? first = kept.Find(k => Of(c.Cluster, k) is RandomDocument other && AreCompared(document, other)
                && (document.Variant == other.Variant || c.Cluster.AreLinked(document.Variant, other.Variant)));
            // Copies of one body share the fate of the first.
            bool toStory = held.Exists(other => other.Variant == document.Variant && AreCompared(document, other))
                || (first is null && c.WithExcerpts && c.Cluster.IsHeld(document.Variant, document.Site, c.Policy));
            long? expected = toStory ? RandomCluster.StoryDocument : first?.Member.Id;
            Assert.Equal(expected, decision.Removal?.Kept);
            if (toStory) held.Add(document);
            else if (expected is null) kept.Add(decision);
        }
    }, iter: 2000);

    [Fact]
    public void The_order_of_documents_and_links_and_their_ids_do_not_matter() => Gen.Select(Cases, Gen.Int[1, 1000]).Sample((c, seed) =>
        Assert.Equal(ByKey(c.Cluster.Decide(c.Policy, c.WithExcerpts)), ByKey(c.Cluster.Decide(c.Policy, c.WithExcerpts, seed))), iter: 2000);

    [Fact]
    public void The_random_clusters_reach_every_relation_and_several_kept_documents()
    {
        var seen = new HashSet<(Relation?, bool)>();
        Cases.Sample(c =>
        {
            IReadOnlyCollection<Decision> decisions = [.. c.Cluster.Decide(c.Policy, c.WithExcerpts).Values];
            bool several = decisions.Count(d => d.Removal is null) > 1;
            lock (seen) seen.UnionWith(decisions.Select(d => (d.Removal?.Closeness.Relation, several)));
        }, iter: 2000);
        Assert.All(new Relation?[] { null, Relation.Exact, Relation.Near, Relation.Truncated, Relation.Excerpt }, relation => Assert.Contains((relation, true), seen));
    }

    private static IEnumerable<(string, string?, Closeness?)> ByKey(IReadOnlyDictionary<string, Decision> decisions)
    {
        Dictionary<long, string> keys = decisions.Values.ToDictionary(d => d.Member.Id, d => d.Member.Copy.Key);
        return decisions.OrderBy(d => d.Key, StringComparer.Ordinal).Select(d =>
            (d.Key, d.Value.Removal is Removal r ? keys.GetValueOrDefault(r.Kept, "story") : null, d.Value.Removal?.Closeness));
    }

    private static RandomDocument Of(RandomCluster cluster, Decision decision) =>
        cluster.Documents[int.Parse(decision.Member.Copy.Key.AsSpan(4), System.Globalization.CultureInfo.InvariantCulture)];
}
