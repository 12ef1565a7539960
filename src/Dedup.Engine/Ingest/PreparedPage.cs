using System.IO.Hashing;
using System.Text;
using Dedup.Core.Sketches;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Ingest;

/// <summary>A page with its article and sketch: all that can be worked out without the store.</summary>
/// <param name="Page">The page.</param>
/// <param name="PageHash">Its hash.</param>
/// <param name="Article">What was taken out of it.</param>
/// <param name="BodyHash">Hash of the normalised body; of the key, where the body has no words.</param>
/// <param name="Words">Words of the body.</param>
/// <param name="Sketch">The sketch, or null where the body is too short to be compared other than exactly.</param>
/// <param name="Shingles">The shingle set, likewise.</param>
internal sealed record PreparedPage(
    Page Page, UInt128 PageHash, Article Article, UInt128 BodyHash, int Words, Sketch? Sketch, ShingleSet? Shingles)
{
    public static PreparedPage Prepare(Page page, Sketcher sketcher, int minimumWords)
    {
        Article article = TextPageExtractor.Extract(page.Text, page.Hints);
        sketcher.Read(article.Body);
        int words = sketcher.Tokens.Length;
        bool sketched = words >= minimumWords;
        // Pages without a body have nothing in common: each stands for itself.
        UInt128 bodyHash = words > 0 ? sketcher.BodyHash() : XxHash128.HashToUInt128(Encoding.UTF8.GetBytes("no body: " + page.Key));
        return new PreparedPage(page, page.Hash(), article, bodyHash, words,
            sketched ? sketcher.Sketch() : null,
            sketched ? new ShingleSet(sketcher.Tokens, sketcher.Shingles) : null);
    }
}
