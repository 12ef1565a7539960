using System.Globalization;
using System.Text.Json;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Queries;

/// <summary>A claimed date that something else speaks against.</summary>
/// <param name="Document">Key of the document that claims it.</param>
/// <param name="Kind">claimed_after_fetched, claims_differ, seen_elsewhere_before or claimed_elsewhere_before.</param>
/// <param name="Claimed">The claimed day.</param>
/// <param name="Against">The day that speaks against it.</param>
/// <param name="Elsewhere">Key of the other document, where it is one's.</param>
/// <param name="ElsewhereSite">Its site, where known.</param>
/// <param name="Words">The conflict in words, as the end of a sentence that the document begins.</param>
public sealed record DateConflict(string Document, string Kind, string Claimed, string Against, string? Elsewhere, string? ElsewhereSite, string Words);

/// <summary>What is known of a copy's dates.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Site">Its site, or null.</param>
/// <param name="Published">The date it claims, or null.</param>
/// <param name="Fetched">When the crawl fetched it, or null.</param>
/// <param name="Claims">Every date it claims.</param>
public sealed record CopyDates(string Key, string? Site, string? Published, string? Fetched, IReadOnlyList<DateClaim> Claims)
{
    /// <summary>The dates of a stored document.</summary>
    public static CopyDates Of(DocumentRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(row.Key, row.Site, row.Published, row.Fetched, row.Claims is null ? [] : JsonSerializer.Deserialize<DateClaim[]>(row.Claims) ?? []);
    }
}

/// <summary>Sets the dates that copies of one story claim against one another and against the days on which a crawl saw them.</summary>
/// <remarks>
/// Days are compared, and a conflict needs more than one between them: pages write local time, and a crawl knows UTC. An
/// update is no conflict unless it lies before what it updates. The crawl's own day is certain and a claimed one is not, so that of
/// the two a copy seen elsewhere is shown where both stand against a claim. Elsewhere is another site, or another page where a site is unknown.
/// </remarks>
public static class DateConflicts
{
    /// <summary>Days between two dates up to which they are no conflict.</summary>
    private const int ToleranceDays = 1;

    /// <summary>The conflicts of all copies of a story, by key.</summary>
    public static IReadOnlyList<DateConflict> Of(IReadOnlyList<DocumentRow> copies)
    {
        ArgumentNullException.ThrowIfNull(copies);
        List<CopyDates> dates = [.. copies.Select(CopyDates.Of)];
        return Of(dates, dates);
    }

    /// <summary>The conflicts of some copies of a story, by key.</summary>
    /// <param name="asked">These copies.</param>
    /// <param name="story">All copies of the story.</param>
    internal static IReadOnlyList<DateConflict> Of(IReadOnlyList<CopyDates> asked, IReadOnlyList<CopyDates> story)
    {
        var elsewhere = new Elsewhere(story);
        return [.. asked.OrderBy(copy => copy.Key, StringComparer.Ordinal).SelectMany(copy => Of(copy, elsewhere))];
    }

    /// <summary>The conflicts of one copy.</summary>
    /// <param name="copy">The copy.</param>
    /// <param name="story">The stored copies of its story, itself among them or not.</param>
    public static IReadOnlyList<DateConflict> Of(CopyDates copy, IReadOnlyList<DocumentRow> story)
    {
        ArgumentNullException.ThrowIfNull(copy);
        ArgumentNullException.ThrowIfNull(story);
        return [.. Of(copy, new Elsewhere([.. story.Where(row => row.Key != copy.Key).Select(CopyDates.Of)]))];
    }

    private static IEnumerable<DateConflict> Of(CopyDates copy, Elsewhere elsewhere)
    {
        DateOnly? published = Day(copy.Published);
        List<(DateOnly Day, string Kind)> claims = [.. copy.Claims
            .Where(claim => claim.Kind != DateClaims.Updated || (published is not null && Day(claim.Value) < published))
            .Select(claim => (Day(claim.Value), claim.Kind)).Where(claim => claim.Item1 is not null).Select(claim => (claim.Item1!.Value, claim.Kind))];
        DateOnly? claimed = published ?? (claims.Count > 0 ? claims[0].Day : null);
        if (claimed is not DateOnly day) yield break;
        if (Day(copy.Fetched) is DateOnly fetched && After(day, fetched))
            yield return new DateConflict(copy.Key, "claimed_after_fetched", Text(day), Text(fetched), null, null, $"claims {Text(day)}, and was fetched on {Text(fetched)}, before that day");
        if (claims.Count > 1)
        {
            (DateOnly Day, string Kind) first = claims.MinBy(claim => claim.Day);
            (DateOnly Day, string Kind) last = claims.MaxBy(claim => claim.Day);
            if (After(last.Day, first.Day))
                yield return new DateConflict(copy.Key, "claims_differ", Text(last.Day), Text(first.Day), null, null, $"claims {Text(last.Day)} ({last.Kind}) and {Text(first.Day)} ({first.Kind})");
        }
        if (elsewhere.Seen(copy) is { } seen && After(day, seen.Day))
            yield return Other(copy, "seen_elsewhere_before", day, seen, $"the story was seen elsewhere on {Text(seen.Day)}");
        else if (elsewhere.Claimed(copy) is { } other && After(day, other.Day))
            yield return Other(copy, "claimed_elsewhere_before", day, other, $"the story is claimed elsewhere for {Text(other.Day)}");
    }

    private static DateConflict Other(CopyDates copy, string kind, DateOnly day, (DateOnly Day, CopyDates Copy) other, string words) => new(
        copy.Key, kind, Text(day), Text(other.Day), other.Copy.Key, other.Copy.Site,
        $"claims {Text(day)}, and {words} ({other.Copy.Key}{(other.Copy.Site is null ? "" : ", " + other.Copy.Site)})");

    private static bool After(DateOnly later, DateOnly earlier) => later.DayNumber - earlier.DayNumber > ToleranceDays;

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The day of a date, ISO 8601; null where it is none.</summary>
    internal static DateOnly? Day(string? date) => date is { Length: >= 10 }
        && DateOnly.TryParseExact(date.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly day) ? day : null;

    /// <summary>The earliest copy of a story and the earliest of another site than that one's: whatever copy asks, one of them is elsewhere.</summary>
    private sealed class Elsewhere(IReadOnlyList<CopyDates> copies)
    {
        private readonly List<(DateOnly Day, CopyDates Copy)> _seen = Earliest(copies, copy => Day(copy.Fetched));
        private readonly List<(DateOnly Day, CopyDates Copy)> _claimed = Earliest(copies, copy => Day(copy.Published));

        public (DateOnly Day, CopyDates Copy)? Seen(CopyDates asking) => First(_seen, asking);

        public (DateOnly Day, CopyDates Copy)? Claimed(CopyDates asking) => First(_claimed, asking);

        private static (DateOnly Day, CopyDates Copy)? First(List<(DateOnly Day, CopyDates Copy)> earliest, CopyDates asking)
        {
            foreach ((DateOnly day, CopyDates copy) in earliest)
            {
                if (Place(copy) != Place(asking)) return (day, copy);
            }
            return null;
        }

        /// <remarks>One walk: the earliest of all, and the earliest of those that are of another place than it; of one day, those of the smaller key.</remarks>
        private static List<(DateOnly Day, CopyDates Copy)> Earliest(IReadOnlyList<CopyDates> copies, Func<CopyDates, DateOnly?> date)
        {
            var earliest = new List<(DateOnly Day, CopyDates Copy)>(2);
            foreach (CopyDates copy in copies)
            {
                if (date(copy) is not DateOnly day) continue;
                (DateOnly Day, CopyDates Copy) dated = (day, copy);
                if (earliest.Count == 0) earliest.Add(dated);
                else if (IsBefore(dated, earliest[0]))
                {
                    if (Place(copy) != Place(earliest[0].Copy)) earliest = [dated, earliest[0]];
                    else earliest[0] = dated;
                }
                else if ((earliest.Count == 1 || IsBefore(dated, earliest[1])) && Place(copy) != Place(earliest[0].Copy)) earliest = [earliest[0], dated];
            }
            return earliest;
        }

        private static bool IsBefore((DateOnly Day, CopyDates Copy) one, (DateOnly Day, CopyDates Copy) other) =>
            one.Day != other.Day ? one.Day < other.Day : string.CompareOrdinal(one.Copy.Key, other.Copy.Key) < 0;

        private static string Place(CopyDates copy) => copy.Site is null ? "page " + copy.Key : "site " + copy.Site.ToUpperInvariant();
    }
}
