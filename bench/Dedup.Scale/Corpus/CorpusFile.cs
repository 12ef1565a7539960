using System.Globalization;
using System.Text;

namespace Dedup.Scale.Corpus;

/// <summary>Writes a crawl as JSON Lines, and the truth about it beside.</summary>
internal static class CorpusFile
{
    private static readonly int BlocksTogether = 2 * Environment.ProcessorCount;

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
        long bytes = 0;
        // Some at a time: what a slow reader of a pipe has not taken would all wait in memory.
        foreach ((TextBuffer text, CrawledPage[] pages) in Blocks(from, from + documents).Chunk(BlocksTogether)
            .SelectMany(blocks => blocks.AsParallel().AsOrdered().Select(block => Make(block, from, from + documents)).ToArray()))
        {
            file.Write(text.Written);
            bytes += text.Written.Length;
            if (labels is null) continue;
            foreach (CrawledPage page in pages) labels.WriteLine(string.Create(CultureInfo.InvariantCulture, $"p{page.Page:D9},{page.Story},{page.Treatment}"));
        }
        return bytes;
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
