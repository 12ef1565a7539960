using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Tests.Extraction.Chrome;

/// <summary>What is learned from a sample of pages, against a count that shares no code with it and by the cases that matter.</summary>
public sealed class ChromeLearnerTests
{
    private static readonly string[] Unrelated =
        ["Ferry drifts ashore", "Orchard growers despair", "Chess champion dethroned", "Lighthouse auctioned cheaply", "Bakery wins medal", "Glacier shrinks faster", "Tunnel opens early"];

    [Fact]
    public void A_line_beside_three_unrelated_headlines_is_learned_and_beside_two_is_not()
    {
        Assert.Equal(["Most read"], Learn([.. Unrelated[..3].Select((title, i) => Lines(title, $"own {Letters(i)} a", "Most read", $"own {Letters(i)} b"))]));
        Assert.Empty(Learn([.. Unrelated[..2].Select((title, i) => Lines(title, $"own {Letters(i)} a", "Most read", $"own {Letters(i)} b"))]));
    }

    [Fact]
    public void A_wire_paragraph_on_a_hundred_sites_is_not_chrome_however_editors_rewrite_its_headline()
    {
        string[] titles = ["Ferry drifts for hours off Skarholm", "Skarholm: passengers rescued", "Islanders' ferry loses power", "Six hours adrift: the Aurelia ferry", "Rescue of drifting passengers"];
        IEnumerable<(string?, string[])> pages = Enumerable.Range(0, 100).Select(i =>
            Lines(titles[i % titles.Length], $"Menu of site {(char)('a' + (i % 26))}{(char)('a' + (i / 26))}", "First wire paragraph", "Second wire paragraph", "Third wire paragraph"));

        Assert.Empty(Learn([.. pages]));
    }

    [Theory]
    [InlineData(0.2)]
    [InlineData(0.5)]
    public void A_wire_story_is_not_chrome_where_a_caption_was_taken_for_the_headline_of_many_copies(double wrong)
    {
        // Each site shows it once, and every headline that is wrong is another.
        List<PageOutline> pages = [.. Enumerable.Range(0, 60).Select(i => Page(
            i < wrong * 60 ? $"caption{Letters(i)} portrait{Letters(i)}" : "Ferry drifts for hours off Skarholm", $"https://site-{i}.example/story", Support.Stories.Ferry))];

        Assert.Empty(ChromeLearner.Learn(Sample(pages)));
    }

    [Fact]
    public void Lines_that_always_stand_together_need_more_headlines()
    {
        string[] block = ["About this site", "All rights are ours", "Write to the editor"];

        Assert.Empty(Learn([.. Unrelated[..4].Select((title, i) => Lines(title, [$"own {Letters(i)}", .. block]))]));
        Assert.Equal(block.Order(StringComparer.Ordinal), Learn([.. Unrelated[..5].Select((title, i) => Lines(title, [$"own {Letters(i)}", .. block]))]));
    }

    [Fact]
    public void A_source_below_its_teasers_is_no_neighbour_that_speaks_for_them()
    {
        // Each teaser stands on three pages, always above the same source, which stands on all of them.
        IEnumerable<(string?, string[])> pages = Enumerable.Range(0, 7).Select(i => Lines(Unrelated[i], Teaser(i), "Valley Wire", Teaser(i + 1), "Valley Wire", Teaser(i + 2), "Valley Wire"));

        Assert.Contains(Teaser(3), Learn([.. pages]));

        static string Teaser(int i) => "Teaser " + "abcdefghi"[i] + " of some other story";
    }

    [Fact]
    public void Only_lines_on_a_good_part_of_the_pages_are_fixed()
    {
        List<PageOutline> pages = [.. Enumerable.Range(0, 40).Select(i => Page(string.Concat(Enumerable.Repeat(Letters(i), 3)), ["Everywhere", $"own{Letters(i)}", .. i < 6 ? ["Seldom"] : Array.Empty<string>()]))];

        Dictionary<ulong, LearnedLine> learned = ChromeLearner.Learn(Sample(pages)).ToDictionary(l => l.Key);

        Assert.True(learned[LineFold.Key("Everywhere", out _)].Fixed);
        Assert.False(learned[LineFold.Key("Seldom", out _)].Fixed);
        Assert.Equal(ChromeLearner.MaxTitles, learned[LineFold.Key("Everywhere", out _)].Titles);
        Assert.Equal(40, learned[LineFold.Key("Everywhere", out _)].Pages);
    }

    /// <summary>Seven pages of three hundred hold the same paragraphs beside unrelated headlines, as digests do.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_story_that_several_digests_hold_is_not_chrome(bool named) =>
        Assert.DoesNotContain(LearnedOf(named, page => page % 43 == 0), line => (line.Key & LineFold.Running) != 0);

    /// <summary>What stands between a story's headline and its text on its own page is no reason to take the headline for a menu.</summary>
    [Fact]
    public void A_digests_story_is_not_chrome_though_its_headline_stands_apart_on_its_own_page()
    {
        IEnumerable<PageOutline> pages = Enumerable.Range(0, 300).Select(i => Page(i == 0 ? "Harbour reopens" : string.Concat(Enumerable.Repeat(Letters(i), 3)),
            ["The Herald", .. i == 0 ? ["Harbour reopens", "Own byline", .. Block] : i % 43 == 0 ? [$"Own {Letters(i)}", "Harbour reopens", .. Block] : new[] { $"Own {Letters(i)}" }, "Contact us"]));

        Assert.DoesNotContain(ChromeLearner.Learn(Sample(pages)), line => (line.Key & LineFold.Running) != 0);
    }

    /// <summary>The first paragraph of a story stands above a varying one of another; the second is a sentence too short to be told for running text.</summary>
    [Fact]
    public void A_story_with_a_short_sentence_for_a_paragraph_is_not_chrome()
    {
        string[] story = [Block[0], "The brewers agreed.", Block[1]];
        IEnumerable<PageOutline> pages = Enumerable.Range(0, 300).Select(i => Page(string.Concat(Enumerable.Repeat(Letters(i), 3)), "https://herald.example/story",
            ["The Herald", $"Story {Letters(i)} begins so and goes on for a good many words to its end.", .. i % 43 == 0 ? story : [], "Contact us"]));

        Assert.Empty(ChromeLearner.Learn(Sample(pages)).Select(line => line.Key).Intersect(story.Select(line => LineFold.Key(line, out _))));
    }

    /// <summary>A tenth of the pages that share a menu are one paper's, all with its pitch; the others are of two hundred papers.</summary>
    [Fact]
    public void What_a_paper_shows_on_all_of_its_pages_is_fixed_in_a_group_of_many_papers()
    {
        IEnumerable<PageOutline> pages = Enumerable.Range(0, 600).Select(i => Page(string.Concat(Enumerable.Repeat(Letters(i), 3)),
            ["Weather", i % 10 == 0 ? "The Herald" : $"Paper {Letters(i)}", $"Story {Letters(i)} begins so and goes on for a good many words to its end.", .. i % 10 == 0 ? [Block[0]] : Array.Empty<string>()]));

        Assert.True(ChromeLearner.Learn(Sample(pages)).Single(line => line.Key == LineFold.Key(Block[0], out _)).Fixed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_block_of_paragraphs_on_one_page_in_twenty_five_is_chrome(bool named) =>
        Assert.Equal(Block.Length, LearnedOf(named, page => page % 25 == 0).Count(line => (line.Key & LineFold.Running) != 0));

    private static readonly string[] Block = [.. Enumerable.Range(0, 6).Select(i => $"Paragraph {Letters(i)} tells what these pages tell again and again, whatever else stands on them.")];

    /// <summary>What 300 pages of one paper teach, some of them with the block below a headline of its own; named: by their address, else by their masthead alone.</summary>
    private static IReadOnlyList<LearnedLine> LearnedOf(bool named, Func<int, bool> hasBlock) => ChromeLearner.Learn(Sample(Enumerable.Range(0, 300).Select(i => Page(
        string.Concat(Enumerable.Repeat(Letters(i), 3)), named ? "https://herald.example/story" : null,
        ["The Herald", $"Story {Letters(i)} begins so and goes on for a good many words to its end.", .. hasBlock(i) ? ["Harbour reopens", .. Block] : Array.Empty<string>(), "Contact us"]))));

    [Fact]
    public void A_block_on_all_pages_of_a_site_is_chrome_though_most_headlines_are_those_of_form_letters()
    {
        List<PageOutline> pages = [.. Enumerable.Range(0, 400).Select(i => Page(
            i % 10 == 0 ? string.Concat(Enumerable.Repeat(Letters(i), 3)) : $"Lottery numbers: {i * 7919}", "https://herald.example/story", [$"Own {Letters(i)}", .. Block]))];

        Assert.Equal(Block.Length, ChromeLearner.Learn(Sample(pages)).Count);
    }

    [Fact]
    public void Pages_without_a_headline_teach_nothing() =>
        Assert.Empty(Learn([.. Enumerable.Range(0, 20).Select(i => Lines(null, $"own {Letters(i)}", "Most read"))]));

    /// <summary>Random samples: pages and unrelated headlines of every learned line, counted one line at a time.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Counts_are_those_of_a_naive_count(int seed)
    {
        var random = new Random(seed);
        List<(string Title, string[] Lines)> pages = [.. Enumerable.Range(0, 60).Select(_ => (
            string.Join(' ', Enumerable.Range(0, 3).Select(_ => Word(random.Next(60)))),
            Enumerable.Range(0, 12).Select(_ => "line " + Word(random.Next(40))).ToArray()))];

        foreach (LearnedLine line in ChromeLearner.Learn(Sample(pages.Select(p => Page(p.Title, p.Lines)))))
        {
            List<string> titles = [.. pages.Where(p => p.Lines.Any(l => LineFold.Key(l, out _) == line.Key)).Select(p => p.Title)];
            var taken = new List<string>();
            foreach (string title in titles.Where(t => !taken.SelectMany(x => x.Split(' ')).Intersect(t.Split(' ')).Any())) taken.Add(title);
            Assert.True((titles.Count, Math.Min(taken.Count, ChromeLearner.MaxTitles)) == (line.Pages, line.Titles), $"seed {seed}: {line}");
            Assert.InRange(line.Titles, 3, ChromeLearner.MaxTitles);
        }

        static string Word(int i) => "w" + Letters(i) + "ord";
    }

    [Fact]
    public void An_outline_that_was_stored_teaches_the_same()
    {
        PageOutline[] pages = [.. Unrelated.Select((title, i) => Page(title, $"own {Letters(i)} a", "Most read", $"own {Letters(i)} b"))];

        Assert.Equal(ChromeLearner.Learn(Sample(pages)), ChromeLearner.Learn(Sample(pages.Select(p => PageOutline.FromBlob(p.ToBlob())))));
    }

    private static string Letters(int i) => $"{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}";

    private static List<SampledPage> Sample(IEnumerable<PageOutline> pages) => [.. pages.Select((page, i) => new SampledPage(i, page.ToBlob()))];

    private static (string? Title, string[] Lines) Lines(string? title, params string[] lines) => (title, lines);

    private static PageOutline Page(string? title, params string[] lines) => Page(title, null, lines);

    private static PageOutline Page(string? title, string? url, string[] lines) => PageOutline.Of(
        new Article { Title = title is null ? null : new Found(title, title), Body = "", Lines = [.. lines.Select(line => new PageLine(line, LineReason.Body))] }, url, null);

    /// <summary>The texts of the learned lines.</summary>
    private static IEnumerable<string> Learn(params (string? Title, string[] Lines)[] pages)
    {
        HashSet<ulong> keys = [.. ChromeLearner.Learn(Sample(pages.Select(p => Page(p.Title, p.Lines)))).Select(l => l.Key)];
        return pages.SelectMany(p => p.Lines).Distinct().Where(line => keys.Contains(LineFold.Key(line, out _))).Order(StringComparer.Ordinal);
    }
}
