namespace Dedup.Engine.Sources.Input;

/// <summary>A stream that is only read forward.</summary>
internal abstract class ForwardStream : Stream
{
    public sealed override bool CanRead => true;

    public override bool CanSeek => false;

    public sealed override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public sealed override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public abstract override int Read(Span<byte> buffer);

    public sealed override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public sealed override void SetLength(long value) => throw new NotSupportedException();

    public sealed override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}

/// <summary>Lets the first bytes of a stream be looked at before it is read.</summary>
/// <remarks>Only as much is waited for as is asked for: a pipe may be slow, and need not hold more.</remarks>
internal sealed class PeekStream(Stream inner) : ForwardStream
{
    /// <summary>Most bytes that can be looked at.</summary>
    public const int MostBytes = 1 << 16;

    private byte[] _head = new byte[512];
    private int _length;
    private int _position;
    private bool _ended;

    /// <summary>The first bytes: at least so many, unless the stream is shorter. Must be asked before the stream is read.</summary>
    public ReadOnlySpan<byte> Peek(int atLeast)
    {
        if (atLeast > _head.Length) Array.Resize(ref _head, Math.Min(MostBytes, Math.Max(atLeast, 2 * _head.Length)));
        if (_length < atLeast && !_ended)
        {
            int read = inner.ReadAtLeast(_head.AsSpan(_length), atLeast - _length, throwOnEndOfStream: false);
            _ended = _length + read < atLeast;
            _length += read;
        }
        return _head.AsSpan(0, _length);
    }

    public override int Read(Span<byte> buffer)
    {
        int taken = Math.Min(_length - _position, buffer.Length);
        if (taken == 0) return inner.Read(buffer);
        _head.AsSpan(_position, taken).CopyTo(buffer);
        _position += taken;
        return taken;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
