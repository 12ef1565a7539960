using System.Buffers.Binary;
using System.Collections.Immutable;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>What learning sees of a page: the words of its headline, the keys of its lines, and the groups that it belongs to.</summary>
/// <remarks>A function of the page alone: nothing learned goes into it, or the learned state would depend on the order of arrival.</remarks>
internal sealed class PageOutline
{
    private const int MaxLines = 2048;
    private const int HeadBytes = 9;

    /// <summary>Bit of the count of title words that says that the bits of <see cref="IsOpen"/> stand at the end.</summary>
    private const byte HasOpen = 0x80;

    private PageOutline(ulong site, uint[] titleWords, ulong[] lines, byte[]? open, int[] places, IReadOnlyList<PageGroup> groups)
    {
        Site = site;
        Title = ImmutableCollectionsMarshal.AsImmutableArray(titleWords);
        Lines = ImmutableCollectionsMarshal.AsImmutableArray(lines);
        _open = open;
        Places = ImmutableCollectionsMarshal.AsImmutableArray(places);
        Groups = groups;
    }

    // A bit a line; null: every line is open.
    private readonly byte[]? _open;

    /// <summary>Hash of the site's host or name; 0 where it is unknown.</summary>
    public ulong Site { get; }

    /// <summary>Hashes of the headline's words, by <see cref="Chrome.TitleWords"/>.</summary>
    public ImmutableArray<uint> Title { get; }

    /// <summary>Keys of the lines that have words, in order, by <see cref="LineFold.Key"/>.</summary>
    public ImmutableArray<ulong> Lines { get; }

    /// <summary>
    /// Whether it matters to the article that a line turns out to be chrome: a line of text that the rules drop by its form is
    /// dropped whatever is learned of it.
    /// </summary>
    public bool IsOpen(int line) => _open is null || (_open[line / 8] & (1 << (line % 8))) != 0;

    /// <summary>For each key, which of the article's lines it is.</summary>
    public ImmutableArray<int> Places { get; }

    /// <summary>The groups of pages that this one may share a template with.</summary>
    public IReadOnlyList<PageGroup> Groups { get; }

    /// <summary>The outline of a page as the rules alone read it.</summary>
    /// <param name="article">Its article, extracted without anything learned.</param>
    /// <param name="url">Address of the page, or null: pages of one host share a template, whatever name they show.</param>
    /// <param name="fetched">When the crawl fetched it, ISO 8601, or null.</param>
    public static PageOutline Of(Article article, string? url, string? fetched)
    {
        var keys = new List<ulong>(article.Lines.Count);
        var places = new List<int>(article.Lines.Count);
        var frames = new FrameChoice();
        for (int i = 0; i < article.Lines.Count && keys.Count < MaxLines; i++)
        {
            string line = article.Lines[i].Text;
            ulong key = LineFold.Key(line, out int words);
            if (key == 0) continue;
            keys.Add(key);
            places.Add(i);
            // The story's own: pages that choose it are a group of one.
            if (article.Lines[i].Reason is not (LineReason.Title or LineReason.Byline or LineReason.Date)) frames.Offer(key, words, line);
        }
        // The way of markup weighs its blocks by all that is known of them.
        byte[]? open = article.Method is null ? OpenLines(article, places) : null;
        string? site = SiteOf(article, url);
        return new PageOutline(
            site is null ? 0 : XxHash3.HashToUInt64(MemoryMarshal.AsBytes(site.ToLowerInvariant().AsSpan())), TitleWords.Of(article.Title?.Value),
            [.. keys], open, [.. places], PageGroup.Of(site, frames, fetched));
    }

    /// <summary>What is stored of an outline: site, title words, lines and which of them are open. Little-endian.</summary>
    public byte[] ToBlob()
    {
        var blob = new byte[HeadBytes + (4 * Title.Length) + (8 * Lines.Length) + (_open?.Length ?? 0)];
        BinaryPrimitives.WriteUInt64LittleEndian(blob, Site);
        blob[8] = (byte)(Title.Length | (_open is null ? 0 : HasOpen));
        MemoryMarshal.AsBytes(Title.AsSpan()).CopyTo(blob.AsSpan(HeadBytes));
        int lines = HeadBytes + (4 * Title.Length);
        MemoryMarshal.AsBytes(Lines.AsSpan()).CopyTo(blob.AsSpan(lines));
        _open?.CopyTo(blob, lines + (8 * Lines.Length));
        return blob;
    }

    /// <summary>The stored part of an outline.</summary>
    /// <param name="blob">As <see cref="ToBlob"/> made it.</param>
    /// <param name="groups">The groups, which are stored apart; none where they are not asked for.</param>
    /// <exception cref="ArgumentException">It was made by nothing of ours.</exception>
    public static PageOutline FromBlob(ReadOnlySpan<byte> blob, IReadOnlyList<PageGroup>? groups = null)
    {
        ReadOnlySpan<ulong> lines = LinesOf(blob);
        ReadOnlySpan<uint> title = TitleOf(blob);
        return new PageOutline(
            SiteOf(blob), title.ToArray(), lines.ToArray(), (blob[8] & HasOpen) == 0 ? null : blob[(HeadBytes + (4 * title.Length) + (8 * lines.Length))..].ToArray(), [], groups ?? []);
    }

    /// <summary><see cref="Site"/> of a stored outline.</summary>
    /// <exception cref="ArgumentException">It was made by nothing of ours.</exception>
    public static ulong SiteOf(ReadOnlySpan<byte> blob) => BinaryPrimitives.ReadUInt64LittleEndian(Whole(blob));

    /// <summary><see cref="Title"/> of a stored outline, where it stands.</summary>
    /// <exception cref="ArgumentException">It was made by nothing of ours.</exception>
    public static ReadOnlySpan<uint> TitleOf(ReadOnlySpan<byte> blob) => MemoryMarshal.Cast<byte, uint>(Whole(blob).Slice(HeadBytes, TitleBytes(blob)));

    /// <summary><see cref="Lines"/> of a stored outline, where they stand.</summary>
    /// <exception cref="ArgumentException">It was made by nothing of ours.</exception>
    public static ReadOnlySpan<ulong> LinesOf(ReadOnlySpan<byte> blob)
    {
        ReadOnlySpan<byte> rest = Whole(blob)[(HeadBytes + TitleBytes(blob))..];
        // Eight bytes a line, and a bit a line in whole bytes behind them.
        int lines = (blob[8] & HasOpen) == 0 ? rest.Length / 8 : 8 * rest.Length / 65;
        return MemoryMarshal.Cast<byte, ulong>(rest[..(8 * lines)]);
    }

    /// <summary>Whether a stored outline has one of some lines.</summary>
    /// <exception cref="ArgumentException">It was made by nothing of ours.</exception>
    public static bool HasLine(ReadOnlySpan<byte> blob, HashSet<ulong> lines)
    {
        foreach (ulong line in LinesOf(blob))
        {
            if (lines.Contains(line)) return true;
        }
        return false;
    }

    private static ReadOnlySpan<byte> Whole(ReadOnlySpan<byte> blob) =>
        blob.Length >= HeadBytes && blob.Length >= HeadBytes + TitleBytes(blob) ? blob : throw new ArgumentException("it is cut short", nameof(blob));

    private static int TitleBytes(ReadOnlySpan<byte> blob) => 4 * (blob[8] & ~HasOpen);

    /// <summary>Lines whose reason comes from their place, or was given after all places were known.</summary>
    private static byte[] OpenLines(Article article, List<int> places)
    {
        var open = new byte[(places.Count + 7) / 8];
        for (int i = 0; i < places.Count; i++)
        {
            if (article.Lines[places[i]].Reason is LineReason.Body or LineReason.BeforeArticle or LineReason.AfterArticle or LineReason.Title
                or LineReason.SiteName or LineReason.Subscription or LineReason.AuthorBox or LineReason.LearnedChrome)
            {
                open[i / 8] |= (byte)(1 << (i % 8));
            }
        }
        return open;
    }

    private static string? SiteOf(Article article, string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Host.Length > 0 ? address.Host : article.Site?.Value;
}
