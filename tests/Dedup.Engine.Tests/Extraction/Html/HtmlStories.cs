using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction.Html;

/// <summary>Pages of HTML around the test stories.</summary>
internal static class HtmlStories
{
    public const string Title = "Drifting ferry towed to safety after six hours";

    public static readonly string Body = Stories.Text(Stories.Ferry);

    public static string Paragraphs { get; } = string.Concat(Stories.Ferry.Select(line => $"<p>{System.Net.WebUtility.HtmlEncode(line)}</p>\n"));

    public static Article Extract(string markup, string? url = "https://www.fjordpost.example/news/ferry") =>
        PageExtractor.Extract(markup, new PageHints(Url: url, MediaType: "text/html"));

    /// <summary>A page with the markup in its head and around its story.</summary>
    public static string Page(string head = "", string before = "", string after = "", string? body = null) => $"""
        <!DOCTYPE html>
        <html lang="en-GB"><head><title>{Title} | Fjord Post</title>{head}</head>
        <body><nav><ul><li><a href="/">Home</a></li><li><a href="/sea">Sea</a></li></ul></nav>
        <main><h1>{Title}</h1>{before}<div class="story">{body ?? Paragraphs}</div>{after}</main>
        <footer><p>© 2025 Fjord Post. All rights reserved.</p></footer></body></html>
        """;
}
