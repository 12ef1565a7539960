using Dedup.Engine.Extraction;

namespace Dedup.Engine.Tests.Extraction.Html;

/// <summary>Fields from the page's metadata.</summary>
public sealed class HtmlMetadataTests
{
    private const string Graph = """
        <script type="application/ld+json">{"@context":"https://schema.org","@graph":[
          {"@type":"WebSite","name":"Fjord Post Online"},
          {"@type":["Article","NewsArticle"],"headline":"Drifting ferry towed to safety after six hours","datePublished":"2025-04-14T09:30:00+02:00","dateModified":"2025-04-15",
           "author":[{"@id":"#jane"},{"@type":"Person","name":"John Roe"}],"publisher":{"@id":"#org"},"articleSection":["Sea","News"],"inLanguage":"nb-NO"},
          {"@type":"Person","@id":"#jane","name":"Jane Doe"},{"@type":"Organization","@id":"#org","name":"Fjord Post"}]}</script>
        """;

    [Fact]
    public void A_graph_is_read_and_its_references_followed()
    {
        Article article = HtmlStories.Extract(HtmlStories.Page(Graph));

        Assert.Equal(
            ("Fjord Post", HtmlStories.Title, "2025-04-14T09:30:00+02:00", "Jane Doe; John Roe", "Sea", "en"),
            (article.Site?.Value, article.Title?.Value, article.Published?.Value, article.Byline?.Value, article.Section?.Value, article.Language?.Value));
        Assert.Contains(article.Claims, c => c is { Kind: "metadata", Value: "2025-04-14T09:30:00+02:00" });
        Assert.Contains(article.Claims, c => c is { Kind: "updated", Value: "2025-04-15" });
    }

    [Theory]
    [InlineData("{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-04-14\",}")]
    [InlineData("<!-- {\"@type\":\"NewsArticle\",\"datePublished\":\"2025-04-14\"} -->")]
    [InlineData("<![CDATA[{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-04-14\"}]]>")]
    [InlineData("/*<![CDATA[*/{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-04-14\"}/*]]>*/")]
    [InlineData("{\"@type\":\"NewsArticle\",\"name\":\"a ]]> b\",\"datePublished\":\"2025-04-14\"}")]
    [InlineData("//<![CDATA[\n{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-04-14\"}\n//]]>")]
    [InlineData("{\"@type\":\"NewsArticle\",\"description\":\"two\nlines\",\"datePublished\":\"2025-04-14\"};")]
    [InlineData("{\"@type\":\"NewsArticle\",\"description\":\"a \"quoted\" word\",\"datePublished\":\"2025-04-14\"}")]
    [InlineData("{\"@type\":\"NewsArticle\",\"description\":\"it\\'s\",\"datePublished\":\"2025-04-14\"}")]
    [InlineData("{\"@type\":\"NewsArticle\",\"datePublished\":\"2025-04-14\",\"author\":{\"name\":\"Jane Doe\"")]
    [InlineData("[[{\"mainEntity\":{\"@type\":\"http://schema.org/NewsArticle\",\"datePublished\":\"2025-04-14\"}}]]")]
    public void Broken_metadata_is_mended(string json) =>
        Assert.Equal("2025-04-14", HtmlStories.Extract(HtmlStories.Page($"<script type='application/ld+json'>{json}</script>")).Published?.Value);

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{")]
    [InlineData("{\"@type\":5,\"headline\":[],\"author\":{},\"publisher\":3}")]
    [InlineData("{\"@type\":\"NewsArticle\",\"@id\":\"#a\",\"author\":{\"@id\":\"#a\"}}")]
    public void Metadata_that_says_nothing_is_no_error(string json) =>
        Assert.Equal(HtmlStories.Title, HtmlStories.Extract(HtmlStories.Page($"<script type=\"application/ld+json\">{json}</script>")).Title?.Value);

    [Theory]
    [InlineData("<meta property=\"article:published_time\" content=\"2025-04-14T09:30:00Z\">", "2025-04-14T09:30:00Z", "metadata")]
    [InlineData("<meta name=\"date\" content=\"14 April 2025\">", "2025-04-14", "metadata")]
    [InlineData("<meta itemprop=\"datePublished\" content=\"2025-04-14\">", "2025-04-14", "metadata")]
    public void Dates_of_meta_elements_are_claims(string head, string value, string kind)
    {
        Article article = HtmlStories.Extract(HtmlStories.Page(head));

        Assert.Equal(value, article.Published?.Value);
        Assert.Contains(article.Claims, c => c.Kind == kind && c.Value == value);
    }

    [Fact]
    public void The_day_that_is_shown_wins_over_the_day_of_an_import()
    {
        Article article = HtmlStories.Extract(HtmlStories.Page("<meta property=\"article:published_time\" content=\"2025-11-02T00:00:00Z\">", "<p>April 14, 2025</p>"));

        Assert.Equal("2025-04-14", article.Published?.Value);
        Assert.Equal(["metadata", "page"], article.Claims.Select(c => c.Kind).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_day_of_a_change_does_not()
    {
        Article article = HtmlStories.Extract(HtmlStories.Page(
            "<meta property=\"article:published_time\" content=\"2025-04-14\"><meta property=\"article:modified_time\" content=\"2025-11-02\">", "<p>November 2, 2025</p>"));

        Assert.Equal("2025-04-14", article.Published?.Value);
    }

    [Fact]
    public void A_time_near_the_headline_and_the_address_claim_dates()
    {
        Article article = HtmlStories.Extract(HtmlStories.Page(before: "<time datetime=\"2025-04-14T09:30\">last Monday</time>"), "https://www.fjordpost.example/2025/04/13/ferry");

        Assert.Equal("2025-04-14T09:30:00", article.Published?.Value);
        Assert.Contains(article.Claims, c => c is { Kind: "url", Value: "2025-04-13" });
    }

    [Fact]
    public void Canonical_address_site_and_author_of_meta_elements()
    {
        Article article = HtmlStories.Extract(HtmlStories.Page(
            "<link rel=\"canonical\" href=\"/news/ferry-towed\"><meta property=\"og:site_name\" content=\"Fjord &amp; Sea Post\"><meta name=\"author\" content=\"By Jane Doe\">"));

        Assert.Equal(("https://www.fjordpost.example/news/ferry-towed", "Fjord & Sea Post", "Jane Doe"), (article.Canonical?.Value, article.Site?.Value, article.Byline?.Value));
    }

    [Fact]
    public void Without_any_name_the_site_is_the_host() => Assert.Equal("fjordpost.example", HtmlStories.Extract(HtmlStories.Page()).Site?.Value);

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("data:text/html,x")]
    [InlineData("http://")]
    public void An_address_that_is_none_is_not_canonical(string address) =>
        Assert.Null(HtmlStories.Extract(HtmlStories.Page($"<link rel=\"canonical\" href=\"{address}\">"), url: null).Canonical);

    [Fact]
    public void Given_fields_win()
    {
        Article article = PageExtractor.Extract(
            HtmlStories.Page(Graph), new PageHints(Site: "Given Site", Title: "Given title", Published: "2020-01-02", Author: "Given Author", Language: "de", MediaType: "text/html"));

        Assert.Equal(
            ("Given Site", "Given title", "2020-01-02", "Given Author", "de"),
            (article.Site?.Value, article.Title?.Value, article.Published?.Value, article.Byline?.Value, article.Language?.Value));
    }

    [Theory]
    [InlineData("<meta property=\"og:title\" content=\"Drifting ferry towed to safety after six hours - Fjord Post\">")]
    [InlineData("<meta property=\"og:title\" content=\"Ferry rescue: all you need to know\">")]
    [InlineData("")]
    public void The_heading_that_the_reader_sees_is_the_title(string head) =>
        Assert.Equal(HtmlStories.Title, HtmlStories.Extract(HtmlStories.Page(head)).Title?.Value);

    [Fact]
    public void A_logo_in_the_first_heading_is_not_the_title()
    {
        string page = $"<html><head><title>{HtmlStories.Title} - Fjord Post</title></head><body><h1>Fjord Post</h1><div><h2>{HtmlStories.Title}</h2>{HtmlStories.Paragraphs}</div></body></html>";

        Assert.Equal(HtmlStories.Title, HtmlStories.Extract(page).Title?.Value);
    }

    [Fact]
    public void A_name_of_nothing_but_tags_is_nobodys() =>
        Assert.Empty(Dedup.Engine.Extraction.Html.JsonLdReader.Read(["""{"@type":"Article","author":["<b></b>","&nbsp;"]}"""], null)!.Authors);
}
