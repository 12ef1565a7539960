namespace Dedup.Engine.Clustering;

/// <summary>The sites that show each body, to tell links of which some site shows both ends.</summary>
internal sealed class SiteIndex
{
    private readonly Dictionary<long, HashSet<string>> _sites = [];

    /// <summary>Reads the bodies and sites of documents; those of unknown site share none.</summary>
    public SiteIndex(IEnumerable<(long Variant, string? Site)> documents)
    {
        foreach ((long variant, string? site) in documents)
        {
            if (site is null) continue;
            if (!_sites.TryGetValue(variant, out HashSet<string>? sites)) _sites[variant] = sites = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
            sites.Add(site);
        }
    }

    /// <summary>Whether some site shows both bodies; time grows with the sites of the one that has fewer.</summary>
    public bool ShareSite(long a, long b)
    {
        if (!_sites.TryGetValue(a, out HashSet<string>? few) || !_sites.TryGetValue(b, out HashSet<string>? many)) return false;
        if (few.Count > many.Count) (few, many) = (many, few);
        return few.Any(many.Contains);
    }
}
