namespace Dedup.Engine.Sites;

/// <summary>Which documents are a site's.</summary>
internal static class SiteCondition
{
    /// <summary>Holds for a document <c>d</c> of the site <c>@site</c>, in capitals or small letters.</summary>
    public const string Sql = "d.site = @site COLLATE NOCASE";

    /// <summary>How names of sites are compared in memory.</summary>
    public static StringComparer Names => StringComparer.OrdinalIgnoreCase;
}
