namespace Dedup.Engine.Sources.Tables;

/// <summary>The two structs that stand in a Parquet file, with all they hold.</summary>
/// <remarks>
/// Source: https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift. A later version of Parquet.Net
/// that knows more fields has to have them here too.
/// </remarks>
internal static class ParquetShapes
{
    private static readonly ThriftShape Empty = new("");
    private static readonly ThriftShape Statistics = new("bbllbbttl");

    /// <summary>The head of a page: type, sizes, checksum, and one of the heads of data, index, dictionary and data of version 2.</summary>
    public static readonly ThriftShape PageHeader = new("iiiissss", new("iiiis", Statistics), Empty, new("iit"), new("iiiiiits", Statistics));

    private static readonly ThriftShape KeyValue = new("bb");
    private static readonly ThriftShape Time = new("ts", new ThriftShape("sss", Empty, Empty, Empty));

    private static readonly ThriftShape LogicalType = new(
        "ssssssss-sssssssss", Empty, Empty, Empty, Empty, new("ii"), Empty, Time, Time, new("yt"), Empty, Empty, Empty, Empty, Empty, new("y"), new("b"), new("bi"));

    private static readonly ThriftShape SchemaElement = new("iiibiiiiis", LogicalType);
    private static readonly ThriftShape GeospatialStatistics = new("sI", new ThriftShape("dddddddd"));

    private static readonly ThriftShape ColumnMetaData = new(
        "iIBilllSlllsSliss", KeyValue, Statistics, new("iii"), new("lLL"), GeospatialStatistics);

    private static readonly ThriftShape ColumnChunk = new("blslilisb", ColumnMetaData, new("ss", Empty, new("Bb")));
    private static readonly ThriftShape RowGroup = new("SllSllh", ColumnChunk, new("itt"));
    private static readonly ThriftShape Cipher = new("bbt");

    /// <summary>The footer: schema, row groups and their columns.</summary>
    public static readonly ThriftShape FileMetaData = new(
        "iSlSSbSsb", SchemaElement, RowGroup, KeyValue, new("ss", Empty, Empty), new("ss", Cipher, Cipher));
}
