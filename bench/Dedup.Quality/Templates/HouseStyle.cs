namespace Dedup.Quality.Templates;

/// <summary>What makes a site's wording the same on all its pages: FNV-1a of site and key, stable between runs.</summary>
internal static class HouseStyle
{
    public static uint Hash(string site, string key)
    {
        uint hash = 2166136261;
        foreach (char c in site + '|' + key)
        {
            hash = unchecked((hash ^ c) * 16777619);
        }

        return unchecked((hash ^ (hash >> 15)) * 2654435769u) >> 8;
    }
}
