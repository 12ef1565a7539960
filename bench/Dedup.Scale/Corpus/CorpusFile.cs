using System.Globalization;
using System.Text;

namespace Dedup.Scale.Corpus;

/// <summary>Writes a crawl as JSON Lines, and the truth about it beside.</summary>
internal static class CorpusFile
{
    /// <summary>Writes it; all processors make blocks, in order.</summary>
    /// <param name="path">The file.</param>
    /// <param name="documents">How many pages.</param>
    /// <param name="truth">A file of page, story and treatment, comma-separated; null for none.</param>
    /// <param name="from">Pages of the crawl that come before and are left out.</param>
    /// <returns>Bytes written.</returns>
    public static long Write(string path, long documents, string? truth, long from = 0)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        using StreamWriter? labels = truth is null ? null : new StreamWriter(truth, false, new UTF8Encoding(false), 1 << 16);
        labels?.WriteLine("id,story,treatment");
        foreach ((TextBuffer text, CrawledPage[] pages) in Blocks(from, from + documents).AsParallel().AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(block => Make(block, from, from + documents)))
        {
            file.Write(text.Written);
            if (labels is null) continue;
            foreach (CrawledPage page in pages) labels.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p{page.Page:D9},{page.Story},{page.Treatment}"));
        }
        return file.Length;
    }

    private static IEnumerable<long> Blocks(long from, long to)
    {
        for (long block = from / Crawl.BlockPages; block * Crawl.BlockPages < to; block++) yield return block;
    }

    private static (TextBuffer Text, CrawledPage[] Pages) Make(long block, long from, long to)
    {
        var text = new TextBuffer();
        long first = block * Crawl.BlockPages;
        CrawledPage[] pages = Crawl.Block(block, (int)Math.Min(Crawl.BlockPages, to - first))[(int)Math.Max(0, from - first)..];
        foreach (CrawledPage page in pages) Crawl.WriteLine(page, text);
        return (text, pages);
    }
}
