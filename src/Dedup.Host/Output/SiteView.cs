using Dedup.Engine.Queries;
using Dedup.Engine.Sites;
using Spectre.Console;

namespace Dedup.Host.Output;

/// <summary>Shows sites.</summary>
internal static class SiteView
{
    private const int MaxCounts = 8;

    public static void List(IReadOnlyList<SiteRow> sites)
    {
        Table table = Screen.Table("site", "pages", "shared clusters", "copies", "claimed dates", "first seen");
        foreach (SiteRow site in sites)
        {
            table.Row(site.Site, ClusterView.Number(site.Documents), ClusterView.Number(site.SharedClusters), ClusterView.Share(site.CopyShare),
                ClusterView.Span(site.FirstPublished, site.LastPublished), ClusterView.Span(site.FirstFetched, site.LastFetched));
        }
        Screen.Write(table);
    }

    public static void Show(SiteProfile profile)
    {
        SiteRow site = profile.Figures;
        ClusterView.Line($"site {site.Site}");
        ClusterView.Line($"  {"pages",-10} {ClusterView.Number(site.Documents)} with {ClusterView.Count(profile.Bodies, "distinct body", "distinct bodies")}; {ClusterView.Share(site.CopyShare)} of them copies");
        ClusterView.Line($"  {"stories",-10} in {ClusterView.Count(site.SharedClusters, "cluster")} of two sites or more; likely origin of {ClusterView.Number(profile.Origins)}");
        ClusterView.Line($"  {"claimed",-10} {ClusterView.Span(site.FirstPublished, site.LastPublished)}");
        ClusterView.Line($"  {"first seen",-10} {ClusterView.Span(site.FirstFetched, site.LastFetched)}");
        Counts("relations", profile.Relations);
        Counts("agencies", profile.Agencies);
        Counts("languages", profile.Languages);
        Counts("sections", profile.Sections);
        if (profile.Contradicted > 0) Counts("conflicts", profile.Conflicts, $"something speaks against the dates of {ClusterView.Count(profile.Contradicted, "page")}: ");
        foreach (ChromeGroupRow group in profile.Chrome.Where(group => group.Lines > 0))
            ClusterView.Line($"  {"template",-10} {ClusterView.Count(group.Lines, "line")} learned from {ClusterView.Count(group.Pages, "page")} of '{group.Name}'{(group.Period.Length > 0 ? $" fetched in {group.Period}" : "")}");
        if (profile.Clusters.Count > 0) ClusterView.List(profile.Clusters);
        Partners(profile.Partners);
    }

    private static void Partners(IReadOnlyList<SitePartner> partners)
    {
        if (partners.Count == 0) return;
        Table table = Screen.Table("carries the same", "shared", "by chance", "p", "corrected p", "this first", "that first");
        foreach (SitePartner partner in partners)
        {
            table.Row(partner.Site, ClusterView.Number(partner.Shared), NetworkView.Expected(partner.Expected), NetworkView.Probability(partner.P),
                NetworkView.Probability(partner.CorrectedP), ClusterView.Number(partner.First), ClusterView.Number(partner.PartnerFirst));
        }
        Screen.Write(table);
    }

    private static void Counts(string name, IReadOnlyList<SiteCount> counts, string before = "")
    {
        if (counts.Count == 0) return;
        ClusterView.Line($"  {name,-10} {before}{string.Join(", ", counts.Take(MaxCounts).Select(count => $"{count.Name} {ClusterView.Number(count.Documents)}"))}"
            + (counts.Count > MaxCounts ? $" and {counts.Count - MaxCounts} more: --json" : ""));
    }
}
