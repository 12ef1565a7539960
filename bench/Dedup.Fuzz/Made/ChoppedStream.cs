using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>Gives a few bytes at a time and cannot be sought, as pipes do.</summary>
internal sealed class ChoppedStream(byte[] bytes, FuzzRandom random) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int taken = Math.Min(Math.Min(buffer.Length, 1 + random.Size(3_000)), bytes.Length - _position);
        bytes.AsSpan(_position, taken).CopyTo(buffer);
        _position += taken;
        return taken;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
