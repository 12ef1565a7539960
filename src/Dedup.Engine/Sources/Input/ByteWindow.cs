namespace Dedup.Engine.Sources.Input;

/// <summary>A stream read through a buffer that can be looked into before it is taken from, and that knows its place.</summary>
/// <param name="stream">Where the bytes come from.</param>
/// <param name="position">Place of the next byte, counted from 0.</param>
internal sealed class ByteWindow(Stream stream, long position = 0)
{
    /// <summary>Read at once, unless more is asked for: who goes from place to place must not be given what a large buffer holds.</summary>
    private const int PieceBytes = 1 << 16;

    private Stream _stream = stream;
    private byte[] _buffer = new byte[PieceBytes];
    private int _start;
    private int _end;
    private bool _ended;

    /// <summary>Place of the next byte, counted from 0.</summary>
    public long Position { get; private set; } = position;

    /// <summary>The bytes that come next: all that are there, and at least so many unless the stream ends before.</summary>
    public ReadOnlySpan<byte> Ahead(int atLeast)
    {
        while (_end - _start < atLeast && !_ended) Fill(atLeast);
        return _buffer.AsSpan(_start, _end - _start);
    }

    /// <summary>Likewise, to be kept until bytes are taken or more of them are asked for.</summary>
    public ReadOnlyMemory<byte> Held(int atLeast)
    {
        Ahead(atLeast);
        return _buffer.AsMemory(_start, _end - _start);
    }

    /// <summary>Takes bytes that have been looked at.</summary>
    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _end - _start);
        _start += count;
        Position += count;
    }

    /// <summary>Goes on with another stream, whose first byte is at place 0.</summary>
    public void Reset(Stream stream)
    {
        _stream = stream;
        (Position, _start, _end, _ended) = (0, 0, 0, false);
    }

    /// <summary>Whether the stream can be sought.</summary>
    public bool CanSeek => _stream.CanSeek;

    /// <summary>Bytes of a stream that can be sought.</summary>
    public long Length => _stream.Length;

    /// <summary>Goes to another place of a stream that can be sought.</summary>
    public void GoTo(long place)
    {
        if (place >= Position && place <= Position + (_end - _start))
        {
            Advance((int)(place - Position));
            return;
        }
        _stream.Position = place;
        (Position, _start, _end, _ended) = (place, 0, 0, false);
    }

    /// <summary>Passes bytes over.</summary>
    /// <returns>How many there were.</returns>
    public long Skip(long count)
    {
        long left = count;
        while (left > 0 && Ahead(1) is { Length: > 0 } ahead)
        {
            int taken = (int)Math.Min(left, ahead.Length);
            Advance(taken);
            left -= taken;
        }
        return count - left;
    }

    private void Fill(int atLeast)
    {
        // Only where there is no room: what is looked through again and again would be moved each time.
        if (_start > 0 && (_start + atLeast > _buffer.Length || _end == _buffer.Length))
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }
        if (atLeast > _buffer.Length || _end == _buffer.Length) Array.Resize(ref _buffer, (int)Math.Min(Array.MaxLength, Math.Max(atLeast, 2L * _buffer.Length)));
        int wanted = Math.Max(atLeast - (_end - _start), PieceBytes);
        int read = _stream.Read(_buffer, _end, Math.Min(_buffer.Length - _end, wanted));
        _end += read;
        _ended = read == 0;
    }
}
