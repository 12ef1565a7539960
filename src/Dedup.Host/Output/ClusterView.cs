using System.Globalization;
using System.Text.Json;
using Dedup.Engine.Extraction;
using Dedup.Engine.Queries;
using Spectre.Console;

namespace Dedup.Host.Output;

/// <summary>Shows clusters, their members and the reason for every link.</summary>
internal static class ClusterView
{
    private const int MaxLinks = 40;
    private const int MaxConflicts = 20;

    public static void List(IReadOnlyList<ClusterRow> clusters)
    {
        Table table = Screen.Table("cluster", "pages", "sites", "agency", "claimed dates", "title");
        foreach (ClusterRow c in clusters)
        {
            table.Row(Number(c.Cluster), Number(c.Documents), Number(c.Sites), c.Agency, Span(c.FirstPublished, c.LastPublished),
                (c.Digest ? "(digest) " : string.Empty) + (c.Title ?? "(no title)"));
        }
        Screen.Write(table);
    }

    public static void Show(
        ClusterRow cluster, IReadOnlyList<DocumentRow> members, IReadOnlyList<DocumentRow> excerpts, IReadOnlyList<LinkRow> links, IReadOnlyList<DateConflict> conflicts,
        IReadOnlyList<JudgementRow> judgements)
    {
        Line($"cluster {cluster.Cluster}: {cluster.Title ?? "(no title)"}");
        Line($"  {Count(cluster.Documents, "page")} on {Count(cluster.Sites, "site")}{(cluster.Agency is null ? "" : ", " + cluster.Agency)}; claimed dates {Span(cluster.FirstPublished, cluster.LastPublished)}{(cluster.Digest ? "; a digest of several stories" : "")}");
        Line($"  likely origin {cluster.Origin}: {string.Join(", ", JsonSerializer.Deserialize<string[]>(cluster.OriginReasons)!)}");
        Screen.Write(Documents(members));
        if (excerpts.Count > 0)
        {
            Line("  excerpts, linked and not members:");
            Screen.Write(Documents(excerpts));
        }
        Conflicts(conflicts, named: true);
        Judgements(judgements);
        Links(links);
    }

    /// <summary>What analysts have said.</summary>
    public static void Judgements(IReadOnlyList<JudgementRow> judgements)
    {
        foreach (JudgementRow j in judgements) Line($"  {"analyst",-10} {j.Words}{(j.State == JudgementRow.Holds ? "" : $" ({j.State})")}");
    }

    public static Table Documents(IReadOnlyList<DocumentRow> documents)
    {
        Table table = Screen.Table("document", "site", "claimed", "agency", "words", "relation", "J");
        foreach (DocumentRow d in documents)
        {
            string role = d.Representative && documents.Count > 1 ? d.Relation + ", representative" : d.Relation;
            table.Row(d.Key, d.Site, d.Published, d.Agency, Number(d.Words), role + (d.Origin && documents.Count > 1 ? ", origin" : ""), Share(d.Resemblance));
        }
        return table;
    }

    public static void Links(IReadOnlyList<LinkRow> links)
    {
        if (links.Count == 0) return;
        Line($"  {Count(links.Count, "link")} between distinct bodies (J: resemblance; A in B: share of A's shingles in B)");
        Table table = Screen.Table("A", "B", "relation", "J", "A in B", "B in A", "shared", "bits", "site", "by");
        foreach (LinkRow l in links.Take(MaxLinks))
        {
            table.Row(l.A, l.B, l.Relation, Share(l.Resemblance), Share(l.ContainmentA), Share(l.ContainmentB), Number(l.SharedShingles),
                Number(l.HammingDistance), l.SameSite ? "same" : "other", l.ProposedBy);
        }
        Screen.Write(table);
        if (links.Count > MaxLinks) Line($"  and {links.Count - MaxLinks} more: dedup export links, or --json");
    }

    /// <summary>Each field with its value and, where they are other words, the words that show it.</summary>
    public static void Fields(IEnumerable<(string Name, string? Value, string? Evidence)> fields)
    {
        foreach ((string name, string? value, string? evidence) in fields)
            Line($"  {name,-10} {value ?? "(not shown)"}{(evidence is null || evidence == value ? "" : $"   from: {evidence}")}");
    }

    /// <summary>Every date that a page claims, where there are several.</summary>
    public static void Claims(IReadOnlyList<DateClaim> claims)
    {
        if (claims.Count < 2) return;
        foreach (DateClaim claim in claims) Line($"  {"claims",-10} {claim.Value} ({claim.Kind}){(claim.Evidence == claim.Value ? "" : $"   from: {claim.Evidence}")}");
    }

    /// <summary>What speaks against claimed dates.</summary>
    /// <param name="conflicts">The conflicts.</param>
    /// <param name="named">Whether each names the document that claims.</param>
    public static void Conflicts(IReadOnlyList<DateConflict> conflicts, bool named)
    {
        if (conflicts.Count == 0) return;
        if (named) Line($"  {Count(conflicts.Count, "conflict")} of claimed dates");
        foreach (DateConflict conflict in conflicts.Take(MaxConflicts))
            Line(named ? $"    {conflict.Document} {conflict.Words}" : $"  {"conflict",-10} {conflict.Words}");
        if (conflicts.Count > MaxConflicts) Line($"    and {conflicts.Count - MaxConflicts} more: --json");
    }

    public static void Line(string text) => Console.Out.WriteLine(Screen.Plain(text));

    public static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Count(long value, string noun) => $"{Number(value)} {noun}{(value == 1 ? "" : "s")}";

    /// <summary>How many documents have no article, in a line.</summary>
    public static string WithoutBody(long documents) =>
        $"{Count(documents, "document")} without an article: 'dedup explain KEY' shows the page's lines and why each was dropped";

    /// <summary>What a crowd is, in a line.</summary>
    public static string Crowd(CrowdRow crowd) =>
        $"crowded: up to {Count(crowd.Bodies, "body", "bodies")} share {Count(crowd.Keys, "candidate key")} of {crowd.Document}{(crowd.Title is null ? "" : $" '{crowd.Title}'")}; they are compared through a few of them";

    public static string Count(long value, string noun, string nouns) => $"{Number(value)} {(value == 1 ? noun : nouns)}";

    public static string Share(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);

    /// <summary>The days from a first to a last date.</summary>
    public static string Span(string? first, string? last) =>
        first is null ? "none" : Day(first) == Day(last!) ? Day(first) : $"{Day(first)} to {Day(last!)}";

    private static string Day(string published) => published[..Math.Min(10, published.Length)];
}
