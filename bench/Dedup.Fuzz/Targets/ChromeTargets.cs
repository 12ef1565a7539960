using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Outlines of pages as they are stored, and what is learned from them.</summary>
internal static class ChromeTargets
{
    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<MadePage>("PageOutline", "what is stored of an outline is the outline", 30, r => r.Once(6) ? HtmlPages.Page(r) : TextPages.Page(r), Store) { Shorten = TextPages.Smaller },
        new FuzzTarget<byte[]>("PageOutline-blob", "any bytes give an outline or the declared exception", 600, Blob, ReadBlob),
        new FuzzTarget<byte[][]>("ChromeLearner", "distinct lines of the sample, the same again; marks for every line", 60, Sample, Learn) { Shorten = Halves.Of },
    ];

    private static void Store(MadePage page)
    {
        Article article = PageExtractor.Extract(page.Text, page.Hints, page.Fetched);
        PageOutline outline = PageOutline.Of(article, page.Hints.Url, page.Fetched);
        byte[] blob = outline.ToBlob();
        PageOutline read = PageOutline.FromBlob(blob, outline.Groups);
        Property.Same<ulong>([.. outline.Lines], read.Lines.ToArray(), "stored lines");
        Property.Same<uint>([.. outline.Title], read.Title.ToArray(), "stored title");
        Property.Equal(outline.Site, read.Site, "stored site");
        for (int i = 0; i < outline.Lines.Length; i++) Property.Equal(outline.IsOpen(i), read.IsOpen(i), "an open line as stored");
        Property.Same<byte>(blob, read.ToBlob(), "stored twice");
        Property.Holds(outline.Places.All(place => place >= 0 && place < article.Lines.Count) && outline.Groups.All(group => group.Words.Length > 0), "a place outside the article");
    }

    private static byte[] Blob(FuzzRandom random)
    {
        byte[] bytes = random.Bytes(random.Size(600));
        if (bytes.Length > 8 && random.Once(2)) bytes[8] = random.Of<byte>([0, 1, 24, 0x80, 0x81, 0xFF, 0x7F]);
        return bytes;
    }

    private static void ReadBlob(byte[] blob)
    {
        PageOutline? read = null;
        if (!Property.Try<ArgumentException>(() => read = PageOutline.FromBlob(blob))) return;
        for (int i = 0; i < read!.Lines.Length; i++) _ = read.IsOpen(i);
        Property.Holds(read.ToBlob().AsSpan().SequenceEqual(blob.AsSpan(0, Math.Min(blob.Length, read.ToBlob().Length))), "the outline is not what was stored");
    }

    /// <summary>Outlines of a few keys, so that lines repeat from page to page.</summary>
    private static byte[][] Sample(FuzzRandom random)
    {
        ulong kinds = (ulong)random.Between(1, 60);
        return [.. Enumerable.Range(0, random.Size(60)).Select(_ =>
        {
            int titles = random.Below(5);
            int lines = random.Size(40);
            byte[] head = [.. BitConverter.GetBytes((ulong)random.Below(6)), (byte)titles];
            return (byte[])[.. head, .. Enumerable.Range(0, titles).SelectMany(_ => BitConverter.GetBytes(random.Below(30))), .. Enumerable.Range(0, lines).SelectMany(_ => BitConverter.GetBytes(4 + (random.Next() % (4 * kinds))))];
        })];
    }

    private static void Learn(byte[][] blobs)
    {
        var group = new PageGroup(PageGroup.Site, "example.com", "2025");
        SampledPage[] sample = [.. blobs.Select((blob, i) => new SampledPage(i, blob))];
        PageOutline[] outlines = [.. blobs.Select(blob => PageOutline.FromBlob(blob, [group]))];
        IReadOnlyList<LearnedLine> learned = ChromeLearner.Learn(sample);
        Property.Ascending<ulong>(learned.Select(line => line.Key).ToArray(), "learned lines do not ascend");
        Property.Holds(learned.SequenceEqual(ChromeLearner.Learn(sample)), "learned otherwise again");
        foreach (LearnedLine line in learned)
        {
            Property.Equal(outlines.Count(page => page.Lines.Contains(line.Key)), line.Pages, "pages of a line");
            Property.Holds(line.Titles <= Math.Min(line.Pages, ChromeLearner.MaxTitles), "more headlines than pages");
            Property.Holds(outlines[line.Document].Lines.Contains(line.Key), "a page without the line");
        }
        var lines = new LearnedLines(learned);
        var chrome = new LearnedChrome(id => id == group.Id && lines.Count > 0 ? lines : null);
        foreach (PageOutline page in outlines)
        {
            ChromeMark?[]? marks = chrome.Mark(page);
            Property.Holds(marks is null || marks.Length == page.Lines.Length, "marks and lines");
            Property.Holds(marks is not null || !page.Lines.Any(line => lines[line] is not null), "a learned line without marks");
        }
    }
}
