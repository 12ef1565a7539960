using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Verification;

/// <summary>Verdicts on written text, from the words to the relation.</summary>
public sealed class NewsVerdictTests
{
    private static readonly string Acme = Fill("Acme Industries", "1.27", "1.35", "4.61", "4.75");

    [Theory]
    [InlineData("Borealis Foods", "0.48", "0.52", "2.08", "2.15", Relation.Robot)]
    [InlineData("Acme Industries", "1.27", "1.35", "4.62", "4.75", Relation.Corrected)]
    [InlineData("Acme Industries", "1.29", "1.35", "4.62", "4.75", Relation.Corrected)]
    [InlineData("Acme Industries", "2.39", "2.46", "8.83", "9.94", Relation.Robot)] // the report of another quarter
    [InlineData("The maker of anvils", "1.27", "1.35", "4.61", "4.75", Relation.Near)]
    public void Form_letters_are_robots_and_corrected_copies_are_not(
        string company, string profit, string adjusted, string revenue, string forecast, Relation relation) =>
        AssertRelation(relation, Acme, Fill(company, profit, adjusted, revenue, forecast));

    [Fact]
    public void A_copy_with_words_replaced_and_the_same_numbers_is_near() => AssertRelation(Relation.Near, Acme, Acme
        .Replace("helped by steady demand", "driven by solid orders", StringComparison.Ordinal)
        .Replace("the company said it had profit", "the firm said it earned", StringComparison.Ordinal)
        .Replace("have changed little", "barely moved", StringComparison.Ordinal));

    [Fact]
    public void A_copy_cut_after_half_is_near_or_truncated_and_one_cut_early_an_excerpt()
    {
        AssertRelation(Relation.Truncated, Acme, Acme[..Acme.IndexOf("posted revenue", StringComparison.Ordinal)]);
        AssertRelation(Relation.Near, Acme, Acme[..Acme.IndexOf("Shares of", StringComparison.Ordinal)]);
        AssertRelation(Relation.Excerpt, Acme, Acme[..Acme.IndexOf("Earnings, adjusted", StringComparison.Ordinal)]);
    }

    [Fact]
    public void Two_stories_of_one_event_are_nothing_to_each_other() => AssertRelation(Relation.Lone, Acme,
        "Acme Industries beat its own forecast on Tuesday. The maker of anvils earned $1.27 a share in its fiscal first quarter, "
        + "or $1.35 without restructuring costs, on revenue of $4.61 billion, and told investors to expect about $4.75 billion by June. "
        + "Its chief executive credited buyers overseas.");

    private static string Fill(string company, string profit, string adjusted, string revenue, string forecast) =>
        $"{company} reported on Tuesday that its fiscal first-quarter earnings rose, helped by steady demand from its customers at home and "
        + $"abroad. On a per-share basis, the company said it had profit of ${profit}. Earnings, adjusted for one-time gains and costs and "
        + $"for restructuring, were ${adjusted} per share. The results met the expectations of the analysts who had been surveyed by a data "
        + $"firm before the opening of the market. The company posted revenue of ${revenue} billion in the period, also in line with what "
        + "those analysts had forecast. For the current quarter ending in June, the company said that it expects revenue of about "
        + $"${forecast} billion. Shares of the company have changed little since the beginning of the year, while the broader index of the "
        + "market has climbed over the same months. The story was generated from data supplied by a research service and was checked "
        + "by an editor before publication; readers may write to the news desk with questions about how such stories are made.";

    private static void AssertRelation(Relation relation, string one, string other)
    {
        var verifier = new Verifier(new VerificationOptions());
        Assert.Equal(relation, verifier.Verify(Bodies.Read(one), Bodies.Read(other), 0).Relation);
        Assert.Equal(relation, verifier.Verify(Bodies.Read(other), Bodies.Read(one), 0).Relation);
    }
}
