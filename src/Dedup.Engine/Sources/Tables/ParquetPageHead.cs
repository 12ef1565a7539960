using Parquet.Meta;

namespace Dedup.Engine.Sources.Tables;

/// <summary>What the head of a page of a Parquet column says. Numbers are as they stand there, checked by none.</summary>
/// <param name="Type">Data, dictionary, or data of version 2.</param>
/// <param name="DataAt">Where the page begins behind its head.</param>
/// <param name="CompressedBytes">Of the page, levels included.</param>
/// <param name="UncompressedBytes">Of the page, levels included.</param>
/// <param name="Values">Missing ones included.</param>
/// <param name="Nulls">Missing ones, which only version 2 says.</param>
/// <param name="DefinitionBytes">Of the levels that stand uncompressed before the values in version 2.</param>
/// <param name="RepetitionBytes">Likewise.</param>
/// <param name="IsCompressed">False where version 2 says so.</param>
internal readonly record struct ParquetPageHead(
    PageType Type, long DataAt, long CompressedBytes, long UncompressedBytes, long Values, long Nulls, long DefinitionBytes, long RepetitionBytes, bool IsCompressed)
{
    /// <summary>Reads the head that begins where the stream stands.</summary>
    /// <param name="file">The file.</param>
    /// <param name="end">Where the head must have ended.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static ParquetPageHead Read(Stream file, long end)
    {
        var said = new Dictionary<int, long>();
        var walk = new ThriftWalk(file, end);
        walk.Walk(ParquetShapes.PageHeader, (path, number) => said[path] = number);
        // Keys are numbers of fields: 0x51 is field 1 of field 5.
        long Said(int path) => said.TryGetValue(path, out long number) ? number : throw new InvalidDataException($"no field {path:x}");
        (long values, long nulls, long definition, long repetition, bool isCompressed) = Said(1) switch
        {
            (long)PageType.DATA_PAGE => (Said(0x51), 0, 0, 0, true),
            (long)PageType.DICTIONARY_PAGE => (Said(0x71), 0, 0, 0, true),
            (long)PageType.DATA_PAGE_V2 => (Said(0x81), Said(0x82), Said(0x85), Said(0x86), said.GetValueOrDefault(0x87, 1) == 1),
            long other => throw new InvalidDataException($"a page of type {other}"),
        };
        return new ParquetPageHead((PageType)Said(1), walk.Position, Said(3), Said(2), values, nulls, definition, repetition, isCompressed);
    }
}
