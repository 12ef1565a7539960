using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction;

public sealed class AgencyCreditTests
{
    [Theory]
    [InlineData("AP", "AP")]
    [InlineData("The Associated Press", "AP")]
    [InlineData("Reuters", "Reuters")]
    [InlineData("AFP", "AFP")]
    [InlineData("Bloomberg", "Bloomberg")]
    [InlineData("dpa", "dpa")]
    [InlineData("UPI", "UPI")]
    [InlineData("Xinhua", "Xinhua")]
    [InlineData("TASS", "TASS")]
    [InlineData("Kyodo", "Kyodo")]
    [InlineData("Yonhap", "Yonhap")]
    [InlineData("PA", "PA")]
    [InlineData("ANI", "ANI")]
    [InlineData("PTI", "PTI")]
    [InlineData("IANS", "IANS")]
    [InlineData("Interfax", "Interfax")]
    [InlineData("EFE", "EFE")]
    [InlineData("ANSA", "ANSA")]
    [InlineData("CNN", "CNN")]
    [InlineData("ABC News", "ABC News")]
    [InlineData("CBS News", "CBS News")]
    [InlineData("NBC News", "NBC News")]
    [InlineData("BBC", "BBC")]
    [InlineData("NPR", "NPR")]
    [InlineData("PR Newswire", "PR Newswire")]
    [InlineData("Business Wire", "Business Wire")]
    [InlineData("GlobeNewswire", "GlobeNewswire")]
    public void Every_agency_is_read_from_a_dateline(string written, string agency)
    {
        Article article = Extract($"SKARHOLM, Norway ({written}) — {Stories.Ferry[0]}");

        Assert.Equal((agency, "SKARHOLM, Norway"), (article.Agency?.Value, article.Dateline?.Value));
        Assert.Contains(written, article.Agency!.Evidence, StringComparison.Ordinal);
        Assert.Contains("SKARHOLM", article.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("BERGEN, March 4 (Reuters) - ", "Reuters", "BERGEN")]
    [InlineData("OSLO, March 4 /PRNewswire/ -- ", "PR Newswire", "OSLO")]
    [InlineData("OSLO, March 04, 2025 (GLOBE NEWSWIRE) -- ", "GlobeNewswire", "OSLO")]
    [InlineData("BERGEN, Norway (BUSINESS WIRE) -- ", "Business Wire", "BERGEN, Norway")]
    [InlineData("Bergen (AFP) – ", "AFP", "Bergen")]
    public void Other_forms_of_dateline_are_read(string dateline, string agency, string place)
    {
        Article article = Extract(dateline + Stories.Ferry[0]);

        Assert.Equal((agency, place), (article.Agency?.Value, article.Dateline?.Value));
    }

    [Theory]
    [InlineData("By Jane Doe, Associated Press", "AP")]
    [InlineData("By Reuters", "Reuters")]
    [InlineData("By Jane Doe, CNN", "CNN")]
    [InlineData("Source: AFP", "AFP")]
    [InlineData("Reuters Staff", "Reuters")]
    public void A_byline_or_source_line_below_the_headline_credits(string line, string agency) =>
        Assert.Equal(agency, Extract(Stories.Ferry[0], below: line).Agency?.Value);

    [Theory]
    [InlineData("Copyright 2025 The Associated Press. All rights reserved.", "AP")]
    [InlineData("© 2025 AFP", "AFP")]
    [InlineData("Copyright 2025 NPR", "NPR")]
    [InlineData("(c) 2025 Xinhua News Agency. All rights reserved.", "Xinhua")]
    public void A_copyright_line_credits_its_holder(string line, string agency) =>
        Assert.Equal(agency, Extract(Stories.Ferry[0], after: line).Agency?.Value);

    [Theory]
    [InlineData("(Reporting by Jane Doe; Editing by John Roe) — Reuters", "Reuters")]
    [InlineData("With reporting by AFP", "AFP")]
    [InlineData("- UPI", "UPI")]
    public void A_credit_line_behind_the_story_credits(string line, string agency) =>
        Assert.Equal(agency, Extract(Stories.Ferry[0], after: line).Agency?.Value);

    [Theory]
    [InlineData("The captain told Reuters that the engines had failed before, and the company did not deny it when AFP asked about the log books.")]
    [InlineData("A tug boat tows the ferry Aurelia to the quay of Skarholm. (AP Photo/Jane Doe)")]
    [InlineData("The ferry Aurelia at the quay. © AP")]
    [InlineData("BBC viewers saw the rescue live on Tuesday morning, and the PA system on board failed twice during the drill that followed it.")]
    [InlineData("NPR listeners and ANI fans may recall the year when three ferries ran aground in a single week off the outer islands.")]
    public void A_mention_or_a_picture_credit_is_no_credit(string line) =>
        Assert.Null(Extract(Stories.Ferry[0], middle: line).Agency);

    [Fact]
    public void A_publisher_in_the_copyright_line_is_no_agency() =>
        Assert.Null(Extract(Stories.Ferry[0], after: "Copyright 2025 Fjord Media AS. All rights reserved.").Agency);

    [Theory]
    [InlineData("AP", null, "https://apnews.com/article/1", true)]
    [InlineData("AP", null, "https://www.apnews.com/article/1", true)]
    [InlineData("AP", null, "https://fakeapnews.com/article/1", false)]
    [InlineData("AP", "Associated Press", null, true)]
    [InlineData("AP", "Reuters", null, false)]
    [InlineData("Reuters", "Reuters", null, true)]
    [InlineData("Reuters", "Reuters fan page", "not a url", false)]
    public void The_agencys_own_site_is_known_by_name_or_host(string agency, string? site, string? url, bool own) =>
        Assert.Equal(own, AgencyCredit.IsOwnSite(agency, site, url));

    private static Article Extract(string first, string? below = null, string? middle = null, string? after = null) =>
        TextPageExtractor.Extract(string.Join('\n', new[] { "Drifting ferry towed to safety after six hours", below, first, Stories.Ferry[1], middle }
            .Concat(Stories.Ferry[2..]).Append(after).Where(line => line is not null)), new PageHints());
}
