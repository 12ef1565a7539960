using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Dedup.Engine.Sources.Input;

/// <summary>One member of a gzip file (RFC 1952), read to exactly its last byte.</summary>
/// <remarks>
/// A .warc.gz has a member a record, so that reading can begin at any of them; where each ends must be known to the byte. The
/// framework's inflater reads ahead, never says how far, and takes a cut for an end. But behind the compressed bytes stand
/// the check sum and the length of what came out of them, which are known here: the eight bytes are looked for in the last
/// piece that the inflater was given (8 KB at most, and chance finds them with 2^-64). Rejected: managed inflaters, which
/// tell the place and take several times as long.
/// </remarks>
internal sealed class GzipMember : ForwardStream
{
    private const int TrailerBytes = 8;

    private readonly ByteWindow _window;
    private readonly Feed _feed;
    private readonly DeflateStream _inflater;
    private readonly Crc32 _sum = new();
    private readonly long _start;
    private uint _length;
    private bool _ended;

    /// <summary>Begins with the member that stands at the window's place.</summary>
    /// <exception cref="InvalidDataException">None stands there.</exception>
    public GzipMember(ByteWindow window)
    {
        _window = window;
        _start = window.Position;
        window.Advance(HeaderBytes(window));
        _feed = new Feed(window);
        _inflater = new DeflateStream(_feed, CompressionMode.Decompress);
    }

    /// <summary>Whether the bytes begin a member.</summary>
    public static bool IsAt(ReadOnlySpan<byte> bytes) => bytes is [0x1F, 0x8B, 8, ..];

    /// <exception cref="InvalidDataException">The member is cut or damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_ended || buffer.IsEmpty) return 0;
        int read = _inflater.Read(buffer);
        if (read > 0)
        {
            _sum.Append(buffer[..read]);
            _length += (uint)read;
            return read;
        }
        _ended = true;
        Span<byte> trailer = stackalloc byte[TrailerBytes];
        _sum.GetCurrentHash(trailer);
        BinaryPrimitives.WriteUInt32LittleEndian(trailer[4..], _length);
        ReadOnlySpan<byte> ahead = _window.Ahead(_feed.Given + TrailerBytes);
        int end = ahead[..Math.Min(ahead.Length, _feed.Given + TrailerBytes)].IndexOf(trailer);
        if (end < 0) throw new InvalidDataException($"gzip data that begins at byte {_start + 1} is cut or damaged");
        _window.Advance(end + TrailerBytes);
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _inflater.Dispose();
        base.Dispose(disposing);
    }

    private static int HeaderBytes(ByteWindow window)
    {
        const int Fixed = 10, MostBytes = 1 << 17;
        ReadOnlySpan<byte> head = window.Ahead(Fixed);
        if (head.Length < Fixed || !IsAt(head)) throw new InvalidDataException($"no gzip data at byte {window.Position + 1}");
        int flags = head[3];
        int length = Fixed;
        if ((flags & 4) != 0) length += 2 + (window.Ahead(length + 2) is var extra && extra.Length >= length + 2 ? BinaryPrimitives.ReadUInt16LittleEndian(extra[length..]) : 0);
        // A file name and a remark, each ended by a zero.
        foreach (int flag in (ReadOnlySpan<int>)[8, 16])
        {
            if ((flags & flag) == 0) continue;
            int zero = -1;
            for (int look = length + 256; zero < 0; look *= 2)
            {
                ReadOnlySpan<byte> ahead = window.Ahead(look);
                if (ahead.Length > length) zero = ahead[length..].IndexOf((byte)0);
                if (zero < 0 && (ahead.Length < look || look > MostBytes)) throw new InvalidDataException($"the gzip header at byte {window.Position + 1} does not end");
            }
            length += zero + 1;
        }
        if ((flags & 2) != 0) length += 2;
        return window.Ahead(length).Length >= length ? length : throw new InvalidDataException($"gzip data that begins at byte {window.Position + 1} is cut or damaged");
    }

    /// <summary>Gives the inflater small pieces; the last one stays in the window.</summary>
    private sealed class Feed(ByteWindow window) : ForwardStream
    {
        private const int PieceBytes = 8192;

        /// <summary>Length of the last piece.</summary>
        public int Given { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            ReadOnlySpan<byte> ahead = window.Ahead(Given + 1);
            int piece = Math.Min(Math.Min(ahead.Length - Given, PieceBytes), buffer.Length);
            if (piece == 0) return 0;
            ahead.Slice(Given, piece).CopyTo(buffer);
            window.Advance(Given);
            Given = piece;
            return piece;
        }
    }
}
