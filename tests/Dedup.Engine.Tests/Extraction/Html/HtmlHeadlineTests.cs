namespace Dedup.Engine.Tests.Extraction.Html;

/// <summary>Which of a page's headings and claims is its headline.</summary>
public sealed class HtmlHeadlineTests
{
    private const string Title = HtmlStories.Title;

    [Theory]
    [InlineData("<h1>Coast and Harbour Weekly</h1><h2>{0}</h2>", "{0} - Coast and Harbour Weekly")]
    [InlineData("<h1>Coast and Harbour Weekly</h1><h1>{0}</h1>", "{0} - Coast and Harbour Weekly")]
    [InlineData("<h1>News from the sea and the islands</h1><h2>{0}</h2>", "{0} - News from the sea and the islands - Coast and Harbour Weekly")]
    [InlineData("<h1>Fjord Post</h1><h2>{0}</h2>", "Fjord Post | {0}")]
    public void A_logo_or_a_section_is_not_the_headline(string headings, string title) => Assert.Equal(Title, TitleOf(headings, title));

    [Theory]
    [InlineData("<h1>Drifting ferry towed to safety <br>after six hours</h1>")]
    [InlineData("<h1><div>Drifting ferry towed to safety</div><div>after six hours</div></h1>")]
    public void A_heading_in_several_lines_is_one(string heading) => Assert.Equal(Title, TitleOf(heading, $"{Title} - Fjord Post"));

    [Theory]
    [InlineData("<h1><span>Sea</span>{0}</h1>")]
    [InlineData("<h1><span>Life at sea</span> {0}</h1>")]
    public void A_kicker_is_not_part_of_it(string heading) =>
        Assert.Equal(Title, TitleOf(heading, $"{Title} | Fjord Post", $"<meta property=\"og:title\" content=\"{Title}\">"));

    [Fact]
    public void Words_in_front_that_only_one_claim_lacks_are() =>
        Assert.Equal($"Video: {Title}", TitleOf($"<h1>Video: {Title}</h1>", $"Video: {Title} | Fjord Post", $"<meta property=\"og:title\" content=\"{Title}\">"));

    [Theory]
    [InlineData("Captain?s wife: ?We saw it coming?", "Captain’s wife: “We saw it coming”")]
    [InlineData("Na\uFFFDve? The ferry that nobody steered", "Naïve? The ferry that nobody steered")]
    public void Lost_characters_are_taken_from_a_claim(string shown, string claimed) => Assert.Equal(claimed, TitleOf($"<h1>{shown}</h1>", claimed));

    [Fact]
    public void A_question_is_no_lost_character() => Assert.Equal("Who steered the ferry?", TitleOf("<h1>Who steered the ferry?</h1>", "Who steered the ferry"));

    [Fact]
    public void A_paragraph_that_is_set_as_a_heading_is_not_the_headline() =>
        Assert.Equal("Ferry adrift: the rescue in pictures", TitleOf($"<h1>{HtmlStories.Body.Split('\n')[0]} It was the third time this year that a boat of the line lost its engine far from the shore.</h1>", "Ferry adrift: the rescue in pictures"));

    [Fact]
    public void A_slogan_is_not_where_the_address_is_made_of_the_claimed_headline()
    {
        const string Slogan = "<h1>We tell you what moves the coast</h1>";

        Assert.Equal(Title, TitleOf(Slogan, $"{Title} | Fjord Post", url: "https://www.fjordpost.example/sea/drifting-ferry-towed-to-safety-after-six-hours-4711.html"));
        Assert.Equal("We tell you what moves the coast", TitleOf(Slogan, "Ferry rescue"));
    }

    [Fact]
    public void A_heading_that_the_address_is_made_of_is() =>
        Assert.Equal("Ferry drifts", TitleOf("<h1>Ferry drifts</h1>", "Boat lost its engine: what we know", url: "https://www.fjordpost.example/sea/ferry-drifts-at-sea"));

    [Fact]
    public void The_first_section_does_not_stand_for_a_heading_that_is_worded_like_it() =>
        Assert.Equal("What is a drifting vessel?", TitleOf("<h1>What is a drifting vessel?</h1><h2>What is a drifting boat?</h2>", "What is a drifting boat?"));

    [Fact]
    public void A_section_with_the_first_words_of_the_headline_is_not_the_headline() =>
        Assert.Equal(Title, TitleOf("<h2>Drifting ferry towed</h2>", $"{Title} | Fjord Post"));

    [Theory]
    [InlineData("{0} | Fjord Post", "")]
    [InlineData("Fjord Post | {0}", "<meta property=\"og:site_name\" content=\"Fjord Post\">")]
    [InlineData("{0} - FPO", "<meta property=\"og:site_name\" content=\"Fjord Post Online\">")]
    [InlineData("{0} – Fjordpost", "")]
    [InlineData("{0} - Sea - Fjord Post", "<meta property=\"og:title\" content=\"{0}\">")]
    [InlineData("{0}", "<meta property=\"og:title\" content=\"Fjord Post\"><meta property=\"og:site_name\" content=\"Fjord Post\">")]
    [InlineData("{0} | Fjord Post", "<meta property=\"og:title\" content=\"{0}\"><script type=\"application/ld+json\">{{\"@type\":\"NewsArticle\",\"headline\":\"Harbour fees to rise again\"}}</script>")]
    public void Claims_alone_are_read_without_the_names_of_the_site(string title, string head) => Assert.Equal(Title, TitleOf("", title, string.Format(null, head, Title)));

    [Fact]
    public void A_heading_confirms_what_is_cut_off_a_title() =>
        Assert.Equal(Title, TitleOf($"<p>{HtmlStories.Body.Split('\n')[0]}</p><h4>{Title}</h4>", $"{Title} - Long reads"));

    [Fact]
    public void A_subtitle_behind_a_dash_stays() => Assert.Equal($"{Title} - a story of luck", TitleOf("", $"{Title} - a story of luck"));

    private static string? TitleOf(string headings, string title, string head = "", string url = "https://www.fjordpost.example/news/4711") =>
        HtmlStories.Extract(
            $"<html><head><title>{string.Format(null, title, Title)}</title>{head}</head><body>{string.Format(null, headings, Title)}<div>{HtmlStories.Paragraphs}</div></body></html>", url).Title?.Value;
}
