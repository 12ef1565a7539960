using System.Globalization;
using System.Text.Json;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Queries;

/// <summary>A date that a page claims.</summary>
/// <param name="Kind">Where it claims it: given, metadata, page, updated or url.</param>
/// <param name="Value">The date, ISO 8601.</param>
/// <param name="Taken">Whether it is the one that the document goes by.</param>
public sealed record TimelineClaim(string Kind, string Value, bool Taken);

/// <summary>A copy of a story, with all that is known of when.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Site">Its site, or null.</param>
/// <param name="Relation">What it is to the representative.</param>
/// <param name="Origin">Whether it is the likely origin.</param>
/// <param name="Day">The day under which it stands in the timeline: the one that it claims or, where something speaks against that, the one on which a crawl first saw it; null: neither is known.</param>
/// <param name="Published">The date that it goes by, or null.</param>
/// <param name="Fetched">When a crawl first saw it, or null.</param>
/// <param name="Claims">Every date that it claims.</param>
/// <param name="Conflicts">What speaks against them; empty where nothing does.</param>
public sealed record TimelineCopy(
    string Key, string? Site, string Relation, bool Origin, string? Day, string? Published, string? Fetched, IReadOnlyList<TimelineClaim> Claims, IReadOnlyList<DateConflict> Conflicts)
{
    /// <summary>Whether something speaks against its date.</summary>
    public bool Contradicted => Conflicts.Count > 0;
}

/// <summary>What happened on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Claimed">Copies that claim it.</param>
/// <param name="Contradicted">Of these, copies whose date something speaks against.</param>
/// <param name="Seen">Copies that a crawl first saw on it.</param>
public sealed record TimelineDay(string Day, int Claimed, int Contradicted, int Seen);

/// <summary>When the copies of a story say that they were published, beside when a crawl saw them.</summary>
/// <param name="Cluster">The cluster, or its heir.</param>
/// <param name="Title">Headline of the representative.</param>
/// <param name="Origin">Key of the likely origin.</param>
/// <param name="OriginReasons">Why that one.</param>
/// <param name="Copies">Its members by the day under which each stands, the likely origin first among those of one day; those without one last.</param>
/// <param name="Days">Every day that is claimed or on which a copy was first seen, in order.</param>
public sealed record ClusterTimeline(
    long Cluster, string? Title, string Origin, IReadOnlyList<string> OriginReasons, IReadOnlyList<TimelineCopy> Copies, IReadOnlyList<TimelineDay> Days)
{
    /// <summary>The timeline of a cluster or, where it was merged, of its heir; null where there is none.</summary>
    public static ClusterTimeline? Of(Reader reader, long cluster)
    {
        ArgumentNullException.ThrowIfNull(reader);
        if (reader.Cluster(cluster) is not ClusterRow row) return null;
        IReadOnlyList<DocumentRow> members = reader.Members(row.Cluster);
        ILookup<string, DateConflict> conflicts = DateConflicts.Of(members).ToLookup(conflict => conflict.Document, StringComparer.Ordinal);
        List<TimelineCopy> copies = [.. members.Select(member => Copy(member, [.. conflicts[member.Key]]))
            .OrderBy(copy => copy.Day is null).ThenBy(copy => copy.Day, StringComparer.Ordinal).ThenByDescending(copy => copy.Origin)
            .ThenBy(copy => copy.Fetched is null).ThenBy(copy => copy.Fetched, StringComparer.Ordinal).ThenBy(copy => copy.Key, StringComparer.Ordinal)];
        return new ClusterTimeline(row.Cluster, row.Title, row.Origin, JsonSerializer.Deserialize<string[]>(row.OriginReasons)!, copies, CountDays(copies));
    }

    private static TimelineCopy Copy(DocumentRow member, IReadOnlyList<DateConflict> conflicts)
    {
        IReadOnlyList<DateClaim> claims = CopyDates.Of(member).Claims;
        int taken = claims.Select((claim, i) => (claim, i)).Where(c => c.claim.Value == member.Published).Select(c => c.i).DefaultIfEmpty(-1).First();
        string? claimed = Day(member.Published);
        string? seen = Day(member.Fetched);
        return new TimelineCopy(
            member.Key, member.Site, member.Relation, member.Origin, conflicts.Count > 0 ? seen ?? claimed : claimed ?? seen, member.Published, member.Fetched,
            [.. claims.Select((claim, i) => new TimelineClaim(claim.Kind, claim.Value, i == taken))], conflicts);
    }

    private static IReadOnlyList<TimelineDay> CountDays(List<TimelineCopy> copies)
    {
        ILookup<string?, TimelineCopy> claimed = copies.ToLookup(copy => Day(copy.Published));
        ILookup<string?, TimelineCopy> seen = copies.ToLookup(copy => Day(copy.Fetched));
        return [.. claimed.Select(day => day.Key).Union(seen.Select(day => day.Key)).OfType<string>().Order(StringComparer.Ordinal)
            .Select(day => new TimelineDay(day, claimed[day].Count(), claimed[day].Count(copy => copy.Contradicted), seen[day].Count()))];
    }

    private static string? Day(string? date) => DateConflicts.Day(date)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
