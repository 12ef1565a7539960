using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction;

public sealed class ClaimedDateTests
{
    [Theory]
    [InlineData("2025-04-14", "2025-04-14")]
    [InlineData("2025-04-14 06:07:08", "2025-04-14T06:07:08")]
    [InlineData("2025-04-14T06:07", "2025-04-14T06:07:00")]
    [InlineData("2025-04-14T06:07:08Z", "2025-04-14T06:07:08Z")]
    [InlineData("2025-04-14T06:07:08+02:00", "2025-04-14T06:07:08+02:00")]
    [InlineData("2025-04-14T06:07:08.123+0530", "2025-04-14T06:07:08+05:30")]
    [InlineData("2025/4/5", "2025-04-05")]
    [InlineData("2025.12.31 23:59", "2025-12-31T23:59:00")]
    [InlineData("April 14, 2025", "2025-04-14")]
    [InlineData("Apr. 14, 2025 at 6:07 p.m. EDT", "2025-04-14T18:07:00-04:00")]
    [InlineData("Sept 1st, 2024", "2024-09-01")]
    [InlineData("Monday, April 14, 2025 12:05 AM", "2025-04-14T00:05:00")]
    [InlineData("14 April 2025", "2025-04-14")]
    [InlineData("14th of April 2025, 18.07 GMT", "2025-04-14T18:07:00Z")]
    [InlineData("18:07, 14 Apr 2025", "2025-04-14T18:07:00")]
    [InlineData("04/14/2025", "2025-04-14")]
    [InlineData("4/5/2025", "2025-04-05")]
    [InlineData("14/04/2025", "2025-04-14")]
    [InlineData("5.4.2025, 07:30 Uhr", "2025-04-05T07:30:00")]
    [InlineData("05.04.25", "2025-04-05")]
    [InlineData("3. März 2025", "2025-03-03")]
    [InlineData("3 février 2025 à 18:30", "2025-02-03T18:30:00")]
    [InlineData("3 de enero de 2025", "2025-01-03")]
    [InlineData("3 de março de 2025", "2025-03-03")]
    [InlineData("3 maggio 2025", "2025-05-03")]
    [InlineData("3 мая 2025", "2025-05-03")]
    [InlineData("2025年4月14日 18:07", "2025-04-14T18:07:00")]
    [InlineData("2025년 4월 14일", "2025-04-14")]
    [InlineData("2025年\uFF14月14日", "2025-04-14")]
    [InlineData("April 14, 2025 | 9:15 am", "2025-04-14T09:15:00")]
    [InlineData("14 Apr 2025 21:00 JST", "2025-04-14T21:00:00+09:00")]
    [InlineData("29 February 2024", "2024-02-29")]
    [InlineData("Published 14 April 2025 - 5 min read", "2025-04-14")]
    public void Every_form_of_date_is_read(string text, string expected) => Assert.Equal(expected, ClaimedDate.Read(text)?.Value);

    [Theory]
    [InlineData("2025-02-30")]
    [InlineData("February 29, 2025")]
    [InlineData("32 January 2025")]
    [InlineData("2025-13-13")]
    [InlineData("0/0/2025")]
    [InlineData("14 Smarch 2025")]
    [InlineData("1234567890")]
    [InlineData("99:99")]
    public void Impossible_dates_are_refused(string text) => Assert.Null(ClaimedDate.Read(text));

    [Theory]
    [InlineData("2025-04-14 25:00", "2025-04-14")]
    [InlineData("2025-04-14 12:75", "2025-04-14")]
    public void An_impossible_time_leaves_the_day(string text, string expected) => Assert.Equal(expected, ClaimedDate.Read(text)?.Value);

    [Theory]
    [InlineData("3 hours ago")]
    [InlineData("yesterday")]
    [InlineData("just now")]
    [InlineData("vor 2 Stunden")]
    [InlineData("3小时前")]
    [InlineData("Updated 15 minutes ago")]
    public void Relative_dates_are_lines_of_dates_and_claim_no_day(string text)
    {
        Assert.Null(ClaimedDate.Read(text));
        Assert.True(ClaimedDate.IsDateLine(text));
    }

    [Theory]
    [InlineData("The treaty of April 14, 2025 was signed by nobody who mattered.", false)]
    [InlineData("Published: April 14, 2025 at 9:00 am", true)]
    [InlineData("Veröffentlicht am 14. April 2025 um 9:00 Uhr", true)]
    [InlineData("First published 14 April 2025, updated 15 April 2025", true)]
    public void A_date_line_is_a_date_and_little_else(string text, bool expected) => Assert.Equal(expected, ClaimedDate.IsDateLine(text));

    [Fact]
    public void The_date_of_a_page_is_the_published_one_and_not_the_update_or_one_in_the_text() =>
        Assert.Equal("2025-04-14", Extract("Updated: April 16, 2025", "Published: April 14, 2025").Published?.Value);

    [Fact]
    public void An_update_is_taken_where_there_is_no_other() => Assert.Equal("2025-04-16", Extract("Updated: April 16, 2025").Published?.Value);

    [Fact]
    public void A_date_in_the_running_text_is_not_the_pages() => Assert.Null(Extract().Published);

    [Fact]
    public void A_relative_date_gives_the_page_none() => Assert.Null(Extract("3 hours ago").Published);

    [Fact]
    public void A_given_date_goes_first()
    {
        Article article = TextPageExtractor.Extract("2025-04-14\n" + Stories.Text(Stories.Ferry), new PageHints(Published: "Mon, 13 Jan 2025 10:00:00 GMT"));

        Assert.Equal(new Found("2025-01-13T10:00:00Z", "given with the page"), article.Published);
    }

    private static Article Extract(params string[] below) => TextPageExtractor.Extract(string.Join('\n',
        (string[])["Drifting ferry towed to safety after six hours", .. below, .. Stories.Ferry[..5], "The Aurelia was launched on May 3, 1998 and refitted twice since, most recently in Gdansk.", .. Stories.Ferry[5..]]),
        new PageHints());
}
