using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction.Chrome;

/// <summary>What learned lines say about a page.</summary>
public sealed class LearnedChromeTests
{
    private static readonly string[] Own = Stories.Orchard[..3];
    private static readonly string Teaser = Stories.Ferry[0];

    [Fact]
    public void Short_lines_go_wherever_they_stand() =>
        Assert.Equal([Own[0], Own[1]], Left([Own[0], "Most read", Own[1]], ["Most read"]));

    [Fact]
    public void A_teaser_goes_where_none_of_the_page_s_own_text_stands_beside_it() =>
        Assert.Equal([.. Own], Left([.. Own, "Related", Teaser, "Valley Wire"], [Teaser, "Related", "Valley Wire"]));

    [Fact]
    public void A_lead_that_others_quote_stays_on_its_own_page() =>
        Assert.Equal([Teaser, .. Stories.Ferry[1..4]], Left(["2024-03-01", Teaser, .. Stories.Ferry[1..4], "Related"], ["2024-03-01", Teaser, "Related"]));

    [Fact]
    public void A_lead_stays_that_a_list_of_links_parts_from_its_story()
    {
        PageLine[] head = [new("2024-03-01", LineReason.Date), new(Teaser, LineReason.Body), new("Related", LineReason.LinkHeading), new("Chess club evicts ghost", LineReason.LinkList)];
        PageLine[] story = [.. Stories.Ferry[1..4].Select(line => new PageLine(line, LineReason.Body))];

        Assert.Equal([Teaser, .. Stories.Ferry[1..4]], Left([.. head, .. story], [Teaser]).Where(Stories.Ferry.Contains));
        // Where the site shows it again and again, or other text stands above it, nothing says that it is this page's.
        Assert.Equal([.. Stories.Ferry[1..4]], Left([.. head, .. story], [], Teaser).Where(Stories.Ferry.Contains));
        Assert.Equal([.. Own, .. Stories.Ferry[1..4]], Left([.. Own.Select(line => new PageLine(line, LineReason.Body)), .. head, .. story], [Teaser]).Where(line => Own.Contains(line) || Stories.Ferry.Contains(line)));
    }

    [Fact]
    public void A_paragraph_beside_a_short_sentence_of_the_page_s_own_stays() =>
        Assert.Equal([Teaser, "The choir came second."], Left(["Most read", Teaser, "The choir came second.", "Most read"], [Teaser, "Most read"]));

    [Fact]
    public void Background_between_two_paragraphs_stays_and_an_appeal_that_is_on_every_page_goes()
    {
        Assert.Equal([Own[0], Teaser, Own[1]], Left([Own[0], Teaser, Own[1]], [Teaser]));
        Assert.Equal([Own[0], Own[1]], Left([Own[0], Teaser, Own[1]], [], [Teaser]));
    }

    [Fact]
    public void A_headline_in_a_list_goes_with_the_list() =>
        Assert.Equal([.. Own], Left([.. Own, "Most read", "Mayor sleeps in tent", "Chess club evicts ghost", "Sign up"], ["Most read", "Chess club evicts ghost", "Sign up"]));

    [Fact]
    public void Short_lines_of_a_page_without_running_text_are_not_swept_away_with_its_template() =>
        Assert.Equal(["Four", "Eight", "Fifteen", "Sixteen"], Left(["Lottery", "Four", "Eight", "Fifteen", "Sixteen", "Good luck"], ["Lottery", "Good luck"]));

    [Fact]
    public void On_a_page_of_teasers_one_that_few_pages_show_is_one_too() =>
        Assert.Empty(Left(["Top", .. Stories.Ferry[..3].SelectMany(t => new[] { t, "Valley Wire" }), Own[0], "Valley Wire", Stories.Ferry[4]], ["Top", "Valley Wire", .. Stories.Ferry]));

    [Fact]
    public void A_list_in_the_article_and_its_last_short_sentence_stay()
    {
        string[] list = ["names and addresses", "account numbers", "pay slips"];
        Assert.Equal([Own[0], .. list, Own[1]], Left([Own[0], "Advertisement", .. list, "Advertisement", Own[1]], ["Advertisement"]));
        Assert.Equal([Own[0], "The choir came second."], Left([Own[0], "Advertisement", "The choir came second.", "Most read"], ["Advertisement", "Most read"]));
    }

    [Fact]
    public void Nothing_learned_drops_nothing() => Assert.Null(LearnedChrome.Empty.Mark(Outline(Own)));

    [Fact]
    public void What_another_year_has_taught_does_not_hold()
    {
        PageOutline page = PageOutline.Of(Article(["Most read", .. Own]), "https://weir.example/1", "2025-02-03T00:00:00Z");
        LearnedLines lines = Lines(["Most read"], []);
        long group = page.Groups.First(g => g.Kind == PageGroup.Site).Id;
        Assert.NotNull(new LearnedChrome(id => id == group ? lines : null).Mark(page));

        PageOutline earlier = PageOutline.Of(Article(["Most read", .. Own]), "https://weir.example/1", "2024-12-31T00:00:00Z");

        Assert.Null(new LearnedChrome(id => id == group ? lines : null).Mark(earlier));
    }

    [Fact]
    public void Pages_are_grouped_by_host_by_site_and_by_the_short_lines_they_share()
    {
        string[] farm = ["View", "veryGood! (53)", "Related", "Ranking"];
        PageOutline first = Outline([.. farm, .. Own]);
        PageOutline second = Outline([.. farm, .. Stories.Ferry]);

        Assert.NotEmpty(first.Groups.Intersect(second.Groups));
        Assert.All(first.Groups, group => Assert.Equal(PageGroup.Frame, group.Kind));
        Assert.Equal(PageOutline.Of(Article(Own), "https://www.weir.example/a", null).Groups, PageOutline.Of(Article(Stories.Ferry), "https://www.weir.example/b", null).Groups);
        Assert.Empty(Outline(Own).Groups);
    }

    [Fact]
    public void The_extractor_takes_the_article_without_them_and_keeps_its_fields()
    {
        string appeal = Stories.Ferry[6];
        PageReading reading = PageExtractor.Read($"Growers despair\n2024-03-01\n{string.Join('\n', Stories.Orchard)}\n{appeal}", new PageHints(), null);
        Assert.EndsWith(appeal, reading.Take(null).Body, StringComparison.Ordinal);

        Article article = reading.Take([.. reading.Seen.Lines.Select(line => line.Text == appeal)]);

        Assert.Equal(string.Join('\n', Stories.Orchard), article.Body);
        Assert.Equal(LineReason.LearnedChrome, article.Lines[^1].Reason);
        Assert.Equal((reading.Take(null).Title, reading.Take(null).Published), (article.Title, article.Published));
    }

    [Fact]
    public void What_is_stored_of_an_outline_is_what_it_was()
    {
        for (int lines = 0; lines < 140; lines++)
        {
            PageLine[] page = [.. Enumerable.Range(0, lines).Select(i => new PageLine($"Line {i} of the page", i % 3 == 0 ? LineReason.Menu : LineReason.Body))];
            PageOutline outline = PageOutline.Of(new Article { Body = "", Lines = page, Title = new Found("Growers despair", "") }, "https://weir.example/1", null);

            PageOutline again = PageOutline.FromBlob(outline.ToBlob(), outline.Groups);

            Assert.Equal(outline.Lines, again.Lines);
            Assert.Equal(outline.Site, again.Site);
            Assert.Equal(outline.Title, again.Title);
            Assert.Equal(Enumerable.Range(0, lines).Select(i => i % 3 != 0), Enumerable.Range(0, lines).Select(again.IsOpen));
        }
    }

    [Fact]
    public void Every_line_of_markup_is_open()
    {
        PageOutline outline = PageOutline.Of(new Article { Body = "", Lines = [new PageLine("Most read", LineReason.LinkHeading)], Method = new Found("markup", "") }, null, null);
        Assert.True(PageOutline.FromBlob(outline.ToBlob()).IsOpen(0));
    }

    private static Article Article(IEnumerable<string> lines) => new() { Body = "", Lines = [.. lines.Select(line => new PageLine(line, LineReason.Body))] };

    private static PageOutline Outline(IEnumerable<string> lines) => PageOutline.Of(Article(lines), null, null);

    private static LearnedLines Lines(IEnumerable<string> learned, IEnumerable<string> @fixed) =>
        new([.. learned.Select(line => (line, false)).Concat(@fixed.Select(line => (line, true)))
            .Select(l => new LearnedLine(LineFold.Key(l.line, out _), 9, 9, l.Item2, 1))]);

    /// <summary>The lines of a page of one site that are left where the site has taught some.</summary>
    private static IEnumerable<string> Left(string[] page, string[] learned, params string[] @fixed) =>
        Left([.. page.Select(line => new PageLine(line, LineReason.Body))], learned, @fixed);

    private static IEnumerable<string> Left(PageLine[] page, string[] learned, params string[] @fixed)
    {
        LearnedLines lines = Lines(learned, @fixed);
        PageOutline outline = PageOutline.Of(new Article { Body = "", Lines = page }, "https://weir.example/1", null);
        ChromeMark?[]? marks = new LearnedChrome(group => group == outline.Groups[0].Id ? lines : null).Mark(outline);
        return page.Where((_, i) => marks is null || marks[i] is null).Select(line => line.Text);
    }
}
