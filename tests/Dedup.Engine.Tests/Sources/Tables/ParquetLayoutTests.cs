using Dedup.Engine.Sources;
using Dedup.Engine.Sources.Tables;
using Parquet;
using Parquet.Schema;

namespace Dedup.Engine.Tests.Sources.Tables;

public sealed class ParquetLayoutTests
{
    private const int RowsInGroup = 40;

    public static TheoryData<CompressionMethod, bool> Forms => new(
        from codec in new[] { CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Zstd, CompressionMethod.Brotli, CompressionMethod.Lz4Raw }
        from dictionary in new[] { true, false }
        select (codec, dictionary));

    [Theory]
    [MemberData(nameof(Forms))]
    public async Task Every_codec_and_encoding_is_read_in_all_its_row_groups(CompressionMethod codec, bool dictionary)
    {
        (byte[] file, string?[] texts) = await Write(codec, dictionary);

        List<SourceItem> items = Reading.Of(file);

        Assert.Equal(texts, items.Select(item => item.Page?.Text));
        Assert.Equal(Enumerable.Range(0, texts.Length).Select(i => $"{i}"), items.Select(item => item.Page?.Key ?? $"{item.Line - 1}"));
    }

    public static TheoryData<string, CompressionMethod, bool> Damages => new(
        from codec in new[] { CompressionMethod.None, CompressionMethod.Snappy, CompressionMethod.Gzip, CompressionMethod.Zstd }
        from dictionary in new[] { true, false }
        from damage in new[] { "uncompressed 2147483647", "uncompressed 1073741824", "uncompressed -1", "compressed 2147483647", "compressed -1", "values 2147483647", "values 41", "values -1" }
        select (damage, codec, dictionary));

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task A_damaged_head_takes_its_row_group_and_no_memory(string damage, CompressionMethod codec, bool dictionary)
    {
        (byte[] file, string?[] texts) = await Write(codec, dictionary);
        Assert.Equal(dictionary ? Parquet.Meta.PageType.DICTIONARY_PAGE : Parquet.Meta.PageType.DATA_PAGE, (await FirstHead(file, 1)).Head.Type);
        string[] words = damage.Split(' ');
        byte[] bad = await WithHead(file, 1, words[0], int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture));

        List<SourceItem> items = Refused(bad, 64L << 20);

        string?[] left = [.. texts[..RowsInGroup], .. texts[(2 * RowsInGroup)..]];
        Assert.Equal(left, items.Where(item => item.Rejection is null || !item.Rejection.Reason.StartsWith("rows ", StringComparison.Ordinal)).Select(item => item.Page?.Text));
        Assert.StartsWith($"rows {RowsInGroup + 1} to {2 * RowsInGroup}: column text, page 1 at byte ", items[RowsInGroup].Rejection!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CompressionMethod.Snappy)]
    [InlineData(CompressionMethod.Zstd)]
    public async Task A_page_that_claims_more_than_its_head_is_refused(CompressionMethod codec)
    {
        (byte[] file, _) = await Write(codec, false);
        (long at, ParquetPageHead head) = await FirstHead(file, 1);
        Assert.True(at < head.DataAt);
        // A snappy block begins with its length; a Zstandard frame of one segment has it behind five bytes, four long by the flags
        // 0xA0, and here one last block as it is, of the rest of the page.
        int block = (int)((head.CompressedBytes - 12) << 3) | 1;
        byte[] claim = codec == CompressionMethod.Snappy
            ? [0xFF, 0xFF, 0xFF, 0xFF, 0x07]
            : [0x28, 0xB5, 0x2F, 0xFD, 0xA0, 0xFF, 0xFF, 0xFF, 0x7F, (byte)block, (byte)(block >> 8), (byte)(block >> 16)];
        claim.CopyTo(file, (int)head.DataAt);

        List<SourceItem> items = Refused(file, 64L << 20);

        Assert.Contains("and the data say 2147483647", items[RowsInGroup].Rejection!.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_with_one_long_entry_of_a_dictionary_share_it()
    {
        const int Rows = 2_000;
        var text = new DataField<string>("text", false);
        using var memory = new MemoryStream();
        string entry = new('a', 1 << 18);
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(text), memory, Options(CompressionMethod.Snappy, true), cancellationToken: TestContext.Current.CancellationToken))
        {
            using ParquetRowGroupWriter group = writer.CreateRowGroup();
            await group.WriteAsync(text, (IReadOnlyCollection<string>)[.. Enumerable.Repeat(entry, Rows)]);
        }
        Assert.InRange(memory.Length, 1, 4 << 20);
        var reader = new ParquetPages(new SourceOptions(), new PageFields(new SourceOptions()));
        long before = GC.GetAllocatedBytesForCurrentThread();

        SourceItem first = reader.Read(memory, new SourceStart("t", "t", 0)).First();

        Assert.Equal(entry, first.Page!.Text);
        // As texts of their own the rows would take 1 GB.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64L << 20);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_row_group_of_no_or_fewer_than_no_rows_has_a_place_of_its_own(byte rows)
    {
        (byte[] file, string?[] texts) = await Write(CompressionMethod.Snappy, false);
        // Field 3 of a row group, 40 rows, stands before field 6, or a group's end; 1 is the zigzag of -1.
        int footer = file.Length - 8 - BitConverter.ToInt32(file, file.Length - 8);
        int at = Enumerable.Range(footer, file.Length - footer - 3).Where(i => file[i] == 0x16 && file[i + 1] == 2 * RowsInGroup && file[i + 2] == 0x36).ElementAt(1);
        file[at + 1] = rows;

        List<SourceItem> items = Reading.Of(file);

        Assert.StartsWith("rows 41 to 41: ", Assert.Single(items, item => item.Page is null && item.Rejection!.Reason.StartsWith("rows", StringComparison.Ordinal)).Rejection!.Reason, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, (2 * RowsInGroup) + 1).Select(i => (long)i), items.Select(item => item.Line));
        Assert.Equal(texts[(2 * RowsInGroup)..], items.Skip(RowsInGroup + 1).Select(item => item.Page?.Text));
    }

    [Fact]
    public async Task A_footer_of_which_any_byte_is_damaged_takes_no_memory()
    {
        (byte[] file, _) = await Write(CompressionMethod.Snappy, true);
        int footer = BitConverter.ToInt32(file, file.Length - 8);
        for (int at = file.Length - 8 - footer; at < file.Length - 8; at++)
        {
            foreach (byte value in (ReadOnlySpan<byte>)[0x1C, 0xFC, 0xFF])
            {
                byte[] bad = [.. file];
                bad[at] = value;
                Allocating(bad, 64L << 20);
            }
        }
    }

    [Theory]
    [InlineData("1C1C1C", "field 1 of type 12 instead of 5")]
    [InlineData("18FFFFFFFF07", "field 1 of type 8 instead of 5")]
    [InlineData("15021502", "no end within its bounds")]
    [InlineData("150205020200", "field 1 twice")]
    [InlineData("9C150000", "field 9 of type 12, which is not known")]
    [InlineData("15FFFFFFFFFFFF0100", "a number of more than 5 bytes")]
    [InlineData("5C5C180500", "a value of 5 bytes where 1 are left")]
    public void A_struct_that_would_be_read_in_two_ways_is_refused(string bytes, string reason)
    {
        byte[] head = Convert.FromHexString(bytes);
        var walk = new ThriftWalk(new MemoryStream(head), head.Length);

        Assert.Equal(reason, Assert.Throws<InvalidDataException>(() => walk.Walk(ParquetShapes.PageHeader)).Message);
    }

    [Fact]
    public void An_unknown_number_and_an_unknown_empty_struct_are_passed_over()
    {
        byte[] head = Convert.FromHexString("150295021C0000");
        var walk = new ThriftWalk(new MemoryStream(head), head.Length);

        walk.Walk(ParquetShapes.PageHeader);

        Assert.Equal(head.Length, walk.Position);
    }

    private static List<SourceItem> Refused(byte[] file, long mostBytes)
    {
        List<SourceItem> items = Allocating(file, mostBytes);
        Assert.Single(items, item => item.Rejection?.Reason.StartsWith("rows ", StringComparison.Ordinal) ?? false);
        return items;
    }

    private static List<SourceItem> Allocating(byte[] file, long mostBytes)
    {
        // Of this thread, which reads: other tests allocate at the same time.
        long before = GC.GetAllocatedBytesForCurrentThread();
        List<SourceItem> items = Reading.Of(file);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, mostBytes);
        return items;
    }

    private static ParquetOptions Options(CompressionMethod codec, bool dictionary) =>
        new() { CompressionMethod = codec, ColumnEncodingHints = { ["text"] = dictionary ? EncodingHint.Dictionary : EncodingHint.Default } };

    /// <summary>Three row groups with some texts missing.</summary>
    private static async Task<(byte[] File, string?[] Texts)> Write(CompressionMethod codec, bool dictionary)
    {
        string?[] texts = [.. Enumerable.Range(0, 3 * RowsInGroup).Select(i => i % 7 == 3 ? null : dictionary ? $"Text {i % 3} of the table." : $"Text {i} of the table.")];
        var text = new DataField<string>("text", true);
        var id = new DataField<long>("id", false);
        using var memory = new MemoryStream();
        await using (ParquetWriter writer = await ParquetWriter.CreateAsync(new ParquetSchema(text, id), memory, Options(codec, dictionary)))
        {
            for (int row = 0; row < texts.Length; row += RowsInGroup)
            {
                using ParquetRowGroupWriter group = writer.CreateRowGroup();
                await group.WriteAsync(text, (IReadOnlyCollection<string>)[.. texts[row..(row + RowsInGroup)]!]);
                await group.WriteAsync<long>(id, Enumerable.Range(row, RowsInGroup).Select(i => (long)i).ToArray());
            }
        }
        return (memory.ToArray(), texts);
    }

    private static async Task<(long At, ParquetPageHead Head)> FirstHead(byte[] file, int group)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(new MemoryStream(file));
        using ParquetRowGroupReader rows = reader.OpenRowGroupReader(group);
        Parquet.Meta.ColumnMetaData chunk = rows.RowGroup.Columns[0].MetaData!;
        long at = chunk.DictionaryPageOffset is > 0 and long dictionary ? dictionary : chunk.DataPageOffset;
        return (at, ParquetPageHead.Read(new MemoryStream(file) { Position = at }, file.Length));
    }

    /// <summary>The file with another head before the first page of its first column; a shorter page makes room for it.</summary>
    private static async Task<byte[]> WithHead(byte[] file, int group, string field, int value)
    {
        (long at, ParquetPageHead head) = await FirstHead(file, group);
        int Or(string name, long said) => field == name ? value : (int)said;
        var bytes = new List<byte> { 0x15 };
        void Number(long number)
        {
            ulong zigzag = (ulong)((number << 1) ^ (number >> 63));
            for (; zigzag > 127; zigzag >>= 7) bytes.Add((byte)(zigzag | 128));
            bytes.Add((byte)zigzag);
        }

        bool isData = head.Type == Parquet.Meta.PageType.DATA_PAGE;
        Number((int)head.Type);
        bytes.Add(0x15);
        Number(Or("uncompressed", head.UncompressedBytes));
        bytes.Add(0x15);
        Number(Or("compressed", head.CompressedBytes));
        bytes.AddRange(isData ? [0x2C, 0x15] : [0x4C, 0x15]);
        // A dictionary may have as many entries as its bytes, so 41 of them are told by the library alone.
        Number(Or("values", head.Values) == RowsInGroup + 1 && !isData ? 1 << 20 : Or("values", head.Values));
        bytes.AddRange([0x15, 0x00, .. isData ? (byte[])[0x15, 0x06, 0x15, 0x06] : [], 0x00, 0x00]);
        byte[] bad = [.. file];
        bytes.ToArray().CopyTo(bad, (int)at);
        return bad;
    }
}
