using System.Text;
using Dedup.Scale.Corpus;

namespace Dedup.Scale.InMemory;

/// <summary>Bodies of the crawl, without their templates.</summary>
internal static class Bodies
{
    /// <summary>As many as are asked for.</summary>
    public static List<string> Make(int count)
    {
        var bodies = new List<string>(count);
        var text = new TextBuffer();
        for (long block = 0; bodies.Count < count; block++)
        {
            foreach (CrawledPage page in Crawl.Block(block, Math.Min(Crawl.BlockPages, count - bodies.Count)))
            {
                int start = text.Length;
                Story.Body(page.Story, page.Treatment, page.Copy, text);
                bodies.Add(Encoding.ASCII.GetString(text.Written[start..]).Replace("\\n", "\n", StringComparison.Ordinal));
            }
            text = new TextBuffer();
        }
        return bodies;
    }
}
