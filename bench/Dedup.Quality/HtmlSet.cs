using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Dedup.Core.Evaluation;
using Dedup.Core.Text;
using Dedup.Engine.Extraction;

namespace Dedup.Quality;

/// <summary>Real article pages in HTML, with their bodies and fields and snippets that must and must not be in the body; beside SmartReader alone.</summary>
internal static class HtmlSet
{
    public static IEnumerable<Measure> Run(string folder, int errors)
    {
        var tally = new Tally();
        var worst = new List<(string Line, double F1)>();
        foreach (HtmlPage page in Read(Path.Combine(folder, "pages.jsonl.gz")))
        {
            Article article = PageExtractor.Extract(page.Html, new PageHints(Url: page.Url, MediaType: "text/html"));
            string rival = Rival(page);
            double f1 = Measures.WordF1(page.Body, article.Body);
            tally.Pages++;
            tally.F1 += f1;
            tally.RivalF1 += Measures.WordF1(page.Body, rival);
            tally.Count(page, article.Body, rival);
            tally.CountFields(page, article);
            worst.Add(($"{f1:0.000} {page.Id} {article.Method?.Value}: {article.Method?.Evidence}; title '{article.Title?.Value}' ({page.Title}), {article.Published?.Value} ({page.Published})", f1));
        }
        foreach ((string line, _) in worst.OrderBy(w => w.F1).Take(errors)) Console.WriteLine($"  {line}");
        return tally.Measures();
    }

    private static IEnumerable<HtmlPage> Read(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Encoding.UTF8);
        while (reader.ReadLine() is string line) yield return JsonSerializer.Deserialize<HtmlPage>(line, JsonSerializerOptions.Web)!;
    }

    private static string Rival(HtmlPage page)
    {
        using var reader = new SmartReader.Reader(page.Url, page.Html);
        return reader.GetArticle().TextContent ?? string.Empty;
    }

    private sealed class Tally
    {
        private int _with, _withIn, _withInAsIs, _withInRival, _without, _withoutOut, _withoutOutRival, _dated, _dateRight, _titleSame, _titleRight;

        public int Pages { get; set; }

        public double F1 { get; set; }

        public double RivalF1 { get; set; }

        public void Count(HtmlPage page, string body, string rival)
        {
            string text = Folded(body);
            string other = Folded(rival);
            string asIs = Spaced(body);
            foreach (string snippet in page.With)
            {
                _with++;
                if (text.Contains(Folded(snippet), StringComparison.Ordinal)) _withIn++;
                if (asIs.Contains(Spaced(snippet), StringComparison.Ordinal)) _withInAsIs++;
                if (other.Contains(Folded(snippet), StringComparison.Ordinal)) _withInRival++;
            }
            foreach (string snippet in page.Without)
            {
                _without++;
                if (!text.Contains(Folded(snippet), StringComparison.Ordinal)) _withoutOut++;
                if (!other.Contains(Folded(snippet), StringComparison.Ordinal)) _withoutOutRival++;
            }
        }

        public void CountFields(HtmlPage page, Article article)
        {
            ulong[] truth = Tokenizer.Tokenize(page.Title);
            ulong[] found = Tokenizer.Tokenize(article.Title?.Value ?? string.Empty);
            bool same = truth.AsSpan().SequenceEqual(found);
            if (same) _titleSame++;
            if (same || IsWithTail(truth, found) || IsWithTail(found, truth)) _titleRight++;
            if (page.Published is not { Length: >= 10 } day) return;
            _dated++;
            if (article.Published?.Value.StartsWith(day[..10], StringComparison.Ordinal) == true) _dateRight++;
        }

        public IEnumerable<Measure> Measures() =>
        [
            new("body word F1", F1 / Pages),
            new("body word F1, SmartReader", RivalF1 / Pages),
            new("body word F1, lead", (F1 - RivalF1) / Pages),
            new("snippets in the body", (double)_withIn / _with),
            new("snippets in it, quotes unfolded", (double)_withInAsIs / _with),
            new("snippets in it, SmartReader", (double)_withInRival / _with),
            new("snippets kept out", (double)_withoutOut / _without),
            new("snippets kept out, SmartReader", (double)_withoutOutRival / _without),
            new("title, same words", (double)_titleSame / Pages),
            new("title, same or with a subtitle", (double)_titleRight / Pages),
            new("published, day", (double)_dateRight / _dated),
        ];

        /// <summary>One is the other with more behind it: pages name themselves with and without a subtitle.</summary>
        private static bool IsWithTail(ulong[] shorter, ulong[] longer) => shorter.Length >= 3 && longer.AsSpan().StartsWith(shorter);

        private static string Spaced(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

        /// <summary>White space, and quotes and dashes of all forms: the truth has them in other forms than the pages.</summary>
        private static string Folded(string text) => Spaced(text).Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"').Replace('–', '-').Replace('—', '-');
    }

    private sealed record HtmlPage(
        string Id, string Url, string Html, string Title, string? Published, string Body, IReadOnlyList<string> With, IReadOnlyList<string> Without);
}
