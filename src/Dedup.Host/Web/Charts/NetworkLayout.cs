using Dedup.Engine.Sites;

namespace Dedup.Host.Web.Charts;

/// <summary>A site in the drawing.</summary>
/// <param name="Site">Its name.</param>
/// <param name="Network">Number of its network, from 0.</param>
/// <param name="X">Where.</param>
/// <param name="Y">Where.</param>
/// <param name="Size">Radius.</param>
/// <param name="Named">Whether its name has room without being pointed at.</param>
/// <param name="Stories">Stories that it shares with others of the network.</param>
internal sealed record PlacedSite(string Site, int Network, double X, double Y, double Size, bool Named, int Stories);

/// <summary>Where the sites of networks stand: each network a disc, its strongest sites in the middle, the discs in rows. The same networks give the same drawing.</summary>
internal sealed class NetworkLayout
{
    /// <summary>Width of the drawing.</summary>
    public const int Width = 960;

    /// <summary>Most lines: more are a blot.</summary>
    private const int MostTies = 1_500;

    /// <summary>Sites up to which all are named.</summary>
    private const int AllNamed = 30;

    /// <summary>Networks up to which three sites of each are named; of more, one.</summary>
    private const int FewNetworks = 12;

    private const double Room = 24;
    private const double Margin = 26;

    // The angle by which the seeds of a sunflower follow one another: no two come close.
    private static readonly double GoldenAngle = Math.PI * (3 - Math.Sqrt(5));

    /// <summary>Places the sites.</summary>
    public NetworkLayout(SiteNetworks found)
    {
        int all = found.Networks.Sum(network => network.Sites.Count);
        double x = 0, y = 0, high = 0;
        var places = new Dictionary<string, PlacedSite>(StringComparer.Ordinal);
        for (int n = 0; n < found.Networks.Count; n++)
        {
            IReadOnlyList<NetworkSiteRow> sites = [.. found.Networks[n].Sites.OrderByDescending(site => site.Stories).ThenByDescending(site => site.Tied).ThenBy(site => site.Site, StringComparer.Ordinal)];
            double radius = (Room * Math.Sqrt(sites.Count)) + Margin;
            if (x > 0 && x + (2 * radius) > Width) (x, y, high) = (0, y + high, 0);
            for (int i = 0; i < sites.Count; i++)
            {
                double distance = Room * Math.Sqrt(i + .5), angle = i * GoldenAngle;
                places.TryAdd(sites[i].Site, new PlacedSite(
                    sites[i].Site, n, x + radius + (distance * Math.Cos(angle)), y + radius + (distance * Math.Sin(angle)), 4 + Math.Min(5, Math.Log2(1 + sites[i].Stories) / 2),
                    all <= AllNamed || i < (found.Networks.Count <= FewNetworks ? 3 : 1), sites[i].Stories));
            }
            x += 2 * radius;
            high = Math.Max(high, 2 * radius);
            Reach = Math.Max(Reach, x);
        }
        Height = y + high;
        Sites = [.. places.Values];
        Ties = [.. found.Ties.Where(tie => places.ContainsKey(tie.A) && places.ContainsKey(tie.B)).Take(MostTies).Select(tie => (places[tie.A], places[tie.B], tie))];
    }

    /// <summary>The sites.</summary>
    public IReadOnlyList<PlacedSite> Sites { get; }

    /// <summary>The surest ties between them.</summary>
    public IReadOnlyList<(PlacedSite A, PlacedSite B, TieRow Tie)> Ties { get; }

    /// <summary>Height of the drawing.</summary>
    public double Height { get; }

    /// <summary>Width that is used: one network alone may be wider than a row.</summary>
    public double Reach { get; } = 1;
}
