using CsCheck;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Clustering;

/// <summary>What holds of every component: random pages cut from four stories, some from several.</summary>
public sealed class StoryClustererPropertyTests
{
    private static readonly Gen<Part> Parts =
        Gen.Select(Gen.Int[0, 3], Gen.Int[0, 6], Gen.Int[1, 8], (story, from, count) => new Part(10_000 * story + 20 * from, 25 * count));

    private static readonly Gen<Stories> Components = Gen.Select(Gen.Int[1, 5], Parts.Array[1, 3]).Array[1, 14].Select(pages =>
    {
        var stories = new Stories();
        foreach ((int documents, Part[] parts) in pages) stories.Add(documents, parts);
        return stories;
    });

    [Fact]
    public void The_order_of_variants_and_links_does_not_matter() => Gen.Select(Components, Gen.Int[0, 1000]).Sample((stories, seed) =>
        Assert.Equal(stories.Cluster().OrderBy(p => p.Key), stories.ClusterShuffled(seed).OrderBy(p => p.Key)), iter: 1000);

    [Fact]
    public void Every_variant_is_placed_once_and_a_representative_represents_itself() => Components.Sample(stories =>
    {
        IReadOnlyList<Placement> placements = stories.Cluster(stories.Variants, stories.Links);
        Assert.Equal(stories.Variants.Select(v => v.Id), placements.Select(p => p.Variant));
        var placed = placements.ToDictionary(p => p.Variant);
        foreach (Placement p in placements)
        {
            Placement representative = placed[p.Representative];
            Assert.Equal(p.Representative, representative.Representative);
            Assert.Equal(1, representative.Resemblance);
            Assert.Equal(p.Relation == Relation.Digest, representative.Relation == Relation.Digest);
            Assert.Equal(p.Relation == Relation.Excerpt, representative.Relation == Relation.Excerpt);
        }
    }, iter: 1000);

    [Fact]
    public void Clusters_are_stars_of_verified_links() => Components.Sample(stories =>
    {
        foreach (Placement p in stories.Cluster().Values.Where(p => p.Representative != p.Variant))
        {
            PairVerdict verdict = stories.Between(p.Variant, p.Representative)!.Verdict;
            Assert.True(verdict.Relation.JoinsStory() || (p.Relation == Relation.Padded && verdict.Relation == Relation.Excerpt));
            Assert.Equal(verdict.Resemblance, p.Resemblance);
            if (p.Relation is Relation.Excerpt or Relation.Digest) continue;
            // Of a pair the shorter is truncated; a longer member is the story and more.
            bool longer = Words(stories, p.Variant) > Words(stories, p.Representative);
            if (p.Relation == Relation.Padded) Assert.True(longer && verdict.Relation is Relation.Truncated or Relation.Near or Relation.Excerpt);
            else Assert.Equal(verdict.Relation, p.Relation);
            if (longer && verdict.Relation == Relation.Truncated) Assert.Equal(Relation.Padded, p.Relation);
        }
    }, iter: 1000);

    [Fact]
    public void An_excerpt_names_a_longer_representative_that_holds_it_and_nothing_else_does() => Components.Sample(stories =>
    {
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        foreach (Placement p in placed.Values)
        {
            Assert.Equal(p.Relation == Relation.Excerpt, p.ExcerptOf is not null);
            if (p.ExcerptOf is not long story) continue;
            Assert.Equal(Relation.Excerpt, stories.Between(p.Variant, story)!.Verdict.Relation);
            Assert.True(Words(stories, story) > Words(stories, p.Variant));
            Assert.Equal(story, placed[story].Representative);
            Assert.False(placed[story].Relation is Relation.Excerpt or Relation.Digest);
        }
    }, iter: 1000);

    [Fact]
    public void Lone_is_one_document_without_members_and_exact_is_not() => Components.Sample(stories =>
    {
        IReadOnlyDictionary<long, Placement> placed = stories.Cluster();
        foreach (Placement p in placed.Values.Where(p => p.Relation is Relation.Lone or Relation.Exact))
        {
            int members = placed.Values.Count(other => other.Representative == p.Variant);
            int documents = stories.Variants.Single(v => v.Id == p.Variant).Documents;
            if (p.Variant != p.Representative) Assert.Equal((Relation.Exact, Relation.Exact), (p.Relation, stories.Between(p.Variant, p.Representative)!.Verdict.Relation));
            else Assert.Equal(p.Relation == Relation.Exact, documents > 1 || members > 1);
        }
    }, iter: 500);

    [Fact]
    public void A_component_is_placed_as_it_would_be_beside_another() => Gen.Select(Components, Parts.Array[1, 3]).Sample((stories, parts) =>
    {
        IReadOnlyDictionary<long, Placement> before = stories.Cluster();
        stories.Add([.. parts.Select(part => part with { From = part.From + 1_000_000 })]);
        IReadOnlyDictionary<long, Placement> after = stories.Cluster();
        Assert.All(before.Values, p => Assert.Equal(p, after[p.Variant]));
    }, iter: 300);

    [Fact]
    public void The_random_components_reach_every_relation()
    {
        var seen = new HashSet<Relation>();
        Components.Sample(stories => { lock (seen) seen.UnionWith(stories.Cluster().Values.Select(p => p.Relation)); }, iter: 1000);
        Relation[] expected = [Relation.Lone, Relation.Exact, Relation.Near, Relation.Truncated, Relation.Excerpt, Relation.Digest, Relation.Padded];
        Assert.Equal(expected, seen.Order());
    }

    private static int Words(Stories stories, long id) => stories.Variants.Single(v => v.Id == id).Words;
}
