using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction;

/// <summary>Each kind of chrome line, where pages have it, is dropped for its own reason.</summary>
public sealed class LineReasonTests
{
    private const string Title = "Drifting ferry towed to safety after six hours";

    [Theory]
    [InlineData("By Jane Doe", LineReason.Byline)]
    [InlineData("By Jane Doe and John Roe", LineReason.Byline)]
    [InlineData("Von Erika Muster", LineReason.Byline)]
    [InlineData("Staff Reporter", LineReason.Byline)]
    [InlineData("Published: April 14, 2025", LineReason.Label)]
    [InlineData("Author: Jane Doe Source: Fjord Post Reads: 512", LineReason.Label)]
    [InlineData("Monday, April 14, 2025 9:30 am", LineReason.Date)]
    [InlineData("3 hours ago", LineReason.Date)]
    [InlineData("5 min read", LineReason.Counter)]
    [InlineData("1,204 views", LineReason.Counter)]
    [InlineData("Share on Facebook Twitter WhatsApp Email", LineReason.ShareBar)]
    [InlineData("Advertisement", LineReason.Advertisement)]
    [InlineData("Anzeige", LineReason.Advertisement)]
    public void Below_the_headline(string line, LineReason reason) => AssertReason([Title, line, .. Stories.Ferry], line, reason);

    [Theory]
    [InlineData("Advertisement", LineReason.Advertisement)]
    [InlineData("Article continues below", LineReason.Advertisement)]
    [InlineData("MORE: The island that wanted no bridge", LineReason.MoreLink)]
    [InlineData("READ MORE: The island that wanted no bridge", LineReason.MoreLink)]
    [InlineData("Read also: The island that wanted no bridge", LineReason.MoreLink)]
    [InlineData("→ The island that wanted no bridge", LineReason.MoreLink)]
    [InlineData("The ferry Aurelia at the quay of Skarholm. Photo: Jane Doe", LineReason.Caption)]
    [InlineData("FILE - The ferry Aurelia leaves Skarholm in May. (AP Photo/Jane Doe, File)", LineReason.Caption)]
    [InlineData("Share", LineReason.ShareBar, LineReason.Menu)]
    [InlineData("Sign up for our daily newsletter", LineReason.Subscription)]
    [InlineData("veryGood! (7)", LineReason.Counter)]
    public void Between_paragraphs(string line, params LineReason[] reasons) =>
        AssertReason([Title, .. Stories.Ferry[..4], line, .. Stories.Ferry[4..]], line, reasons);

    [Theory]
    [InlineData("© 2025 Fjord Media AS. All rights reserved.", LineReason.Copyright)]
    [InlineData("Copyright 2025 Fjord Media", LineReason.Copyright)]
    [InlineData("版权所有 海湾日报", LineReason.Copyright)]
    [InlineData("Tags: ferry, islands, salvage", LineReason.Tags)]
    [InlineData("Keywords: ferry, islands, salvage", LineReason.Tags)]
    [InlineData("Previous article: A lighthouse is sold", LineReason.Pagination)]
    [InlineData("上一篇：灯塔出售", LineReason.Pagination)]
    [InlineData("Page 1 of 3", LineReason.Pagination)]
    [InlineData("Leave a comment", LineReason.Comments)]
    [InlineData("12 Comments", LineReason.Comments)]
    [InlineData("Leave a Reply", LineReason.Comments)]
    [InlineData("View all posts by Jane Doe", LineReason.AuthorBox)]
    [InlineData("Privacy Policy | Terms of Use | Contact | About us", LineReason.Menu, LineReason.Subscription)]
    [InlineData("Most Read", LineReason.LinkHeading)]
    [InlineData("热门文章", LineReason.LinkHeading)]
    [InlineData("Lo más leído", LineReason.LinkHeading)]
    [InlineData("More from Fjord Post", LineReason.LinkHeading)]
    [InlineData("We use cookies to improve your experience. By clicking accept you agree to our privacy policy.", LineReason.Subscription)]
    public void After_the_story(string line, params LineReason[] reasons) => AssertReason([Title, .. Stories.Ferry, line], line, reasons);

    [Theory]
    [InlineData("Home News Business Sport Culture Travel Weather", LineReason.Menu)]
    [InlineData("Skip to content", LineReason.Menu)]
    [InlineData("Home > Travel > Islands", LineReason.Breadcrumb)]
    [InlineData("You are here: Home > Travel", LineReason.Breadcrumb)]
    [InlineData("Our journalism depends on readers like you. Subscribe to our newsletter today.", LineReason.Subscription)]
    public void Above_the_headline(string line, LineReason reason) => AssertReason([line, Title, "By Jane Doe", .. Stories.Ferry], line, reason);

    [Fact]
    public void A_blank_line_is_blank_and_a_repeated_headline_is_the_title()
    {
        Article article = Extract([Title, "", Title, "By Jane Doe", .. Stories.Ferry]);

        Assert.Equal([LineReason.Title, LineReason.Blank, LineReason.Title, LineReason.Byline], article.Lines.Take(4).Select(l => l.Reason));
    }

    [Fact]
    public void The_sites_name_on_a_line_of_its_own_is_known_from_the_copyright_line()
    {
        Article article = Extract(["Fjord Post", Title, "By Jane Doe", .. Stories.Ferry, "© 2025 Fjord Post"]);

        Assert.Equal(("Fjord Post", LineReason.SiteName), (article.Site?.Value, article.Lines[0].Reason));
    }

    [Fact]
    public void A_list_of_headlines_needs_no_heading()
    {
        string[] headlines = ["Lighthouse sold to a retired baker", "Mayor of Olm sleeps in a tent", "Postman walks every street in town", "Chess club evicts its resident ghost"];
        Article article = Extract([Title, .. Stories.Ferry, .. headlines]);

        Assert.Equal(Stories.Text(Stories.Ferry), article.Body);
        Assert.All(article.Lines.TakeLast(4), line => Assert.Equal(LineReason.LinkList, line.Reason));
    }

    [Fact]
    public void What_has_no_form_is_told_by_its_place()
    {
        Article article = Extract(["Skarholm", Title, "By Jane Doe", .. Stories.Ferry, "Copyright 2025 Fjord Post"]);

        Assert.Contains(article.Lines, l => l is { Text: "Skarholm", Reason: LineReason.BeforeArticle });
        Assert.Contains(Extract([Title, .. Stories.Ferry, "Copyright 2025 Fjord Post", "Kiosk Nord"]).Lines, l => l is { Text: "Kiosk Nord", Reason: LineReason.AfterArticle });
    }

    [Fact]
    public void Every_reason_is_a_word_of_its_own_and_fits_the_stored_byte() =>
        Assert.Equal(Enum.GetValues<LineReason>().Length, Enum.GetValues<LineReason>().Select(r => (byte)r).Distinct().Count());

    private static void AssertReason(string[] lines, string line, params LineReason[] reasons)
    {
        Article article = Extract(lines);

        Assert.Contains(article.Lines.First(l => l.Text == line).Reason, reasons);
        Assert.Equal(Stories.Text(Stories.Ferry), article.Body);
        Assert.Equal(Title, article.Title?.Value);
    }

    private static Article Extract(string[] lines) => TextPageExtractor.Extract(string.Join('\n', lines), new PageHints());

    [Fact]
    public void No_phrase_that_a_line_is_compared_with_is_longer_than_what_is_compared() =>
        Assert.All(Phrases.SubscriptionStarts.Values.SelectMany(phrases => phrases), phrase => Assert.True(phrase.Length < LineForms.MaxStart, phrase));

    [Theory]
    [InlineData("Sign up  now", 60, "sign up now")]
    [InlineData("Sign up now", 7, "sign up")]
    // No blank at the end without what it parts.
    [InlineData("Sign up now", 5, "sign")]
    [InlineData("Sign up now", 4, "sign")]
    public void Of_a_stem_there_is_as_much_as_room(string words, int room, string expected)
    {
        char[] stem = new char[room];
        Assert.Equal(expected, stem.AsSpan(0, LineStem.Fold(words, stem)).ToString());
    }
}
