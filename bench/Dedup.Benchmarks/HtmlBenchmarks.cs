using BenchmarkDotNet.Attributes;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Html;

namespace Dedup.Benchmarks;

/// <summary>Pages of HTML to articles, on one core; the parser alone is what bounds it. Megabytes a second: characters of the corpus, which setup prints, over the time of an operation.</summary>
[MemoryDiagnoser]
public class HtmlBenchmarks
{
    /// <summary>Asserts that every article is found whole, and prints how much markup an operation reads.</summary>
    [GlobalSetup]
    public void Setup()
    {
        foreach (string page in HtmlCorpus.Pages)
        {
            Article article = HtmlCorpus.Extract(page);
            if (article.Published?.Value != "2024-03-15T08:30:00-05:00" || article.Body.Length < 300) throw new InvalidOperationException("an article was missed");
        }
        Console.WriteLine($"// {HtmlCorpus.Pages.Length} pages, {HtmlCorpus.Characters / 1e6:0.00} MB");
    }

    /// <summary>Markup to articles.</summary>
    [Benchmark]
    public int Extract() => HtmlCorpus.Pages.Sum(page => HtmlCorpus.Extract(page).Body.Length);

    /// <summary>Markup to documents.</summary>
    [Benchmark(Baseline = true)]
    public int Parse() => HtmlCorpus.Pages.Sum(page => HtmlDocumentReader.Parse(page).ChildNodes.Length);
}
