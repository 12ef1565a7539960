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
    /// <returns>Bytes written.</returns>
    public static long Write(string path, long documents, string? truth)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read, 1 << 20);
        using StreamWriter? labels = truth is null ? null : new StreamWriter(truth, false, new UTF8Encoding(false), 1 << 16);
        labels?.WriteLine("id,story,treatment");
        foreach ((TextBuffer text, CrawledPage[] pages) in Enumerable.Range(0, (int)((documents + Crawl.BlockPages - 1) / Crawl.BlockPages)).AsParallel().AsOrdered()
            .WithMergeOptions(ParallelMergeOptions.NotBuffered).Select(block => Make(block, (int)Math.Min(Crawl.BlockPages, documents - (long)block * Crawl.BlockPages))))
        {
            file.Write(text.Written);
            if (labels is null) continue;
            foreach (CrawledPage page in pages) labels.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p{page.Page:D9},{page.Story},{page.Treatment}"));
        }
        return file.Length;
    }

    private static (TextBuffer Text, CrawledPage[] Pages) Make(long block, int count)
    {
        var text = new TextBuffer();
        CrawledPage[] pages = Crawl.Block(block, count);
        foreach (CrawledPage page in pages) Crawl.WriteLine(page, text);
        return (text, pages);
    }
}
