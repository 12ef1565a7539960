using Dedup.Engine.Evaluation;

namespace Dedup.Engine.Tests.Evaluation;

public sealed class FieldScoresTests
{
    private static readonly Gold Truth = EvaluationReportTests.Truth("k", "1");
    private static readonly FoundDocument Found = EvaluationReportTests.Found("k", "c");

    [Fact]
    public void Right_wrong_missed_and_invented_are_counted()
    {
        FieldScore site = Score("site", (Truth, Found), (Truth, Found with { Site = "Other" }), (Truth, Found with { Site = null }), (Truth with { Site = null }, Found), (Truth with { Site = null }, Found with { Site = null }));

        Assert.Equal(new FieldScore("site", 1, 3, 1, 2), site);
        Assert.Equal(1.0 / 3, site.Accuracy);
        Assert.Equal(1.0 / 3, site.InventedShare);
    }

    [Fact]
    public void No_agency_where_there_is_none_is_right()
    {
        FieldScore agency = Score("agency", (Truth, Found), (Truth with { Agency = null }, Found with { Agency = null }), (Truth with { Agency = null }, Found), (Truth with { Credit = true, Agency = "AFP" }, Found));

        Assert.Equal((2, 3, 1), (agency.Right, agency.Scored, agency.Invented));
    }

    [Theory]
    [InlineData("The Title", "the title!", true)]
    [InlineData("It’s here", "It's here", true)]
    [InlineData("â€™Tis here", "’Tis here", true)]
    [InlineData("The title", "The other title", false)]
    [InlineData("?!", "?!", true)]
    [InlineData("?!", "!?", false)]
    [InlineData("消息", "消息", true)]
    public void Texts_are_the_same_where_their_words_are(string a, string b, bool same) => Assert.Equal(same, FieldScores.SameText(a, b));

    [Theory]
    [InlineData("2025-04-14 10:00", "2025-04-14T10:00:00", true)]
    [InlineData("2025-04-14 10:00:30", "2025-04-14T10:00:30", true)]
    [InlineData("2025-04-14 10:00:30", "2025-04-14T10:00:00", true)]
    [InlineData("2025-04-14", "2025-04-14T10:00:00", true)]
    [InlineData("2025-04-14 10:00", "2025-04-14", true)]
    [InlineData("2025-04-14 10:00", "2025-04-14T10:01:00", false)]
    [InlineData("2025-04-14", "2025-04-15", false)]
    [InlineData("2025-04", "2025-04", false)]
    public void Times_agree_as_far_as_the_coarser_shows(string truth, string found, bool same) => Assert.Equal(same, FieldScores.SameTime(truth, found));

    private static FieldScore Score(string field, params (Gold, FoundDocument)[] pages) => FieldScores.Score(pages).Single(score => score.Field == field);
}
