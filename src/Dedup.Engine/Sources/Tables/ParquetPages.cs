using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Dedup.Engine.Sources.Tables;

/// <summary>Reads Apache Parquet: a row is a page. Nested columns and those of no use are not read.</summary>
/// <remarks>Memory is bounded by the columns of one row group, because Parquet.Net gives a column of a row group whole.</remarks>
internal sealed class ParquetPages(SourceOptions options, PageFields fields)
{
    /// <summary>Reads to the end, row group by row group; a damaged one is a rejection.</summary>
    /// <param name="file">The file, which can be sought.</param>
    /// <param name="at">Where to begin.</param>
    /// <exception cref="InvalidDataException">The file is damaged as a whole, or has no column of text.</exception>
    public IEnumerable<SourceItem> Read(Stream file, SourceStart at)
    {
        var fenced = new FencedStream(file);
        var layout = new ParquetLayout(fenced);
        ParquetReader reader = Try(() => ParquetReader.CreateAsync(fenced).GetAwaiter().GetResult(), "the file is cut or damaged");
        try
        {
            // Nested columns have their own names inside others; a page's fields are not among them.
            DataField[] columns = [.. Try(() => reader.Schema.Fields.OfType<DataField>().Where(field => !field.IsArray), "the schema is damaged")];
            ColumnRule.Require([.. columns.Select(column => column.Name)], fields, options);
            HashSet<string> names = [.. fields.Names];
            DataField[] used = [.. columns.Where(column => names.Contains(column.Name)).DistinctBy(column => column.Name)];
            long row = 0;
            for (int group = 0; group < reader.RowGroupCount; group++)
            {
                using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
                long first = row + 1;
                if (rows.RowCount == 0 && used.All(column => rows.GetMetadata(column)?.MetaData?.NumValues is null or 0)) continue;
                if (rows.RowCount > long.MaxValue - row) throw new InvalidDataException($"the file is damaged: a row group of {rows.RowCount} rows");
                // One whose number of rows is damaged is rejected, and takes a row's place so that the rejection has one of its own.
                row += Math.Max(1, rows.RowCount);
                if (row <= at.Done) continue;
                Dictionary<string, Func<int, string?>>? values = null;
                string? failure = null;
                try
                {
                    values = Columns(rows, used, layout, fenced);
                }
                catch (InvalidDataException e)
                {
                    failure = e.Message;
                }
                if (values is null)
                {
                    yield return SourceItem.Rejected(at.PlaceOf(first), string.Create(CultureInfo.InvariantCulture, $"rows {first} to {row}: {failure}")) with { Line = row };
                    continue;
                }
                for (long each = Math.Max(first, at.Done + 1); each <= row; each++)
                {
                    int index = (int)(each - first);
                    string? Value(string name, bool isText) => values.GetValueOrDefault(name)?.Invoke(index);
                    yield return fields.ToPage(at.PlaceOf(each), at.KeyOf(each), Value) with { Line = each };
                }
            }
        }
        finally
        {
            reader.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static Dictionary<string, Func<int, string?>> Columns(ParquetRowGroupReader rows, DataField[] used, ParquetLayout layout, FencedStream file)
    {
        const string Failure = "the row group is damaged";
        long[] ends = layout.Require(rows, used);
        var texts = new Dictionary<string, Func<int, string?>>(StringComparer.Ordinal);
        foreach ((DataField column, long end) in used.Zip(ends))
        {
            file.Fence = end;
            if (Try(() => Column(rows, column, (int)rows.RowCount), Failure) is { } text) texts.Add(column.Name, text);
        }
        return texts;
    }

    /// <summary>A column's values as text; null for types that say nothing of a page.</summary>
    private static Func<int, string?>? Column(ParquetRowGroupReader rows, DataField column, int count)
    {
        if (column.ClrType == typeof(string) || column.ClrType == typeof(ReadOnlyMemory<char>)) return Of<ReadOnlyMemory<char>>(text => text.ToString());
        if (column.ClrType == typeof(byte[]) || column.ClrType == typeof(ReadOnlyMemory<byte>)) return Of<ReadOnlyMemory<byte>>(bytes => Charsets.TextDecoder.Decode(bytes.ToArray(), null, isHtml: true));
        if (ParquetTimes.Reading(column) is { } toTime)
            return column.SchemaElement!.Type == Parquet.Meta.Type.INT32 ? Of<int>(days => toTime(days), As<int>()) : Of(toTime, As<long>());
        if (column.ClrType == typeof(DateTime)) return Of<DateTime>(time => Times.ToText(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time));
        if (column.ClrType == typeof(long)) return Of<long>(number => number.ToString(CultureInfo.InvariantCulture));
        if (column.ClrType == typeof(int)) return Of<int>(number => number.ToString(CultureInfo.InvariantCulture));
        return null;

        // The same column as if it held these.
        DataField As<T>() => (DataField)new ParquetSchema(new DataField<T>(column.Name, column.IsNullable)).Fields[0];

        // Raw, so that rows with the same entry of a dictionary share it: the library would give each a text of its own.
        Func<int, string?> Of<T>(Func<T, string?> toText, DataField? held = null) where T : struct
        {
            var values = new T[count];
            int[]? places = column.MaxDefinitionLevel > 0 ? new int[count] : null;
            rows.ReadRawAsync(held ?? column, values.AsMemory(), places is null ? (Memory<int>?)null : places, null).AsTask().GetAwaiter().GetResult();
            if (places is null) return row => toText(values[row]);
            // The values that are there stand close together.
            for (int row = 0, next = 0; row < count; row++) places[row] = places[row] == column.MaxDefinitionLevel ? next++ : -1;
            return row => places[row] < 0 ? null : toText(values[places[row]]);
        }
    }

    /// <summary>Damaged files make the library throw whatever its code runs into, even for want of memory where a length is damaged.</summary>
    private static T Try<T>(Func<T> read, string failure)
    {
        try
        {
            return read();
        }
        catch (Exception e)
        {
            throw new InvalidDataException($"{failure}: {e.Message}", e);
        }
    }
}
