using Dedup.Core.Networks;

namespace Dedup.Engine.Sites;

/// <summary>Another site that carries stories of one.</summary>
/// <param name="Site">Its name.</param>
/// <param name="Shared">Stories that both carry.</param>
/// <param name="Expected">Stories that both would carry by chance.</param>
/// <param name="P">Probability that chance makes them share as many or more; 1e-300 stands for less, too.</param>
/// <param name="CorrectedP">The same for any of all pairs that were tested, at most 1; 1 where one shares too few stories with others to be tested.</param>
/// <param name="First">Of the shared stories, those for which the one claims the earlier day.</param>
/// <param name="PartnerFirst">Those for which this site does; of the rest both claim one day, or one claims none.</param>
public sealed record SitePartner(string Site, int Shared, double Expected, double P, double CorrectedP, int First, int PartnerFirst)
{
    /// <summary>The partners of a site, those that share the most first, of these the least likely ones.</summary>
    /// <param name="stories">The stories.</param>
    /// <param name="site">Name of the site, in any case.</param>
    /// <param name="limit">Most to name.</param>
    public static IReadOnlyList<SitePartner> Of(SiteStories stories, string site, int limit)
    {
        ArgumentNullException.ThrowIfNull(stories);
        if (stories.Find(site) is not int number) return [];
        return [.. stories.Tests.Of(number).OrderByDescending(pair => pair.Observed).ThenBy(pair => pair.P).ThenBy(pair => Other(pair, number)).Take(limit).Select(pair =>
        {
            int other = Other(pair, number);
            (int first, int partnerFirst) = stories.Firsts(number, other);
            return new SitePartner(stories.Sites[other], pair.Observed, pair.Expected, pair.P, pair.CorrectedP, first, partnerFirst);
        })];
    }

    private static int Other(SitePair pair, int site) => pair.A == site ? pair.B : pair.A;
}
