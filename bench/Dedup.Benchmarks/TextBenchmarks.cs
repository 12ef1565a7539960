using System.Text;
using BenchmarkDotNet.Attributes;
using Dedup.Engine.Extraction;

namespace Dedup.Benchmarks;

/// <summary>Pages of text to articles, on one core. Megabytes a second: bytes of the corpus, which setup prints, over the time of an operation.</summary>
[MemoryDiagnoser]
public class TextBenchmarks
{
    private const int Pages = 4000;

    private TextCorpus.Page[] _pages = [];

    /// <summary>Asserts that every article is found whole, and prints how much text an operation reads.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _pages = TextCorpus.Make(Pages);
        foreach (TextCorpus.Page page in _pages)
        {
            Article article = TextPageExtractor.Extract(page.Text, new PageHints());
            if (article.Body != page.Body || article.Title?.Value != page.Title || article.Published?.Value != page.Published || article.Language?.Value != "en")
                throw new InvalidOperationException($"an article was missed:\n{page.Text}\n{article}");
        }
        Console.WriteLine($"// {_pages.Length} pages, {_pages.Sum(page => (long)Encoding.UTF8.GetByteCount(page.Text)) / 1e6:0.00} MB");
    }

    /// <summary>Text to articles.</summary>
    [Benchmark]
    public int Extract()
    {
        int characters = 0;
        foreach (TextCorpus.Page page in _pages) characters += TextPageExtractor.Extract(page.Text, new PageHints()).Body.Length;
        return characters;
    }
}
