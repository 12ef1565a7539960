using System.Text;
using Dedup.Core.Evaluation;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction;

public sealed class TextPageExtractorTests
{
    public static TheoryData<string, string> OddPages => new()
    {
        { "empty", "" },
        { "white space", " \t\r\n\u00A0\n\u200B\n" },
        { "one word", "Ferry" },
        { "one mark", "—" },
        { "headlines only", string.Join('\n', Enumerable.Range(1, 40).Select(i => $"Ferry {i} drifts past the lighthouse again")) },
        { "20,000 short lines", string.Join('\n', Enumerable.Range(1, 20_000).Select(i => $"Line {i}")) },
        { "one line of 1 MB", string.Concat(Enumerable.Repeat("The ferry drifted past the lighthouse again. ", 23_000)) },
        { "one word of 1 MB", new string('x', 1_000_000) },
        { "separators only", string.Join('\n', Enumerable.Repeat("| > » · •", 500)) },
        { "broken surrogates", "\uD800 ferry \uDC00\n\uDC00\uD800" },
        { "controls", "\0\u0001\u001B[31mferry\u0007\n\u2028\u2029" },
        { "brackets", new string('(', 5000) + new string(')', 5000) },
        { "dates only", string.Join('\n', Enumerable.Range(1, 28).Select(i => $"2025-02-{i:00} 10:00:00")) },
        { "long digits", new string('9', 100_000) },
    };

    [Theory]
    [MemberData(nameof(OddPages))]
    public void An_odd_page_gives_an_article_and_no_exception(string what, string page)
    {
        Article article = TextPageExtractor.Extract(page, new PageHints());

        Assert.True(article.Lines.Count == page.Split('\n').Length, what);
        Assert.All(article.Lines.Where(line => line.Text.Length == 0), line => Assert.NotEqual(LineReason.Body, line.Reason));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n \n")]
    [InlineData("Ferry")]
    public void A_page_without_running_text_has_no_body(string page) => Assert.Empty(TextPageExtractor.Extract(page, new PageHints()).Body);

    [Fact]
    public void A_list_of_headlines_has_no_body() =>
        Assert.Empty(TextPageExtractor.Extract("Latest news\nLighthouse sold to a retired baker\nMayor of Olm sleeps in a tent\nPostman walks every street in town\nChess club evicts its resident ghost", new PageHints()).Body);

    [Fact]
    public void Random_text_gives_no_exception_and_the_body_is_the_lines_that_were_kept()
    {
        string[] pieces = [.. Stories.Ferry, .. Stories.Orchard, "Related", "Date:", "View", "Current:Home > NewsFerry -Post", "(AP) —", "©", "By", "MORE:", "2025-01-01", "", " ", "首页 >", "veryGood! (", "Share", "|", "\uD83D"];
        for (int seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var page = new StringBuilder();
            for (int i = random.Next(60); i > 0; i--)
            {
                string piece = pieces[random.Next(pieces.Length)];
                page.Append(random.Next(3) == 0 ? piece[..random.Next(piece.Length + 1)] : piece).Append(random.Next(4) == 0 ? ' ' : '\n');
            }

            Article article = TextPageExtractor.Extract(page.ToString(), new PageHints());

            Assert.True(article.Body == string.Join('\n', article.Lines.Where(l => l.Reason == LineReason.Body).Select(l => l.Text)), $"seed {seed}");
        }
    }

    [Fact]
    public void Extraction_is_a_function_of_the_page_alone()
    {
        foreach (Page page in Crawl.SamplePages())
        {
            Article first = TextPageExtractor.Extract(page.Text, page.Hints);
            Article second = TextPageExtractor.Extract(page.Text, page.Hints);

            Assert.True(first.Lines.SequenceEqual(second.Lines), page.Key);
            Assert.Equal(first.Claims, second.Claims);
            Assert.Equal(first with { Lines = second.Lines, Claims = second.Claims }, second);
        }
    }

    [Fact]
    public void Line_ends_do_not_matter()
    {
        foreach (Page page in Crawl.SamplePages().Take(20))
        {
            Article feed = TextPageExtractor.Extract(page.Text.ReplaceLineEndings("\n"), page.Hints);
            Article both = TextPageExtractor.Extract(page.Text.ReplaceLineEndings("\r\n"), page.Hints);

            Assert.True(feed.Body == both.Body, page.Key);
        }
    }

    [Fact]
    public void Bodies_of_the_sample_pages_are_found()
    {
        Dictionary<string, Gold> gold = Gold.Read(Checkout.SampleGold).ToDictionary(g => g.Key);
        List<(string Key, double F1)> scores = [.. Crawl.SamplePages().Select(page =>
            (page.Key, Measures.WordF1(gold[page.Key].Body!, TextPageExtractor.Extract(page.Text, page.Hints).Body)))];

        Assert.Equal(gold.Count, scores.Count);
        Assert.True(scores.Average(s => s.F1) >= 0.97, $"mean {scores.Average(s => s.F1)}");
        Assert.All(scores, s => Assert.True(s.F1 >= 0.6, $"{s.Key} {s.F1}"));
    }

    [Fact]
    public void No_headline_of_a_sample_pages_lists_stands_in_a_body()
    {
        HashSet<string> titles = [.. Gold.Read(Checkout.SampleGold).Select(g => g.Title!)];
        foreach (Page page in Crawl.SamplePages())
            Assert.DoesNotContain(TextPageExtractor.Extract(page.Text, page.Hints).Body.Split('\n'), line => titles.Contains(line.TrimStart('-', ' ')));
    }
}
