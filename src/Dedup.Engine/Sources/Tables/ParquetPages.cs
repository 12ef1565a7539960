using System.Buffers.Binary;
using System.Globalization;
using Parquet;
using Parquet.Schema;

namespace Dedup.Engine.Sources.Tables;

/// <summary>Reads Apache Parquet: a row is a page. Nested columns and those of no use are not read.</summary>
/// <remarks>Memory is bounded by the columns of one row group, because Parquet.Net gives a column of a row group whole.</remarks>
internal sealed class ParquetPages(SourceOptions options, PageFields fields)
{
    /// <summary>Largest row group in bytes of its columns of use; as strings they take twice as much.</summary>
    private const long MostGroupBytes = 1L << 30;

    /// <summary>Most rows of a row group: a few bytes may say any number of them, and each takes a place in every column.</summary>
    private const long MostGroupRows = 1L << 22;

    /// <summary>Reads to the end, row group by row group; a damaged one is a rejection.</summary>
    /// <param name="file">The file, which can be sought.</param>
    /// <param name="at">Where to begin.</param>
    /// <exception cref="InvalidDataException">The file is damaged as a whole, or has no column of text.</exception>
    public IEnumerable<SourceItem> Read(Stream file, SourceStart at)
    {
        RequireFooter(file);
        ParquetReader reader = Try(() => ParquetReader.CreateAsync(file).GetAwaiter().GetResult(), "the file is cut or damaged");
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
                row += rows.RowCount;
                if (row <= at.Done) continue;
                Dictionary<string, Func<int, string?>>? values = null;
                string? failure = null;
                try
                {
                    values = Columns(rows, used);
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

    /// <summary>Before its last four bytes a file says how long its footer is, for which the library makes room at once.</summary>
    private static void RequireFooter(Stream file)
    {
        Span<byte> tail = stackalloc byte[8];
        if (file.Length < tail.Length) throw new InvalidDataException("the file is cut or damaged: it has no footer");
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        int footer = BinaryPrimitives.ReadInt32LittleEndian(tail);
        if (footer < 0 || footer > file.Length - tail.Length) throw new InvalidDataException($"the file is cut or damaged: a footer of {footer} bytes in a file of {file.Length}");
        file.Position = 0;
    }

    private static Dictionary<string, Func<int, string?>> Columns(ParquetRowGroupReader rows, DataField[] used)
    {
        long bytes = used.Sum(column => Try(() => rows.GetMetadata(column)?.MetaData?.TotalUncompressedSize ?? 0, "the row group is damaged"));
        if (bytes > MostGroupBytes || rows.RowCount is < 0 or > MostGroupRows)
            throw new InvalidDataException($"the row group has {rows.RowCount} rows of {bytes} bytes, and at most {MostGroupRows} of {MostGroupBytes} are read; write the file with smaller row groups");
        return used.Select(column => (column.Name, Value: Try(() => Column(rows, column, (int)rows.RowCount), "the row group is damaged")))
            .Where(column => column.Value is not null)
            .ToDictionary(column => column.Name, column => column.Value!, StringComparer.Ordinal);
    }

    /// <summary>A column's values as text; null for types that say nothing of a page.</summary>
    private static Func<int, string?>? Column(ParquetRowGroupReader rows, DataField column, int count)
    {
        if (column.ClrType == typeof(string) || column.ClrType == typeof(ReadOnlyMemory<char>))
        {
            var texts = new string?[count];
            rows.ReadAsync(column, texts.AsMemory()!, null).AsTask().GetAwaiter().GetResult();
            return row => texts[row];
        }
        if (column.ClrType == typeof(byte[]) || column.ClrType == typeof(ReadOnlyMemory<byte>))
        {
            var bytes = new byte[]?[count];
            rows.ReadAsync(column, bytes.AsMemory()!, null).AsTask().GetAwaiter().GetResult();
            return row => bytes[row] is byte[] value ? Charsets.TextDecoder.Decode(value, null, isHtml: true) : null;
        }
        if (column.ClrType == typeof(DateTime)) return Of<DateTime>(time => Times.ToText(time.Kind == DateTimeKind.Local ? time.ToUniversalTime() : time));
        if (column.ClrType == typeof(DateTimeOffset)) return Of<DateTimeOffset>(time => Times.ToText(time.UtcDateTime));
        if (column.ClrType == typeof(DateOnly)) return Of<DateOnly>(day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (column.ClrType == typeof(long)) return Of<long>(number => number.ToString(CultureInfo.InvariantCulture));
        if (column.ClrType == typeof(int)) return Of<int>(number => number.ToString(CultureInfo.InvariantCulture));
        return null;

        Func<int, string?> Of<T>(Func<T, string> toText) where T : struct
        {
            if (!column.IsNullable)
            {
                var all = new T[count];
                rows.ReadAsync(column, all.AsMemory(), null).AsTask().GetAwaiter().GetResult();
                return row => toText(all[row]);
            }
            var values = new T?[count];
            rows.ReadAsync(column, values.AsMemory(), null).AsTask().GetAwaiter().GetResult();
            return row => values[row] is T value ? toText(value) : null;
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
