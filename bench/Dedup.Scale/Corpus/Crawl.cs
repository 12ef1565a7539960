namespace Dedup.Scale.Corpus;

/// <summary>One page of the crawl: which story it carries, and what was done to it.</summary>
internal readonly record struct CrawledPage(long Page, long Story, long Copy, Treatment Treatment, int Site, int Day);

/// <summary>A crawl of any number of pages, the same on every machine: a function of the number of a page alone.</summary>
/// <remarks>
/// Stories are republished as heavy-tailed as the web's are: the share that has k copies or more falls with k to the 1.3, up to a thousand.
/// Copies of one story come within one block of pages, mixed with those of others. Any block is made without those before it, so
/// that all processors make one crawl.
/// </remarks>
internal static class Crawl
{
    /// <summary>Pages of a block.</summary>
    public const int BlockPages = 8_192;

    private const double Tail = 1.3;
    private const int MostCopies = 1_000;

    /// <summary>The pages of a block, in the order of the crawl; of the last one only those that are wanted.</summary>
    public static CrawledPage[] Block(long block, int pages)
    {
        var dice = Dice.For(0xC4A1, block);
        var order = new CrawledPage[BlockPages];
        long first = block * BlockPages;
        for (int i = 0, story = 0; i < BlockPages; story++)
        {
            int copies = (int)Math.Min(Math.Min(MostCopies, BlockPages - i), Math.Pow(1 - dice.Share(), -1 / Tail));
            int day = dice.Below(700);
            for (int copy = 0; copy < copies; copy++, i++)
            {
                Treatment treatment = copy == 0 ? Treatment.Exact : dice.Below(100) switch
                {
                    < 55 => Treatment.Exact,
                    < 78 => Treatment.Edited,
                    < 88 => Treatment.Truncated,
                    < 95 => Treatment.Lengthened,
                    _ => Treatment.Excerpted,
                };
                // The square: a few sites carry most pages.
                int site = (int)(dice.Share() * dice.Share() * Site.All.Length);
                order[i] = new CrawledPage(0, first + story, first + i, treatment, site, day + (copy == 0 ? 0 : dice.Below(40)));
            }
        }
        for (int i = BlockPages - 1; i > 0; i--)
        {
            int other = dice.Below(i + 1);
            (order[i], order[other]) = (order[other], order[i]);
        }
        for (int i = 0; i < pages; i++) order[i] = order[i] with { Page = first + i };
        return order[..pages];
    }

    /// <summary>Writes the page as a line of JSON.</summary>
    public static void WriteLine(in CrawledPage page, TextBuffer text)
    {
        Site site = Site.All[page.Site];
        (long story, Treatment treatment, long copy) = (page.Story, page.Treatment, page.Copy);
        text.Add("{\"id\":\"p"u8);
        text.Add(page.Page, digits: 9);
        text.Add("\",\"url\":\"https://"u8);
        text.Add(site.Host);
        text.Add("/a/"u8);
        text.Add(page.Page);
        text.Add("\",\"text\":\""u8);
        site.Page(page.Page, story, page.Day, text, body => Story.Body(story, treatment, copy, body));
        text.Add("\"}\n"u8);
    }
}
