using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Verification;

public sealed class RelationTests
{
    [Theory]
    [InlineData(Relation.Lone, "lone", false)]
    [InlineData(Relation.Exact, "exact", true)]
    [InlineData(Relation.Near, "near", true)]
    [InlineData(Relation.Truncated, "truncated", true)]
    [InlineData(Relation.Excerpt, "excerpt", false)]
    [InlineData(Relation.Digest, "digest", false)]
    [InlineData(Relation.Rewritten, "rewritten", true)]
    [InlineData(Relation.Corrected, "corrected", true)]
    [InlineData(Relation.Padded, "padded", true)]
    [InlineData(Relation.Robot, "robot", false)]
    [InlineData(Relation.Linked, "linked", false)]
    public void Has_its_word_and_joins_or_not(Relation relation, string word, bool joins)
    {
        Assert.Equal(word, relation.Word());
        Assert.Equal(relation, RelationWords.Parse(word));
        Assert.Equal(joins, relation.JoinsStory());
    }

    [Fact]
    public void The_table_above_is_complete() => Assert.Equal(11, Enum.GetValues<Relation>().Length);

    [Fact]
    public void Refuses_what_is_no_relation()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ((Relation)99).Word());
        Assert.ThrowsAny<Exception>(() => RelationWords.Parse("verbatim"));
    }
}
