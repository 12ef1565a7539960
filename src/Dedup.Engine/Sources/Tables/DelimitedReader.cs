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
        bool runsOver = false;
        long mostCharacters = (long)RowForPage * options.MaxPageBytes;
        using var text = new RowText(new StreamReader(stream, TextDecoder.EncodingOf(head)), mostCharacters);
        using var parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = (header?.Delimiter ?? ',').ToString(),
            // A stray quote is a character like any other; one that opens a field and is closed rows later is not.
            BadDataFound = bad => runsOver |= bad.Field.StartsWith('"') && bad.Field.AsSpan().ContainsAny('\n', '\r'),
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
            if (row <= at.Done) continue;
            runsOver = false;
            SourceItem item = fields.ToPage(at.PlaceOf(row), at.KeyOf(row), values);
            for (int i = 0; i < parser.Count && !runsOver; i++) _ = parser[i];
            if (runsOver || (text.HasEnded && EndsInQuotes(parser.RawRecord, parser.Delimiter[0])))
                item = SourceItem.Rejected(at.PlaceOf(row), "a quote that opens a field is not closed in its row; rows behind it may have been taken for a part of this one");
            yield return item with { Line = row };
        }
    }

    /// <summary>Whether a field of the row is opened by a quote that nothing closes.</summary>
    private static bool EndsInQuotes(ReadOnlySpan<char> row, char delimiter)
    {
        bool begins = true;
        bool quoted = false;
        foreach (char c in row)
        {
            if (c == '"' && (quoted || begins)) quoted = !quoted;
            // The second of two quotes opens again what the first has closed.
            begins = c == delimiter || (c == '"' && !quoted);
        }
        return quoted;
    }

    /// <summary>Text of which one row must not take more than so many characters: a quote that is never closed would take them all.</summary>
    private sealed class RowText(TextReader inner, long mostCharacters) : TextReader
    {
        private long _read;

        public static InvalidDataException TooLong(long mostCharacters) =>
            new($"a row of more than {mostCharacters} characters, perhaps a quote that is not closed; the file is not read further");

        /// <summary>Whether there is no more.</summary>
        public bool HasEnded { get; private set; }

        public void BeginRow() => _read = 0;

        public override int Read(char[] buffer, int index, int count)
        {
            if (_read > mostCharacters) throw TooLong(mostCharacters);
            int read = inner.Read(buffer, index, count);
            _read += read;
            HasEnded |= read == 0 && count > 0;
            return read;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
