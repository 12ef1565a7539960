using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>What learning sees of a page: the words of its headline, the keys of its lines, and the groups that it belongs to.</summary>
/// <remarks>A function of the page alone: nothing learned goes into it, or the learned state would depend on the order of arrival.</remarks>
internal sealed class PageOutline
{
    private const int MaxLines = 2048;
    private const int HeadBytes = 9;

    private PageOutline(ulong site, uint[] titleWords, ulong[] lines, int[] places, IReadOnlyList<PageGroup> groups)
    {
        Site = site;
        Title = titleWords;
        Lines = lines;
        Places = places;
        Groups = groups;
    }

    /// <summary>Hash of the site's host or name; 0 where it is unknown.</summary>
    public ulong Site { get; }

    /// <summary>Hashes of the headline's words, by <see cref="Chrome.TitleWords"/>.</summary>
    public IReadOnlyList<uint> Title { get; }

    /// <summary>Keys of the lines that have words, in order, by <see cref="LineFold.Key"/>.</summary>
    public IReadOnlyList<ulong> Lines { get; }

    /// <summary>For each key, which of the article's lines it is.</summary>
    public IReadOnlyList<int> Places { get; }

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
            frames.Offer(key, words, line);
        }
        string? site = SiteOf(article, url);
        return new PageOutline(
            site is null ? 0 : XxHash3.HashToUInt64(MemoryMarshal.AsBytes(site.ToLowerInvariant().AsSpan())), TitleWords.Of(article.Title?.Value),
            [.. keys], [.. places], PageGroup.Of(site, frames, fetched));
    }

    /// <summary>What is stored of an outline: site, title words and lines. Little-endian.</summary>
    public byte[] ToBlob()
    {
        var blob = new byte[HeadBytes + (4 * Title.Count) + (8 * Lines.Count)];
        BinaryPrimitives.WriteUInt64LittleEndian(blob, Site);
        blob[8] = (byte)Title.Count;
        int at = HeadBytes;
        foreach (uint word in Title)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(blob.AsSpan(at), word);
            at += 4;
        }
        foreach (ulong line in Lines)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(blob.AsSpan(at), line);
            at += 8;
        }
        return blob;
    }

    /// <summary>The stored part of an outline.</summary>
    public static PageOutline FromBlob(ReadOnlySpan<byte> blob) => new(
        BinaryPrimitives.ReadUInt64LittleEndian(blob), MemoryMarshal.Cast<byte, uint>(blob.Slice(HeadBytes, 4 * blob[8])).ToArray(),
        MemoryMarshal.Cast<byte, ulong>(blob[(HeadBytes + (4 * blob[8]))..]).ToArray(), [], []);

    private static string? SiteOf(Article article, string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address) && address.Host.Length > 0 ? address.Host : article.Site?.Value;
}
