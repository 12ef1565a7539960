using System.Globalization;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>Addresses of pages, right and wrong ones.</summary>
internal static class Addresses
{
    private static readonly string[] Schemes = ["https://", "http://", "HTTP://", "//", "", "ftp://", "file:///", "mailto:", "javascript:", "data:", "urn:", "https:/", "https:\\\\", "http://user:pass@", "x://"];

    private static readonly string[] Hosts = ["www.example.com", "example.com", "news.example.co.uk", "EXAMPLE.com", "xn--bcher-kva.example", "bücher.example", "例え.テスト", "127.0.0.1", "[::1]", "[::1%25eth0]", "", "a", ".", "-", "example.com.", "a..b", "example.com:80", "example.com:99999", "www.", "reuters.com", "apnews.com"];

    private static readonly string[] Parts = ["news", "2025", "04", "14", "20250414", "2025-04-14", "apr", "index.html", "story_1", "%20", "%", "%zz", "%C3%A9", "%2F", "..", ".", "", "ä", "a b", "?", "#", "?id=1&x=2", "#top", "2025/04/14", "19991231235959", "\\", "{", "|", "\t", "é\u0301", "😀", "\uD800", "2025/13/45", "0414"];

    /// <summary>An address, often one that can be read.</summary>
    public static string Of(FuzzRandom random)
    {
        string scheme = random.Once(2) ? "https://" : random.Of<string>(Schemes);
        string host = random.Once(2) ? "www.example.com" : random.Of<string>(Hosts);
        return scheme + host + string.Concat(Enumerable.Range(0, random.Below(6)).Select(_ => "/" + random.Of<string>(Parts)));
    }

    /// <summary>An address with a day in it.</summary>
    public static string WithDay(FuzzRandom random) =>
        "https://example.com/" + Dates.Day(random).ToString(random.Of<string>(["yyyy/MM/dd", "yyyy-MM-dd", "yyyyMMdd", "yyyy/MMdd", "yyyy/MMM/dd", "yyyy_M_d"]), CultureInfo.InvariantCulture) + "/" + Wording.Word(random);
}
