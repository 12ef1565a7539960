using Dedup.Core.Clustering;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;

namespace Dedup.Engine.Clustering;

/// <summary>A cluster as it should stand: a function of the stored documents, links and judgements alone.</summary>
/// <param name="Variant">The variant that represents it.</param>
/// <param name="Representative">Key of the document that represents it.</param>
/// <param name="Origin">Its likely first publisher.</param>
/// <param name="Members">Where each of its variants stands.</param>
/// <param name="Documents">Member documents.</param>
/// <param name="Sites">Their distinct sites.</param>
internal sealed record PlannedCluster(
    long Variant, string Representative, Origin Origin, IReadOnlyList<Placement> Members, IReadOnlyList<CopyRow> Documents, int Sites)
{
    /// <summary>Earliest date that a member claims, in the order of the text.</summary>
    public string? FirstPublished { get; } = Documents.Select(d => d.Published).Where(p => p is not null).Min(StringComparer.Ordinal);

    /// <summary>Latest date that a member claims.</summary>
    public string? LastPublished { get; } = Documents.Select(d => d.Published).Where(p => p is not null).Max(StringComparer.Ordinal);
}

/// <summary>Works out the clusters of whole components, without writing them.</summary>
internal static class ClusterPlan
{
    /// <summary>The clusters, by the id of their representative variant.</summary>
    /// <param name="component">Everything that is connected.</param>
    /// <param name="shingles">The shingle set of a variant.</param>
    /// <param name="options">The relation figures.</param>
    public static IReadOnlyList<PlannedCluster> Work(Component component, Func<long, ShingleSet> shingles, VerificationOptions options)
    {
        IReadOnlyList<Placement> placements = Clusterer(shingles, options).Cluster(component.Variants, component.Links, component.Judgements);
        Dictionary<long, Variant> variants = component.Variants.ToDictionary(v => v.Id);
        ILookup<long, CopyRow> byVariant = component.Documents.ToLookup(d => d.VariantId);
        return [.. placements.GroupBy(p => p.Representative).OrderBy(g => g.Key).Select(g => Describe(g.Key, [.. g], variants, byVariant))];
    }

    /// <summary>The clusterer of variants whose shingle sets are asked for.</summary>
    public static StoryClusterer Clusterer(Func<long, ShingleSet> shingles, VerificationOptions options) =>
        new(options, (a, b) => shingles(a).CountShared(shingles(b)), id => shingles(id).Count);

    private static PlannedCluster Describe(long representative, List<Placement> members, Dictionary<long, Variant> variants, ILookup<long, CopyRow> documents)
    {
        List<(Copy Copy, CopyRow Row)> copies = [.. members.SelectMany(p => documents[p.Variant].Select(d =>
            (d.ToCopy(variants[p.Variant], p.Relation, variants[representative].Words), d)))];
        Copy shown = copies.Where(c => c.Row.VariantId == representative).Select(c => c.Copy).Aggregate((x, y) => OriginRule.Compare(x, y) <= 0 ? x : y);
        return new PlannedCluster(representative, shown.Key, OriginRule.Choose([.. copies.Select(c => c.Copy)]), members,
            [.. copies.Select(c => c.Row)], copies.Select(c => c.Row.Site).Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}
