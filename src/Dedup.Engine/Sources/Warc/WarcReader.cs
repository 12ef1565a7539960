using Dedup.Engine.Sources.Input;

namespace Dedup.Engine.Sources.Warc;

/// <summary>Reads web archives (WARC, ISO 28500) and their extracted texts (WET), plain or with gzip members.</summary>
/// <remarks>
/// Pages are response records with status 2xx and HTML or plain text, resource records of these types, and conversions.
/// Every other record (requests, metadata, revisits, pictures, errors) is passed over and counted. A page's line is the place
/// of its record: its first byte in the file, counted from 1, so that <c>tail -c +N</c> begins with it; a record that is not
/// the first of its gzip member adds its number in it. Reading goes on there by seeking, where a member or a plain record
/// begins there, else by reading over what was read. A damaged record is one rejection; the next record is looked for.
/// Own code, because no maintained WARC library for .NET is published. One file of more than 200 lines, because reading a
/// record and finding the next one after damage need each other at every step.
/// </remarks>
internal sealed class WarcReader(SourceOptions options, Action passedOver)
{
    /// <summary>Bytes of compressed data that are decompressed only to be passed over: some stand for any number.</summary>
    private const long MostPassedOver = 1 << 28;

    /// <summary>Bytes that suffice to tell whether a gzip member begins with a record.</summary>
    private const int HeadBytes = 1 << 12;

    /// <summary>Reads to the end. Memory is bounded by the largest page.</summary>
    /// <param name="stream">The records; sought where it can be.</param>
    /// <param name="at">Where to begin.</param>
    /// <exception cref="InvalidDataException">A layer of compression around it is damaged.</exception>
    public IEnumerable<SourceItem> Read(Stream stream, SourceStart at)
    {
        var window = new ByteWindow(stream);
        if (at.Done > 0 && window.CanSeek && at.Done < window.Length)
        {
            window.GoTo(at.Done - 1);
            if (!window.Ahead(5).StartsWith("WARC/"u8)) window.GoTo(0);
        }
        while (SkipBlank(window))
        {
            long line = window.Position + 1;
            SourceItem? item = Next(window, at, line, at.IsCompressed);
            if (line > at.Done && item is SourceItem found) yield return found with { Line = line };
        }
    }

    /// <summary>Reads records in gzip members, one a member as a rule.</summary>
    public IEnumerable<SourceItem> ReadGzip(Stream stream, SourceStart at)
    {
        var window = new ByteWindow(stream);
        if (at.Done > 0 && window.CanSeek && at.Done < window.Length)
        {
            window.GoTo(at.Done - 1);
            if (!IsMemberOfRecords(window.Ahead(HeadBytes))) window.GoTo(0);
        }
        var records = new ByteWindow(Stream.Null);
        while (!window.Ahead(1).IsEmpty)
        {
            long start = window.Position;
            long line = start + 1;
            using GzipMember? member = Open(window, out string? failure);
            if (member is not null) records.Reset(member);
            while (failure is null)
            {
                SourceItem? item = null;
                try
                {
                    if (!SkipBlank(records)) break;
                    item = Next(records, at, line, isCompressed: true);
                }
                catch (InvalidDataException e)
                {
                    failure = e.Message;
                    break;
                }
                if (line > at.Done && item is SourceItem found) yield return found with { Line = line };
                line++;
            }
            if (failure is null) continue;
            if (line > at.Done) yield return SourceItem.Rejected(at.PlaceOf(line), failure) with { Line = line };
            // What is damaged may have been read on into what follows.
            if (window.CanSeek && window.Position - start < MostPassedOver) window.GoTo(start + 1);
            if (!FindMember(window)) yield break;
        }
    }

    /// <summary>The record that the window stands at, and the window behind it.</summary>
    /// <returns>A page or a rejection; null for a record that is neither.</returns>
    private SourceItem? Next(ByteWindow window, SourceStart at, long line, bool isCompressed)
    {
        string place = at.PlaceOf(line);
        if (WarcRecord.Read(window, out string reason) is not WarcRecord record) return Damaged(window, place, reason, isCompressed);
        long block = window.Position;
        if (!isCompressed && window.CanSeek && record.Length > window.Length - block)
            return Damaged(window, place, $"the record is cut: {window.Length - block} of {record.Length} bytes", isCompressed);
        bool isPage = record.IsPage(Head(window, record.Length));
        bool isHeld = record.Length <= (long)options.MaxPageBytes + WarcRecord.MostHeadBytes && (isPage || !window.CanSeek);
        if (!isHeld && isCompressed && record.Length > MostPassedOver) throw new InvalidDataException($"a record of {record.Length} bytes in compressed data");
        // Held until the end is seen: its length may be what is damaged, and the next record stand in what was taken for its block.
        ReadOnlyMemory<byte> held = isHeld ? window.Held((int)record.Length) : default;
        long read = isHeld ? Math.Min(held.Length, record.Length) : window.CanSeek ? GoBehind(window, record.Length) : window.Skip(record.Length);
        if (read < record.Length || !IsBetweenRecords(window, isHeld ? (int)record.Length : 0))
        {
            if (!isHeld && window.CanSeek) window.GoTo(block);
            return Damaged(window, place, read < record.Length ? $"the record is cut: {read} of {record.Length} bytes" : "no record begins where the record ends by its Content-Length", isCompressed);
        }
        SourceItem? page = !isPage ? null : isHeld ? record.ToPage(window.Held((int)record.Length)[..(int)record.Length], place, at.KeyOf(line), options)
            : SourceItem.Rejected(place, $"page larger than {options.MaxPageBytes} bytes");
        if (isHeld) window.Advance((int)record.Length);
        if (page is null) passedOver();
        return page;
    }

    private static SourceItem Damaged(ByteWindow window, string place, string reason, bool isCompressed)
    {
        FindRecord(window, isCompressed);
        return SourceItem.Rejected(place, reason);
    }

    /// <summary>The beginning of a block, with all of an HTTP head.</summary>
    private static ReadOnlySpan<byte> Head(ByteWindow window, long length)
    {
        int most = (int)Math.Min(length, WarcRecord.MostHeadBytes);
        ReadOnlySpan<byte> head = window.Ahead(Math.Min(most, 4096));
        if (head.Length < most && head.IndexOf("\r\n\r\n"u8) < 0) head = window.Ahead(most);
        return head[..Math.Min(most, head.Length)];
    }

    private static long GoBehind(ByteWindow window, long length)
    {
        window.GoTo(window.Position + length);
        return length;
    }

    /// <summary>Passes the line ends over that stand behind a record.</summary>
    /// <returns>Whether anything follows.</returns>
    private static bool SkipBlank(ByteWindow window)
    {
        while (window.Ahead(1) is { Length: > 0 } ahead)
        {
            int other = ahead.IndexOfAnyExcept((byte)'\r', (byte)'\n');
            window.Advance(other < 0 ? ahead.Length : other);
            if (other >= 0) return true;
        }
        return false;
    }

    /// <summary>Whether a record ends here: by its two line ends, or, where programs write less, by what follows.</summary>
    /// <param name="window">The window.</param>
    /// <param name="block">Bytes of the record's block before its end.</param>
    private static bool IsBetweenRecords(ByteWindow window, int block)
    {
        // Looks at what follows too, so that a gzip member that ends here is checked.
        if (Behind(4).StartsWith("\r\n\r\n"u8)) return Behind(5).Length >= 4;
        // Nothing is taken: where no record follows, all of this belongs to what is looked through again.
        for (int look = 64; ; look *= 2)
        {
            ReadOnlySpan<byte> behind = Behind(look);
            ReadOnlySpan<byte> next = behind.TrimStart("\r\n"u8);
            if (next.Length >= 5 || behind.Length < look || look > WarcRecord.MostHeadBytes) return "WARC/"u8.StartsWith(next[..Math.Min(5, next.Length)]);
        }

        ReadOnlySpan<byte> Behind(int atLeast) => window.Ahead(block + atLeast)[block..];
    }

    /// <summary>Goes to the next record; to the end where there is none.</summary>
    private static void FindRecord(ByteWindow window, bool isCompressed)
    {
        ReadOnlySpan<byte> sign = "WARC/1."u8;
        // What stands here was tried.
        int passed = Math.Min(1, window.Ahead(1).Length);
        window.Advance(passed);
        for (ReadOnlySpan<byte> ahead; (ahead = window.Ahead(sign.Length)).Length >= sign.Length;)
        {
            int at = ahead.IndexOf(sign);
            int taken = at >= 0 ? at : ahead.Length - sign.Length + 1;
            window.Advance(taken);
            if (at >= 0)
            {
                // Its separator may be what is damaged, so the head itself must tell.
                if (window.Ahead(sign.Length + 10)[sign.Length..] is [_, (byte)'\r', (byte)'\n', .. ReadOnlySpan<byte> field]
                    && (field.StartsWith("WARC-"u8) || field.StartsWith("Content"u8)))
                {
                    return;
                }
                window.Advance(1);
            }
            passed += taken;
            if (isCompressed && passed > MostPassedOver) throw new InvalidDataException($"no record in {passed} bytes of compressed data");
        }
        window.Advance(window.Ahead(0).Length);
    }

    private static GzipMember? Open(ByteWindow window, out string? failure)
    {
        try
        {
            failure = null;
            return new GzipMember(window);
        }
        catch (InvalidDataException e)
        {
            failure = e.Message;
            return null;
        }
    }

    /// <summary>Goes to the next gzip member that holds records.</summary>
    private static bool FindMember(ByteWindow window)
    {
        ReadOnlySpan<byte> sign = [0x1F, 0x8B, 8];
        for (ReadOnlySpan<byte> ahead; (ahead = window.Ahead(sign.Length)).Length >= sign.Length;)
        {
            int at = ahead.IndexOf(sign);
            window.Advance(at >= 0 ? at : ahead.Length - sign.Length + 1);
            if (at < 0) continue;
            if (IsMemberOfRecords(window.Ahead(HeadBytes))) return true;
            window.Advance(1);
        }
        return false;
    }

    /// <summary>Whether the records stand in gzip members, none of them in two.</summary>
    /// <param name="head">The beginning of a file.</param>
    public static bool IsGzipOfRecords(ReadOnlySpan<byte> head)
    {
        if (!IsMemberOfRecords(head)) return false;
        try
        {
            using var member = new GzipMember(new ByteWindow(new MemoryStream(head.ToArray())));
            var records = new ByteWindow(member);
            // Programs that compress by blocks cut records anywhere: such a file is one stream.
            while (SkipBlank(records))
            {
                if (WarcRecord.Read(records, out _) is not WarcRecord record || records.Skip(record.Length) < record.Length) return false;
            }
            return true;
        }
        catch (InvalidDataException)
        {
            // Longer than what is looked at, or damaged.
            return true;
        }
    }

    /// <summary>Whether a gzip member begins here that begins with a record.</summary>
    private static bool IsMemberOfRecords(ReadOnlySpan<byte> bytes)
    {
        if (!GzipMember.IsAt(bytes)) return false;
        try
        {
            using var member = new GzipMember(new ByteWindow(new MemoryStream(bytes[..Math.Min(HeadBytes, bytes.Length)].ToArray())));
            Span<byte> first = stackalloc byte[7];
            return member.ReadAtLeast(first, first.Length, throwOnEndOfStream: false) == first.Length && first.SequenceEqual("WARC/1."u8);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
