using System.Buffers;
using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Dedup.Engine.Extraction;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Sources;

/// <summary>What the crawl delivered.</summary>
/// <param name="Key">Name of the document: the page's id, else its address, else its path relative to the given folder.</param>
/// <param name="Place">Where it was read: a file, or a file and a line, row or byte.</param>
/// <param name="Text">The page's text, decoded and otherwise as it came.</param>
/// <param name="Hints">Fields that came beside the text.</param>
/// <param name="Fetched">When the crawl fetched it, ISO 8601 in UTC, or null.</param>
public sealed record Page(string Key, string Place, string Text, PageHints Hints, string? Fetched)
{
    /// <summary>Longest key in bytes of UTF-8: every store's index takes it, and it stands in addresses.</summary>
    public const int MaxKeyBytes = 2_048;

    /// <summary>Longest name of a site in characters; what is beyond is cut off.</summary>
    public const int MaxSiteLength = 200;

    /// <summary>Whether the key is made of the place where the page was read: it has neither id nor address.</summary>
    public bool IsNamedByPlace { get; init; }

    /// <summary>Hash of all that came: a page with the same hash has not changed.</summary>
    public UInt128 Hash()
    {
        var hash = new XxHash128();
        Append(hash, Text);
        hash.Append(JsonSerializer.SerializeToUtf8Bytes([Hints.Url!, Hints.Site!, Hints.Title!, Hints.Published!, Fetched!], WrittenJson.Default.StringArray));
        // Hints that schema 2 did not know, kept apart so that its hashes stay.
        if (Hints is not { MediaType: null, Language: null, Author: null })
            hash.Append(JsonSerializer.SerializeToUtf8Bytes([Hints.MediaType!, Hints.Language!, Hints.Author!], WrittenJson.Default.StringArray));
        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>Why not every store can keep a document under a key, or null.</summary>
    public static string? KeyFault(string key) => key.Contains('\0', StringComparison.Ordinal) ? "its key holds a NUL character; give it another"
        : Encoding.UTF8.GetByteCount(key) is > MaxKeyBytes and int bytes ? string.Create(CultureInfo.InvariantCulture, $"its key is {bytes:N0} bytes long, and at most {MaxKeyBytes:N0} are stored; give it another")
        : null;

    /// <summary>With fields beside the text as every store keeps them: without NUL, of which PostgreSQL knows none, and with a name of a site that an index takes.</summary>
    public Page Storable()
    {
        string? Known(string? field) => field is null || !field.Contains('\0', StringComparison.Ordinal) ? field : field.Replace('\0', '\uFFFD');
        string? site = Known(Hints.Site);
        PageHints known = Hints with
        {
            Url = Known(Hints.Url),
            Site = site?.Length > MaxSiteLength ? site[..(char.IsHighSurrogate(site[MaxSiteLength - 1]) ? MaxSiteLength - 1 : MaxSiteLength)] : site,
            Title = Known(Hints.Title),
            Published = Known(Hints.Published),
            MediaType = Known(Hints.MediaType),
            Language = Known(Hints.Language),
            Author = Known(Hints.Author),
        };
        return known == Hints ? this : this with { Hints = known };
    }

    private static void Append(XxHash128 hash, string text)
    {
        byte[] bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetByteCount(text));
        hash.Append(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)));
        ArrayPool<byte>.Shared.Return(bytes);
    }
}

/// <summary>A page that could not be read: counted and listed, never a reason to stop.</summary>
/// <param name="Place">File, or file and line, row or byte.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="MayPass">Whether the file may well be read another time: no right to read it, or a disk that failed.</param>
public sealed record Rejection(string Place, string Reason, bool MayPass = false);

/// <summary>One thing read from a source: a page, a rejection, or word that a file has been read to its end.</summary>
/// <param name="Page">The page, or null.</param>
/// <param name="Rejection">The rejection, or null.</param>
/// <param name="File">The file it was read from; null for standard input and for pages that come from no file.</param>
/// <param name="Line">
/// Where in the file it stands, growing from page to page, so that reading can go on behind it: its line in JSON Lines, its row
/// in a table, the first byte of its record in a web archive, all from 1; 0 where it is the whole file.
/// </param>
public readonly record struct SourceItem(Page? Page, Rejection? Rejection, SourceFile? File = null, long Line = 0)
{
    /// <summary>Whether this only says that <see cref="File"/> has been read to its end.</summary>
    public bool IsEnd => Page is null && Rejection is null;

    /// <summary>As it may be stored: a page that no store can keep under its key is a rejection.</summary>
    internal SourceItem Storable() => Page is null ? this
        : Page.KeyFault(Page.Key) is string fault ? this with { Page = null, Rejection = new Rejection(Page.Place, fault) }
        : this with { Page = Page.Storable() };

    internal static SourceItem Of(Page page) => new(page, null);

    internal static SourceItem Rejected(string place, string reason) => new(null, new Rejection(place, reason));

    internal static SourceItem End(SourceFile file) => new(null, null, file);
}

/// <summary>How sources are read.</summary>
public sealed record SourceOptions
{
    /// <summary>Prefix of every key, followed by a slash; none by default.</summary>
    public string? SourceName { get; init; }

    /// <summary>Names of JSON fields and columns of tables by the field of <see cref="Fields"/> they hold, where they differ.</summary>
    public IReadOnlyDictionary<string, string> FieldNames { get; init; } = new Dictionary<string, string>();

    /// <summary>Largest page in bytes.</summary>
    public int MaxPageBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>The fields that a page of JSON Lines or of a table may have.</summary>
    public static readonly IReadOnlyList<string> Fields = ["id", "url", "text", "html", "site", "title", "published", "fetched", "language", "author"];

    internal string Key(string key) => SourceName is null ? key : $"{SourceName}/{key}";

    internal string FieldName(string field) => FieldNames.GetValueOrDefault(field, field);
}
