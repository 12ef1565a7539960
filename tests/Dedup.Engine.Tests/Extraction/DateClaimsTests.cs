using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction;

public sealed class DateClaimsTests
{
    private const string Fetched = "2025-04-15T12:00:00Z";

    [Fact]
    public void Every_date_that_a_page_claims_is_kept_with_its_kind()
    {
        Article article = Extract(new PageHints(Url: "https://example.com/2025/04/11/ferry", Published: "2025-04-12"), "Published: April 13, 2025", "Updated: April 14, 2025 at 9:00 am");

        Assert.Equal(
            [("given", "2025-04-12"), ("page", "2025-04-13"), ("updated", "2025-04-14T09:00:00"), ("url", "2025-04-11")],
            article.Claims.Select(c => (c.Kind, c.Value)).OrderBy(c => c.Kind, StringComparer.Ordinal));
        Assert.Equal("2025-04-12", article.Published?.Value);
        Assert.Equal("Published: April 13, 2025", article.Claims.Single(c => c.Kind == "page").Evidence);
    }

    [Fact]
    public void Publication_and_update_of_one_line_are_two_claims()
    {
        Article article = Extract(new PageHints(), "Published 13 April 2025, updated 14 April 2025");

        Assert.Equal([new DateClaim("page", "2025-04-13", "Published 13 April 2025, updated 14 April 2025"), new DateClaim("updated", "2025-04-14", "Published 13 April 2025, updated 14 April 2025")], article.Claims);
    }

    [Fact]
    public void The_addresss_date_is_used_where_the_page_shows_none()
    {
        Article article = Extract(new PageHints(Url: "https://example.com/2025/04/11/ferry"));

        Assert.Equal(("2025-04-11", "https://example.com/2025/04/11/ferry"), (article.Published?.Value, article.Published?.Evidence));
        Assert.Equal("2025-04-13", Extract(new PageHints(Url: "https://example.com/2025/04/11/ferry"), "13 April 2025").Published?.Value);
    }

    [Fact]
    public void A_relative_date_below_the_headline_is_told_from_the_time_of_fetching() =>
        Assert.Equal(new Found("2025-04-15T09:00:00Z", "3 hours ago"), Extract(new PageHints(), "3 hours ago").Published);

    [Fact]
    public void A_relative_date_of_another_story_is_not_the_pages()
    {
        Article article = TextPageExtractor.Extract(
            "Drifting ferry towed to safety after six hours\n" + Stories.Text(Stories.Ferry) + "\nRelated\nMayor opens a bridge to nowhere at last\n2 hours ago", new PageHints(), Fetched);

        Assert.Null(article.Published);
        Assert.Empty(article.Claims);
    }

    [Fact]
    public void A_page_without_dates_claims_none() => Assert.Empty(Extract(new PageHints(Url: "https://example.com/2025/04/ferry")).Claims);

    private static Article Extract(PageHints hints, params string[] below) => PageExtractor.Extract(string.Join('\n',
        (string[])["Drifting ferry towed to safety after six hours", .. below, .. Stories.Ferry]), hints, Fetched);
}
