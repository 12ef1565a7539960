using Dapper;
using Dedup.Engine.Queries;

namespace Dedup.Engine.Sites;

/// <summary>A value and how many documents have it.</summary>
/// <param name="Name">The value.</param>
/// <param name="Documents">Documents.</param>
public sealed record SiteCount(string Name, long Documents);

/// <summary>What is known of a site. Documents that wait for their clusters are not counted.</summary>
public sealed record SiteProfile
{
    private const int MaxClusters = 10;
    private const int MaxPartners = 20;

    /// <summary>Its figures in a list of sites.</summary>
    public required SiteRow Figures { get; init; }

    /// <summary>Distinct bodies.</summary>
    public required long Bodies { get; init; }

    /// <summary>Clusters of two sites or more of which a document of it is the likely origin.</summary>
    public required long Origins { get; init; }

    /// <summary>What its documents are to the representatives of their clusters: exact, near, truncated, excerpt, digest, lone.</summary>
    public required IReadOnlyList<SiteCount> Relations { get; init; }

    /// <summary>Agencies that it credits.</summary>
    public required IReadOnlyList<SiteCount> Agencies { get; init; }

    /// <summary>Its languages.</summary>
    public required IReadOnlyList<SiteCount> Languages { get; init; }

    /// <summary>Its sections.</summary>
    public required IReadOnlyList<SiteCount> Sections { get; init; }

    /// <summary>Kinds of conflicts of its claimed dates, and in how many documents each is; see <see cref="DateConflict"/>.</summary>
    public required IReadOnlyList<SiteCount> Conflicts { get; init; }

    /// <summary>Documents whose claimed date something speaks against.</summary>
    public required long Contradicted { get; init; }

    /// <summary>The groups of pages that taught its template.</summary>
    public required IReadOnlyList<ChromeGroupRow> Chrome { get; init; }

    /// <summary>Its clusters of two documents or more, those of the most documents first, up to ten.</summary>
    public required IReadOnlyList<ClusterRow> Clusters { get; init; }

    /// <summary>Sites that share its stories, those that share the most first, up to twenty.</summary>
    public required IReadOnlyList<SitePartner> Partners { get; init; }

    /// <summary>The profile of a site, its name in any case; null where none of its documents is stored and clustered.</summary>
    public static SiteProfile? Of(Reader reader, string site) => Of(reader, site, null);

    /// <summary>The profile of a site, its name in any case; null where none of its documents is stored and clustered.</summary>
    /// <param name="reader">The database.</param>
    /// <param name="site">The site.</param>
    /// <param name="stories">What was read of the same database for its partners; null: it is read now, which takes seconds of a million documents.</param>
    public static SiteProfile? Of(Reader reader, string site, SiteStories? stories)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentException.ThrowIfNullOrWhiteSpace(site);
        site = site.Trim();
        var tally = new SiteTally();
        foreach (SiteDocument document in reader.Connection.Query<SiteDocument>(
            $"""
            SELECT d.site AS Site, d.variant_id AS Variant, v.relation AS Relation, c.id AS Cluster, c.sites AS Sites, c.documents AS Documents, c.origin = d.key AS Origin,
                   d.agency AS Agency, d.language AS Language, d.section AS Section, d.published AS Published, d.fetched AS Fetched
            FROM documents d JOIN variants v ON v.id = d.variant_id JOIN clusters c ON c.id = v.cluster_id WHERE {SiteCondition.Sql} AND v.relation IS NOT NULL
            """, new { site }, buffered: false)) tally.Add(document);
        if (tally.Documents == 0) return null;
        (IReadOnlyList<SiteCount> conflicts, long contradicted) = SiteConflicts.Count(reader, site);
        return new SiteProfile
        {
            Figures = tally.Figures(),
            Bodies = tally.Bodies,
            Origins = tally.Origins,
            Relations = SiteTally.Ordered(tally.Relations),
            Agencies = SiteTally.Ordered(tally.Agencies),
            Languages = SiteTally.Ordered(tally.Languages),
            Sections = SiteTally.Ordered(tally.Sections),
            Conflicts = conflicts,
            Contradicted = contradicted,
            Chrome = ChromeGroupRow.Read(reader, site),
            Clusters = [.. tally.Largest(MaxClusters).Select(id => reader.Cluster(id)!)],
            Partners = SitePartner.Of(stories ?? SiteStories.Read(reader), site, MaxPartners),
        };
    }
}
