using Dedup.Engine.Extraction;

namespace Dedup.Engine.Storage;

/// <summary>
/// How a body is stored: that of a page of text is the lines of the page that were kept, and nothing is stored of it; that of markup
/// stands beside the page.
/// </summary>
/// <param name="Page">The page as stored.</param>
/// <param name="Lines">Why each line was kept or dropped.</param>
/// <param name="Body">The body as stored; empty where page and lines tell.</param>
internal readonly record struct StoredBody(byte[] Page, byte[] Lines, byte[] Body)
{
    /// <summary>The columns of <c>pages p</c> that <see cref="Read"/> reads.</summary>
    public const string Columns = "p.page, p.lines, p.body";

    /// <summary>What is stored of an article's body.</summary>
    public static byte[] Of(Article article) => article.Method is null ? [] : Blobs.FromText(article.Body);

    /// <summary>From a row, where its columns begin with the given one; the page of a body that stands for itself is left.</summary>
    public static StoredBody Read(SqlRow row, int first)
    {
        byte[] body = row.Blob(first + 2);
        return body.Length > 0 ? new StoredBody([], [], body) : new StoredBody(row.Blob(first), row.Blob(first + 1), body);
    }

    /// <summary>The body.</summary>
    /// <exception cref="ZstdSharp.ZstdException">It is damaged.</exception>
    /// <exception cref="ArgumentException">Page and lines do not belong together.</exception>
    public string Text()
    {
        using Rented<char> text = Chars();
        return text.Span.ToString();
    }

    /// <summary>The same in room that is given back: what is sketched of a body is all that is wanted of it.</summary>
    /// <inheritdoc cref="Text"/>
    public Rented<char> Chars()
    {
        if (Body.Length > 0) return Blobs.ToChars(Body);
        using Rented<char> page = Blobs.ToChars(Page);
        return TextPageExtractor.Body(page.Span, Lines);
    }
}
