using System.Globalization;

namespace Dedup.Host.Web;

/// <summary>The addresses of the pages.</summary>
internal static class Links
{
    public static string Cluster(long cluster) => string.Create(CultureInfo.InvariantCulture, $"/cluster/{cluster}");

    public static string Document(string key) => With("/document", ("key", key));

    public static string Site(string site) => With("/site", ("name", site));

    public static string Diff(string a, string b) => With("/diff", ("a", a), ("b", b));

    /// <summary>An address with a query; values that are null or empty are left out.</summary>
    public static string With(string path, params ReadOnlySpan<(string Name, string? Value)> query)
    {
        string address = path;
        char before = '?';
        foreach ((string name, string? value) in query)
        {
            if (string.IsNullOrEmpty(value)) continue;
            address += $"{before}{name}={Uri.EscapeDataString(value)}";
            before = '&';
        }
        return address;
    }

    /// <summary>The address of a page on the web, where it is one that may be followed; else null.</summary>
    public static string? Web(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" ? uri.AbsoluteUri : null;

    /// <summary>Where to go on after a form: a path of this service, whatever was asked for.</summary>
    public static string Local(string? to) =>
        to is ['/', ..] && (to.Length == 1 || to[1] != '/') && to.All(c => c is > ' ' and < '\x7F' and not '\\') ? to : "/";
}
