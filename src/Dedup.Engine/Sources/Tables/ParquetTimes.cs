using System.Globalization;
using Parquet.Meta;
using Parquet.Schema;

namespace Dedup.Engine.Sources.Tables;

/// <summary>Times and days as the numbers that Parquet stores (format: LogicalTypes.md, Temporal Types).</summary>
/// <remarks>The library gives them as times, but of some encodings it does not: DuckDB's second version of the format packs them as differences.</remarks>
internal static class ParquetTimes
{
    /// <summary>How a column's numbers are read as times, or days: of one that is no time, or cannot be, null; null for a column of other things.</summary>
    public static Func<long, string?>? Reading(DataField column)
    {
        SchemaElement? element = column.SchemaElement;
        LogicalType? logical = element?.LogicalType;
        return (element?.Type, element?.ConvertedType) switch
        {
            (Parquet.Meta.Type.INT32, ConvertedType.DATE) => Day,
            (Parquet.Meta.Type.INT32, _) when logical?.DATE is not null => Day,
            (Parquet.Meta.Type.INT64, ConvertedType.TIMESTAMP_MILLIS) => count => Time(count, TimeSpan.TicksPerMillisecond),
            (Parquet.Meta.Type.INT64, ConvertedType.TIMESTAMP_MICROS) => count => Time(count, TimeSpan.TicksPerMicrosecond),
            (Parquet.Meta.Type.INT64, _) when logical?.TIMESTAMP?.Unit is TimeUnit unit => unit.NANOS is not null ? count => Time(count / TimeSpan.NanosecondsPerTick, 1)
                : unit.MICROS is not null ? count => Time(count, TimeSpan.TicksPerMicrosecond) : count => Time(count, TimeSpan.TicksPerMillisecond),
            _ => null,
        };
    }

    private static string? Day(long days) => Since(days, TimeSpan.TicksPerDay)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Time(long count, long ticks) => Since(count, ticks) is DateTime time ? Times.ToText(time) : null;

    private static DateTime? Since(long count, long ticks) =>
        (Int128)count * ticks is var span && span >= -DateTime.UnixEpoch.Ticks && span <= DateTime.MaxValue.Ticks - DateTime.UnixEpoch.Ticks
            ? DateTime.UnixEpoch.AddTicks((long)span) : null;
}
