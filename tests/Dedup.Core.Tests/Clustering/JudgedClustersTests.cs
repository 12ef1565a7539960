using CsCheck;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Xunit;

namespace Dedup.Core.Tests.Clustering;

/// <summary>What an analyst says of variants binds their clusters: by example, and of random components with random words.</summary>
public sealed class JudgedClustersTests
{
    private static readonly Gen<Part> Parts =
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 6], Gen.Int[1, 8], (story, from, count) => new Part(10_000 * story + 20 * from, 25 * count));

    private static readonly Gen<(Stories Stories, Judgement[] Judgements)> Judged =
        Gen.Select(Gen.Select(Gen.Int[1, 5], Parts.Array[1, 3]).Array[2, 14], Gen.Select(Gen.Int[0, 13], Gen.Int[0, 13], Gen.Bool).Array[1, 7]).Select((pages, words) =>
        {
            var stories = new Stories();
            foreach ((int documents, Part[] parts) in pages) stories.Add(documents, parts);
            return (stories, words.Select(w => new Judgement(100 + (w.Item1 % pages.Length), 100 + (w.Item2 % pages.Length), w.Item3)).ToArray());
        });

    [Fact]
    public void Told_apart_the_nearer_one_stays_and_the_other_stands_for_itself()
    {
        var stories = new Stories();
        long whole = stories.Add(3, new Part(0, 200));
        long near = stories.Add(new Part(0, 190));
        long far = stories.Add(new Part(0, 130));

        Dictionary<long, Placement> placed = Place(stories, new Judgement(far, near, false));

        Assert.Equal((whole, Relation.Near), (placed[near].Representative, placed[near].Relation));
        Assert.Equal((far, Relation.Lone, 1), (placed[far].Representative, placed[far].Relation, placed[far].Resemblance));
    }

    [Fact]
    public void Told_apart_from_the_representative_it_goes_to_the_next_that_it_is_linked_with()
    {
        var stories = new Stories();
        long first = stories.Add(5, new Part(0, 200));
        long second = stories.Add(4, new Part(90, 200));
        // Each has copies of its own, or the one between them would represent all.
        stories.Add(10, new Part(0, 90));
        stories.Add(10, new Part(200, 90));
        long between = stories.Add(new Part(40, 190));
        Assert.Equal(first, stories.Cluster()[between].Representative);

        Dictionary<long, Placement> placed = Place(stories, new Judgement(first, between, false));

        Assert.Equal((second, Relation.Near), (placed[between].Representative, placed[between].Relation));
    }

    [Fact]
    public void One_story_the_smaller_cluster_joins_and_nothing_else()
    {
        var stories = new Stories();
        long large = stories.Add(3, new Part(0, 200));
        long ofLarge = stories.Add(new Part(0, 190));
        long small = stories.Add(2, new Part(10_000, 200));
        long ofSmall = stories.Add(new Part(10_000, 190));
        long other = stories.Add(new Part(20_000, 200));

        Dictionary<long, Placement> placed = Place(stories, new Judgement(ofSmall, ofLarge, true));

        Assert.All(new[] { large, ofLarge, small, ofSmall }, id => Assert.Equal(large, placed[id].Representative));
        Assert.Equal((Relation.Near, Relation.Linked, Relation.Linked), (placed[ofLarge].Relation, placed[small].Relation, placed[ofSmall].Relation));
        Assert.Equal(0, placed[small].Resemblance);
        Assert.Equal(other, placed[other].Representative);
    }

    [Fact]
    public void Lone_ones_that_are_one_story_become_a_cluster()
    {
        var stories = new Stories();
        long longer = stories.Add(new Part(0, 200));
        long shorter = stories.Add(new Part(10_000, 100));

        Dictionary<long, Placement> placed = Place(stories, new Judgement(shorter, longer, true));

        Assert.Equal((longer, Relation.Exact), (placed[longer].Representative, placed[longer].Relation));
        Assert.Equal((longer, Relation.Linked), (placed[shorter].Representative, placed[shorter].Relation));
    }

    [Fact]
    public void An_excerpt_that_is_the_story_is_a_member_and_names_none()
    {
        var stories = new Stories();
        long story = stories.Add(2, new Part(0, 400));
        long excerpt = stories.Add(new Part(0, 80));
        Assert.Equal(story, stories.Cluster()[excerpt].ExcerptOf);

        Placement placed = Place(stories, new Judgement(story, excerpt, true))[excerpt];

        Assert.Equal((story, Relation.Linked, null), (placed.Representative, placed.Relation, placed.ExcerptOf));
        Assert.InRange(placed.Resemblance, 0.1, 0.3);
    }

    [Fact]
    public void An_excerpt_that_was_told_apart_from_its_story_names_none()
    {
        var stories = new Stories();
        long story = stories.Add(2, new Part(0, 400));
        long excerpt = stories.Add(new Part(0, 80));
        long other = stories.Add(new Part(200, 80));

        Dictionary<long, Placement> placed = Place(stories, new Judgement(story, excerpt, false));

        Assert.Equal((excerpt, Relation.Lone, null), (placed[excerpt].Representative, placed[excerpt].Relation, placed[excerpt].ExcerptOf));
        Assert.Equal((other, Relation.Excerpt, story), (placed[other].Representative, placed[other].Relation, placed[other].ExcerptOf));
    }

    [Fact]
    public void Where_one_body_came_to_be_both_apart_wins()
    {
        var stories = new Stories();
        long a = stories.Add(new Part(0, 200));
        long b = stories.Add(new Part(10_000, 200));

        Dictionary<long, Placement> placed = Place(stories, new Judgement(a, b, true), new Judgement(b, a, false));

        Assert.NotEqual(placed[a].Representative, placed[b].Representative);
    }

    [Fact]
    public void What_was_told_apart_is_never_in_one_cluster() => Judged.Sample((stories, judgements) =>
    {
        Dictionary<long, Placement> placed = Place(stories, judgements);
        foreach (Judgement j in judgements.Where(j => !j.Same && j.A != j.B)) Assert.NotEqual(placed[j.A].Representative, placed[j.B].Representative);
    }, iter: 2000);

    [Fact]
    public void What_is_one_story_is_in_one_cluster_unless_words_contradict_each_other() => Judged.Sample((stories, judgements) =>
    {
        Dictionary<long, long> tied = stories.Variants.ToDictionary(v => v.Id, v => v.Id);
        foreach (Judgement j in judgements.Where(j => j.Same))
        {
            (long from, long to) = (tied[j.A], tied[j.B]);
            foreach (long id in tied.Keys.Where(id => tied[id] == from).ToList()) tied[id] = to;
        }
        if (judgements.Any(j => !j.Same && j.A != j.B && tied[j.A] == tied[j.B])) return;
        Dictionary<long, Placement> placed = Place(stories, judgements);
        foreach (Judgement j in judgements.Where(j => j.Same)) Assert.Equal(placed[j.A].Representative, placed[j.B].Representative);
    }, iter: 2000);

    [Fact]
    public void Neither_order_nor_ids_matter() => Gen.Select(Judged, Gen.Int[0, 1000]).Sample((judged, seed) =>
    {
        (Stories stories, Judgement[] judgements) = judged;
        var random = new Random(seed);
        // Every id becomes another, in another order.
        int count = stories.Variants.Count;
        long[] ids = [.. Enumerable.Range(1, count).Select(i => (long)i)];
        random.Shuffle(ids);
        long To(long id) => ids[id - 100];
        Variant[] variants = [.. stories.Variants.Select(v => v with { Id = To(v.Id) })];
        Link[] links = [.. stories.Links.Select(l => new Link(To(l.A), To(l.B), l.Verdict))];
        Judgement[] words = [.. judgements.Select(j => random.Next(2) == 0 ? new Judgement(To(j.A), To(j.B), j.Same) : new Judgement(To(j.B), To(j.A), j.Same))];
        random.Shuffle(variants);
        random.Shuffle(links);
        random.Shuffle(words);
        long From(long id) => 100 + Array.IndexOf(ids, id);
        var options = new VerificationOptions();
        IEnumerable<Placement> other = new StoryClusterer(options, (a, b) => stories.Shared(From(a), From(b)), id => stories.Shingles(From(id))).Cluster(variants, links, words)
            .Select(p => p with { Variant = From(p.Variant), Representative = From(p.Representative), ExcerptOf = p.ExcerptOf is long s ? From(s) : null });
        Assert.Equal(Place(stories, judgements).Values.OrderBy(p => p.Variant), other.OrderBy(p => p.Variant));
    }, iter: 1000);

    [Fact]
    public void Every_member_is_verified_or_linked_by_a_word_and_excerpts_name_representatives() => Judged.Sample((stories, judgements) =>
    {
        Dictionary<long, Placement> placed = Place(stories, judgements);
        bool same = judgements.Any(j => j.Same && j.A != j.B);
        foreach (Placement p in placed.Values)
        {
            Assert.Equal(p.Representative, placed[p.Representative].Representative);
            if (p.ExcerptOf is long story)
            {
                Assert.Equal(story, placed[story].Representative);
                Assert.NotEqual(story, p.Representative);
            }
            if (p.Representative == p.Variant || p.Relation is Relation.Digest or Relation.Excerpt) continue;
            if (p.Relation == Relation.Linked) Assert.True(same);
            else if (p.Relation != Relation.Padded) Assert.Equal(p.Relation, stories.Between(p.Variant, p.Representative)!.Verdict.Relation);
            else Assert.True(stories.Between(p.Variant, p.Representative)!.Verdict.Relation.Links());
        }
    }, iter: 1000);

    [Fact]
    public void Clusters_of_which_nothing_was_said_stay_together() => Judged.Sample(StayTogether, iter: 1000);

    /// <summary>In this one an excerpt of one story holds another as well.</summary>
    [Fact]
    public void So_do_they_beside_an_excerpt_that_holds_another_story() => Judged.Sample(StayTogether, seed: "d9rI-ejLol81", iter: 1);

    private static void StayTogether((Stories Stories, Judgement[] Words) judged)
    {
        (Stories stories, Judgement[] judgements) = judged;
        IReadOnlyDictionary<long, Placement> before = stories.Cluster();
        Dictionary<long, Placement> after = Place(stories, judgements);
        HashSet<long> touched = [.. judgements.SelectMany(j => new[] { before[j.A].Representative, before[j.B].Representative })];
        foreach (Placement p in before.Values.Where(p => !touched.Contains(p.Representative)))
            Assert.Equal((p.Representative, p.Relation == Relation.Lone ? after[p.Variant].Relation : p.Relation, p.Resemblance), (after[p.Variant].Representative, after[p.Variant].Relation, after[p.Variant].Resemblance));
    }

    private static Dictionary<long, Placement> Place(Stories stories, params Judgement[] judgements) =>
        stories.Cluster(stories.Variants, stories.Links, judgements).ToDictionary(p => p.Variant);
}
