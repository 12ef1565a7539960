using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction;

/// <summary>Whole pages in the forms of several kinds of site.</summary>
public sealed class PageFormTests
{
    private const string Title = "Weir valley growers pull up their orchards";
    private static readonly string Body = Stories.Text(Stories.Orchard);

    [Fact]
    public void A_newspaper_with_menu_byline_and_footer()
    {
        Article article = Extract($"""
            Skip to content
            Home News Sport Business Culture Obituaries Weather
            Weir Valley Courier
            {Title}
            By Agnes Thorn
            Published: March 9, 2024 at 7:45 a.m.
            Share on Facebook Twitter Email
            {Body}
            Tags: apples, cider
            More from Weir Valley Courier
            Swimming pool closes for a third summer
            Brass band looks for a second tuba
            © 2024 Weir Valley Courier. All rights reserved.
            """);

        Assert.Equal(
            ("Weir Valley Courier", Title, "2024-03-09T07:45:00", "Agnes Thorn", Body),
            (article.Site?.Value, article.Title?.Value, article.Published?.Value, article.Byline?.Value, article.Body));
    }

    [Fact]
    public void A_window_title_with_the_sites_name_behind_a_bar()
    {
        Article article = Extract($"""
            {Title} | Weir Valley Courier
            {Title}
            9 March 2024
            {Body}
            """);

        Assert.Equal((Title, "Weir Valley Courier", "2024-03-09", Body), (article.Title?.Value, article.Site?.Value, article.Published?.Value, article.Body));
    }

    [Fact]
    public void A_breadcrumb_of_three_steps()
    {
        Article article = Extract($"""
            Weir Valley Courier > Farming > {Title}
            {Title}
            By Agnes Thorn | 9 March 2024
            {Body}
            """);

        Assert.Equal((Title, "Weir Valley Courier", "Farming", Body), (article.Title?.Value, article.Site?.Value, article.Section?.Value, article.Body));
    }

    [Fact]
    public void A_chinese_portal_with_labels_on_one_line()
    {
        Article article = Extract($"""
            首页 > 财经 > 正文
            {Title}
            来源：河谷日报 作者：李明 发布时间：2024-03-09 07:45
            {Body}
            相关文章
            苹果价格连续三年下跌
            返回顶部
            """);

        Assert.Equal(("河谷日报", Title, "2024-03-09T07:45:00", "李明", Body), (article.Site?.Value, article.Title?.Value, article.Published?.Value, article.Byline?.Value, article.Body));
    }

    [Fact]
    public void A_german_paper()
    {
        string body = """
            Im Tal der Wehr werden alte Obstgärten gerodet, weil keine Kelterei die kommende Ernte abnehmen will und die Pacht trotzdem fällig wird.
            Marta Quell, deren Großvater die ersten Reihen gepflanzt hatte, sah einem Bagger zu, der an einem Vormittag sechzig Bäume umwarf.
            Die Genossenschaft gibt billigem Konzentrat die Schuld, das ein Drittel dessen kostet, was heimisches Obst einbringen müsste.
            """;
        Article article = Extract($"""
            Startseite Politik Wirtschaft Kultur Wetter
            Obstbauern im Wehrtal roden ihre Gärten
            Von Agnes Thorn
            9. März 2024, 7:45 Uhr
            {body}
            Das könnte Sie auch interessieren
            Freibad bleibt im Sommer geschlossen
            Impressum Datenschutz AGB Kontakt
            """);

        Assert.Equal(("Obstbauern im Wehrtal roden ihre Gärten", "2024-03-09T07:45:00", "Agnes Thorn", body), (article.Title?.Value, article.Published?.Value, article.Byline?.Value, article.Body));
    }

    [Fact]
    public void A_bare_text_is_all_body()
    {
        Article article = Extract(Body);

        Assert.Equal((Body, null, null, null), (article.Body, article.Site, article.Title, article.Published));
    }

    [Fact]
    public void Hints_go_before_what_the_page_shows_and_the_host_names_the_site_at_last()
    {
        Article given = TextPageExtractor.Extract($"Courier > Farming > {Title}\n{Title}\n{Body}", new PageHints("https://www.example.org/1", "Given Site", "Given title"));
        Article host = TextPageExtractor.Extract(Body, new PageHints("https://www.weir.example/1"));

        Assert.Equal(("Given Site", "Given title"), (given.Site?.Value, given.Title?.Value));
        Assert.Equal("weir.example", host.Site?.Value);
    }

    [Fact]
    public void An_advertisement_and_a_box_of_links_between_paragraphs_do_not_end_the_article()
    {
        Article article = Extract($"""
            {Title}
            By Agnes Thorn
            {Stories.Text(Stories.Orchard[..2])}
            Advertisement
            Related articles
            Swimming pool closes for a third summer
            Brass band looks for a second tuba
            {Stories.Text(Stories.Orchard[2..])}
            """);

        Assert.Equal(Body, article.Body);
    }

    private static Article Extract(string page) => TextPageExtractor.Extract(page, new PageHints());
}
