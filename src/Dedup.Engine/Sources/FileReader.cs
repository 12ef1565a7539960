using System.Text;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources.Charsets;
using Dedup.Engine.Sources.Input;
using Dedup.Engine.Sources.Tables;
using Dedup.Engine.Sources.Warc;

namespace Dedup.Engine.Sources;

/// <summary>Reads the pages of one file, whatever its format and compression.</summary>
/// <param name="options">How it is read.</param>
/// <param name="passedOver">Called for every record of an archive that is no page.</param>
internal sealed class FileReader(SourceOptions options, Action passedOver)
{
    private readonly PageFields _fields = new(options);

    /// <summary>Reads to the end.</summary>
    /// <param name="stream">The bytes, from the first.</param>
    /// <param name="at">The file, and where in it to begin.</param>
    /// <exception cref="InvalidDataException">It cannot be read further.</exception>
    public IEnumerable<SourceItem> Read(Stream stream, SourceStart at)
    {
        var head = new PeekStream(stream);
        if (Compression.IsGzip(head.Peek(4)) && WarcReader.IsGzipOfRecords(head.Peek(PeekStream.MostBytes)))
        {
            foreach (SourceItem item in new WarcReader(options, passedOver).ReadGzip(FromStart(stream, head), at)) yield return item;
            yield break;
        }
        using PeekStream bytes = Compression.Unwrap(head);
        at.IsCompressed = bytes != head;
        foreach (SourceItem item in ReadFormat(stream, head, bytes, at)) yield return item;
    }

    private IEnumerable<SourceItem> ReadFormat(Stream stream, PeekStream head, PeekStream bytes, SourceStart at)
    {
        switch (FormatDetector.Of(bytes, at.Key, _fields))
        {
            case SourceFormat.Warc:
                return new WarcReader(options, passedOver).Read(at.IsCompressed ? bytes : FromStart(stream, head), at);
            case SourceFormat.JsonLines:
                at.Reached = 0;
                return new JsonLinesReader(options, _fields).Read(AsUtf8(bytes), at);
            case SourceFormat.Delimited:
                at.Reached = 0;
                return new DelimitedReader(options, _fields).Read(bytes, at);
            case SourceFormat.Parquet:
                return ReadParquet(at.IsCompressed || !stream.CanSeek ? bytes : FromStart(stream, head), at);
            case SourceFormat format:
                return at.Done == 0 ? [ReadWhole(bytes, at, format == SourceFormat.Html)] : [];
        }
    }

    /// <summary>The stream from its first byte again, where it can be sought.</summary>
    private static Stream FromStart(Stream stream, PeekStream head)
    {
        if (!stream.CanSeek) return head;
        stream.Position = 0;
        return stream;
    }

    private IEnumerable<SourceItem> ReadParquet(Stream stream, SourceStart at)
    {
        using Stream file = stream.CanSeek ? stream : SpooledFile.Of(stream);
        at.Reached = 0;
        foreach (SourceItem item in new ParquetPages(options, _fields).Read(file, at)) yield return item;
    }

    /// <summary>JSON is read as UTF-8; UTF-16 with a byte-order mark is transcoded on the way.</summary>
    private static Stream AsUtf8(PeekStream stream) => stream.Peek(2) switch
    {
        [0xFF, 0xFE, ..] => Encoding.CreateTranscodingStream(stream, Encoding.Unicode, Encoding.UTF8),
        [0xFE, 0xFF, ..] => Encoding.CreateTranscodingStream(stream, Encoding.BigEndianUnicode, Encoding.UTF8),
        _ => stream,
    };

    private SourceItem ReadWhole(PeekStream stream, SourceStart at, bool isHtml)
    {
        if (ForeignFormats.Refusal(stream.Peek(HtmlSniffer.HeadBytes)) is string refusal) return SourceItem.Rejected(at.Place, refusal);
        using var memory = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            memory.Write(buffer, 0, read);
            if (memory.Length > options.MaxPageBytes)
                return SourceItem.Rejected(at.Place, $"page larger than {options.MaxPageBytes} bytes");
        }
        if (memory.Length == 0) return SourceItem.Rejected(at.Place, "empty file");
        string? text = TextDecoder.Decode(memory.GetBuffer().AsSpan(0, (int)memory.Length), null, isHtml);
        return text is null
            ? SourceItem.Rejected(at.Place, ForeignFormats.Binary)
            : SourceItem.Of(new Page(options.Key(at.Key), at.Place, text, new PageHints(MediaType: isHtml ? "text/html" : null), null) { IsNamedByPlace = true });
    }
}
