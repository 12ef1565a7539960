using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Dedup.Benchmarks.Archive;

/// <summary>
/// Writes a web archive of syndicated pages, the same on every machine: stories that up to thirty sites republish within
/// templates of their own, some cut or edited, and pictures between them where so many pages are not wanted.
/// </summary>
/// <remarks>Each record is a gzip member of its own. Members are compressed in parallel and written in order.</remarks>
internal sealed class MadeArchive(int seed)
{
    private const int Sites = 40;
    private const int PagesOfBlock = 64;
    private const int PictureBytes = 60_000;

    private static readonly string[] Words = MakeWords();

    /// <summary>Writes records until the file has so many bytes.</summary>
    /// <param name="stream">Where to.</param>
    /// <param name="bytes">Bytes to reach.</param>
    /// <param name="pages">Pages to write; pictures fill the rest. Null: as many pages as the bytes hold.</param>
    /// <param name="gzip">Whether each record is a gzip member; else plain.</param>
    /// <returns>The pages written.</returns>
    public long Write(Stream stream, long bytes, long? pages, bool gzip = true)
    {
        stream.Write(Pack(Record("warcinfo", "application/warc-fields", null, 0, "software: Dedup.Benchmarks\r\n"u8), gzip));
        long written = 0, made = 0;
        for (long block = 0; pages is null ? written < bytes : made < pages; block++)
        {
            byte[][] members = [.. Enumerable.Range(0, PagesOfBlock).AsParallel().AsOrdered().Select(i => Pack(PageRecord(block * PagesOfBlock + i), gzip))];
            foreach (byte[] member in members)
            {
                if (pages is null ? written >= bytes : made == pages) break;
                // Pages are spread evenly, so that a run can be interrupted between any of them.
                while (written < bytes * made / pages) Put(Pack(PictureRecord(written), gzip));
                Put(member);
                made++;
            }
        }
        while (pages is not null && written < bytes) Put(Pack(PictureRecord(written), gzip));
        return made;

        void Put(byte[] member)
        {
            stream.Write(member);
            written += member.Length;
        }
    }

    private static byte[] Pack(byte[] record, bool gzip)
    {
        if (!gzip) return record;
        using var memory = new MemoryStream(record.Length / 2);
        using (var stream = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true)) stream.Write(record);
        return memory.ToArray();
    }

    private byte[] PageRecord(long page)
    {
        // A story on one to thirty sites, most on few.
        var random = new Random(HashCode(page));
        long story = page / 30 * 30 + (long)(30 * Math.Pow(random.NextDouble(), 3));
        int site = (int)((page * 7 + story) % Sites);
        var html = new StringBuilder(1 << 15);
        html.Append("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>").Append(Title(story)).Append(" - Site ").Append(site).Append("</title></head>\n<body>\n<nav>");
        Links(html, new Random(site + 1), 40);
        html.Append("</nav>\n<main><article><h1>").Append(Title(story)).Append("</h1>\n");
        List<string> paragraphs = Paragraphs(story);
        int kept = random.Next(5) == 0 ? Math.Max(2, paragraphs.Count / 2) : paragraphs.Count;
        foreach (string paragraph in paragraphs.Take(kept)) html.Append("<p>").Append(paragraph).Append("</p>\n");
        html.Append("</article></main>\n<aside>");
        Links(html, random, 30);
        html.Append("</aside>\n<footer>Copyright Site ").Append(site).Append("</footer></body></html>\n");
        byte[] body = Encoding.UTF8.GetBytes(html.ToString());
        byte[] head = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {body.Length}\r\n\r\n"));
        return Record("response", "application/http; msgtype=response", string.Create(CultureInfo.InvariantCulture, $"https://site{site}.example/news/{page}"), page, [.. head, .. body]);
    }

    private byte[] PictureRecord(long place)
    {
        var picture = new byte[PictureBytes];
        new Random(HashCode(place)).NextBytes(picture);
        return Record("response", "application/http; msgtype=response", string.Create(CultureInfo.InvariantCulture, $"https://pictures.example/{place}.jpg"), place,
            [.. "HTTP/1.1 200 OK\r\nContent-Type: image/jpeg\r\n\r\n"u8, .. picture]);
    }

    private static byte[] Record(string type, string contentType, string? url, long number, ReadOnlySpan<byte> block)
    {
        string date = new DateTime(2025, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(number).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        return
        [
            .. Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture,
                $"WARC/1.0\r\nWARC-Type: {type}\r\n{(url is null ? "" : $"WARC-Target-URI: {url}\r\n")}WARC-Date: {date}\r\nWARC-Record-ID: <urn:made:{number}>\r\nContent-Type: {contentType}\r\nContent-Length: {block.Length}\r\n\r\n")),
            .. block,
            .. "\r\n\r\n"u8,
        ];
    }

    private string Title(long story) => Sentence(new Random(HashCode(story) ^ 1), 8);

    private List<string> Paragraphs(long story)
    {
        var random = new Random(HashCode(story));
        return [.. Enumerable.Range(0, random.Next(8, 20)).Select(_ => string.Join(' ', Enumerable.Range(0, random.Next(2, 5)).Select(_ => Sentence(random, random.Next(10, 24)))))];
    }

    private static void Links(StringBuilder html, Random random, int count)
    {
        for (int i = 0; i < count; i++)
            html.Append("<a href=\"/news/").Append(random.Next(1_000_000)).Append("\" class=\"link\">").Append(Sentence(random, random.Next(3, 9))).Append("</a>\n");
    }

    private static string Sentence(Random random, int words)
    {
        var sentence = new StringBuilder();
        for (int i = 0; i < words; i++)
        {
            // Few words are frequent, many are rare.
            string word = Words[(int)(Words.Length * Math.Pow(random.NextDouble(), 2.5))];
            if (i == 0) sentence.Append(char.ToUpperInvariant(word[0])).Append(word, 1, word.Length - 1);
            else sentence.Append(' ').Append(word);
        }
        return sentence.Append('.').ToString();
    }

    private static string[] MakeWords()
    {
        var random = new Random(1);
        string[] syllables = [.. from consonant in "bdfgklmnprstvw" from vowel in "aeiou" select $"{consonant}{vowel}"];
        return [.. Enumerable.Range(0, 20_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ => syllables[random.Next(syllables.Length)])))];
    }

    private int HashCode(long number) => unchecked((int)(((ulong)number * 2 + 1) * 0x9E3779B97F4A7C15UL >> 33) ^ seed);
}
