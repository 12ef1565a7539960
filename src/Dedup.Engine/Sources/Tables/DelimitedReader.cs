using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Dedup.Engine.Sources.Charsets;
using Dedup.Engine.Sources.Input;

namespace Dedup.Engine.Sources.Tables;

/// <summary>Reads tables of text (RFC 4180 and its relatives) whose first line names the columns; a row is a page.</summary>
internal sealed class DelimitedReader(SourceOptions options, PageFields fields)
{
    /// <summary>A row may be this many times as long as the largest page: its other columns, and quotes that are doubled.</summary>
    private const int RowForPage = 4;

    /// <summary>Reads to the end, a row at a time.</summary>
    /// <exception cref="InvalidDataException">The table has no column of text, or a row does not end.</exception>
    public IEnumerable<SourceItem> Read(PeekStream stream, SourceStart at)
    {
        ReadOnlySpan<byte> head = stream.Peek(PeekStream.MostBytes);
        TableHeader? header = TableHeader.Of(head);
        long mostCharacters = (long)RowForPage * options.MaxPageBytes;
        using var text = new RowText(new StreamReader(stream, TextDecoder.EncodingOf(head)), mostCharacters);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = (header?.Delimiter ?? ',').ToString(),
            // A stray quote is a character like any other.
            BadDataFound = null,
            CacheFields = false,
        }, leaveOpen: true);
        if (!parser.Read()) yield break;
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        for (int i = 0; i < parser.Count; i++) columns.TryAdd(parser[i].Trim().TrimStart('\uFEFF'), i);
        ColumnRule.Require(columns.Keys, fields, options);
        PageFields.Values values = (name, _) => columns.TryGetValue(name, out int i) && i < parser.Count ? parser[i] : null;
        for (long row = 1; ; row++)
        {
            text.BeginRow();
            long before = parser.CharCount;
            if (!parser.Read()) yield break;
            // What a row needs of the next read depends on where the last one ended; its length does not.
            if (parser.CharCount - before > mostCharacters) throw RowText.TooLong(mostCharacters);
            at.Reached = row;
            if (row > at.Done) yield return fields.ToPage(at.PlaceOf(row), at.KeyOf(row), values) with { Line = row };
        }
    }

    /// <summary>Text of which one row must not take more than so many characters: a quote that is never closed would take them all.</summary>
    private sealed class RowText(TextReader inner, long mostCharacters) : TextReader
    {
        private long _read;

        public static InvalidDataException TooLong(long mostCharacters) =>
            new($"a row of more than {mostCharacters} characters, perhaps a quote that is not closed; the file is not read further");

        public void BeginRow() => _read = 0;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_read > mostCharacters) throw TooLong(mostCharacters);
            int read = inner.Read(buffer, index, count);
            _read += read;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
