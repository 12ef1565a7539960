using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dedup.Core.Clustering;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Engine.Clustering;
using Dedup.Engine.Ingest;

namespace Dedup.Engine.Explain;

/// <summary>
/// Works out, in memory, the clusters of everything that a body is or would be connected with, as <see cref="ClusterPass"/>
/// does, and says why the body's own is its own.
/// </summary>
internal sealed class ClusterExplainer(DbConnection connection, BodyComparer comparer, VerificationOptions options)
{
    /// <summary>Of a stored body.</summary>
    public ExplainedCluster Stored(long variant) =>
        Explain(Component.Read(connection, Component.Single, new { variant }), variant, null);

    /// <summary>Of a page as if it were taken in, under a key of its own.</summary>
    /// <param name="page">The page.</param>
    /// <param name="exact">The stored variant that it carries, or null.</param>
    /// <param name="candidates">What the indexes propose.</param>
    public ExplainedCluster Predicted(PreparedPage page, long? exact, IReadOnlyList<ExplainedCandidate> candidates)
    {
        List<ExplainedCandidate> linked = exact is null ? [.. candidates.Where(c => c.Verdict.Verdict.Relation.Links())] : [];
        IEnumerable<long> seeds = exact is long stored ? [stored] : linked.Select(c => c.Variant);
        Component component = Component.Read(connection, "SELECT value FROM json_each(@ids)", new { ids = JsonSerializer.Serialize(seeds) });
        // As the store would number it: behind all others.
        long id = exact ?? connection.ExecuteScalar<long>("SELECT coalesce(max(id), 0) + 1 FROM variants");
        List<Variant> variants = exact is null
            ? [.. component.Variants, new Variant(id, page.BodyHash, 1, page.Words)]
            : [.. component.Variants.Select(v => v.Id == id ? v with { Documents = v.Documents + 1 } : v)];
        return Explain(new Component(
            variants,
            [.. component.Links, .. linked.Select(c => new Link(id, c.Variant, c.Verdict.Verdict))],
            [.. component.Documents, Row(page, id)], component.Judgements), id, page);
    }

    private static CopyRow Row(PreparedPage page, long variant) => new()
    {
        Id = long.MaxValue,
        Key = page.Key,
        VariantId = variant,
        Url = page.Url,
        Site = page.Fields.Site,
        Agency = page.Fields.Agency,
        Published = page.Fields.Published,
        Fetched = page.Fetched,
    };

    private ExplainedCluster Explain(Component component, long variant, PreparedPage? added)
    {
        ShingleSet Shingles(long id) => id == variant && added?.Shingles is { } own ? own : comparer.Shingles(id);
        IReadOnlyList<PlannedCluster> plan = ClusterPlan.Work(component, Shingles, options);
        IReadOnlyList<Standing> standings = ClusterPlan.Clusterer(Shingles, options).Explain(component.Variants, component.Links);
        List<Overlap> overlaps = ClusterIds.Overlaps(plan, Component.FormerClusters(connection));
        Dictionary<long, long> ids = ClusterIds.Keep(overlaps);

        ILookup<long, string> keys = component.Documents.ToLookup(d => d.VariantId, d => d.Key);
        string Name(long id) => id == variant && added is not null && keys[id].Count() == 1 ? "this page" : keys[id].Min(StringComparer.Ordinal)!;
        Dictionary<long, PlannedCluster> clusterOf = plan.SelectMany(c => c.Members.Select(p => (p.Variant, Cluster: c))).ToDictionary(p => p.Variant, p => p.Cluster);
        PlannedCluster cluster = clusterOf[variant];
        Placement placement = cluster.Members.First(p => p.Variant == variant);
        var grounds = new ClusterGrounds(variant, plan, standings, component.Links, component.Judgements, Name, options);
        long? Id(PlannedCluster c) => ids.TryGetValue(c.Variant, out long id) ? id : null;
        string? Title(PlannedCluster c) => added is not null && c.Representative == added.Key ? added.Fields.Title
            : connection.ExecuteScalar<string?>("SELECT title FROM documents WHERE key = @Representative", new { c.Representative });
        PairMeasures Measures(long other) => Explainer.Measures(grounds.Links.First(l => l.Other == other).Verdict);

        return new ExplainedCluster
        {
            Cluster = Id(cluster),
            Title = Title(cluster),
            Documents = cluster.Documents.Count,
            Representative = cluster.Representative,
            Relation = placement.Relation.Word(),
            ToRepresentative = placement.Representative == variant ? null
                : grounds.Links.Any(l => l.Other == placement.Representative) ? Measures(placement.Representative)
                : Unlinked(Shingles(variant), Shingles(placement.Representative)),
            Ground = grounds.Belongs(cluster),
            RepresentativeGround = grounds.Represents(cluster),
            ExcerptOf = placement.ExcerptOf is not long story ? null
                : new ExplainedStory(Id(clusterOf[story]), Title(clusterOf[story]), clusterOf[story].Representative, Measures(story), grounds.Quotes()),
            Others = [.. grounds.Links.GroupBy(l => clusterOf[l.Other]).Where(g => g.Key != cluster)
                .Select(g => (Cluster: g.Key, Links: g.Count(), Best: g.OrderByDescending(l => l.Verdict.Resemblance).ThenBy(l => Name(l.Other), StringComparer.Ordinal).First()))
                .OrderByDescending(o => o.Best.Verdict.Resemblance).ThenBy(o => o.Cluster.Representative, StringComparer.Ordinal)
                .Select(o => new OtherCluster(Id(o.Cluster), Title(o.Cluster), o.Cluster.Documents.Count, o.Links, Name(o.Best.Other),
                    Explainer.Measures(o.Best.Verdict), grounds.BelongsNot(o.Cluster)))],
            Changes = Changes(cluster, Id(cluster), overlaps, ids),
        };
    }

    /// <summary>The measures of what only an analyst's word joined.</summary>
    private static PairMeasures Unlinked(ShingleSet a, ShingleSet b)
    {
        int shared = a.CountShared(b);
        double Share(int all) => all == 0 ? 0 : Math.Round((double)shared / all, 4);
        return new PairMeasures(Relation.Linked.Word(), Share(a.Count + b.Count - shared), Share(a.Count), Share(b.Count), shared);
    }

    /// <summary>What the database does not say yet of the cluster.</summary>
    private List<string> Changes(PlannedCluster cluster, long? id, List<Overlap> overlaps, Dictionary<long, long> ids)
    {
        var changes = new List<string>();
        string? before = connection.ExecuteScalar<string?>("SELECT representative FROM clusters WHERE id = @id", new { id });
        if (before is not null && before != cluster.Representative)
            changes.Add($"{cluster.Representative} represents cluster {id} in the place of {before}");
        foreach (IGrouping<long, Overlap> former in overlaps.GroupBy(o => o.Former).OrderBy(g => g.Key).Where(g => !ids.ContainsValue(g.Key)))
        {
            if (former.First().Variant == cluster.Variant) changes.Add($"cluster {former.Key} is merged into it");
        }
        return changes;
    }
}
