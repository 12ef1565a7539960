namespace Dedup.Scale.Corpus;

/// <summary>Pages to be asked about: of the stories of a crawl, edited as none of its pages is, and of stories that it does not have.</summary>
internal static class Questions
{
    /// <summary>One in so many pages comes behind a crawl, half of what has the index saved again.</summary>
    public const int More = 32;

    /// <summary>Writes them as JSON Lines.</summary>
    /// <param name="path">The file.</param>
    /// <param name="documents">Pages of the crawl.</param>
    /// <param name="count">How many to ask.</param>
    /// <param name="seed">Other pages for another seed.</param>
    public static void Write(string path, long documents, int count, int seed = 0)
    {
        using FileStream file = File.Create(path);
        var text = new TextBuffer();
        var dice = Dice.For(0x9E57 + (ulong)seed, documents);
        CrawledPage[] block = [];
        for (int i = 0; i < count; i++)
        {
            // A hundred questions about a block of the crawl, which takes as long to make as a block of thousands.
            if (i % 100 == 0)
            {
                long number = (long)(dice.Share() * ((documents + Crawl.BlockPages - 1) / Crawl.BlockPages));
                block = Crawl.Block(number, (int)Math.Min(Crawl.BlockPages, documents - number * Crawl.BlockPages));
            }
            CrawledPage page = block[dice.Below(block.Length)];
            // Numbers beyond those of the crawl.
            long copy = documents + (seed + 1) * 100_000_000L + i;
            page = dice.Below(4) == 0
                ? page with { Page = copy, Story = copy, Treatment = Treatment.Exact }
                : page with { Page = copy, Copy = copy, Treatment = dice.Below(3) switch { 0 => Treatment.Exact, 1 => Treatment.Edited, _ => Treatment.Truncated } };
            Crawl.WriteLine(page, text);
        }
        file.Write(text.Written);
    }
}
