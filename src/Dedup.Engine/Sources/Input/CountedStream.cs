namespace Dedup.Engine.Sources.Input;

/// <summary>Says how many bytes are read from a file; may be sought where the file may.</summary>
internal sealed class CountedStream(Stream inner, Action<int> counted) : ForwardStream
{
    public override bool CanSeek => inner.CanSeek;

    public override long Length => inner.Length;

    public override long Position { get => inner.Position; set => inner.Position = value; }

    public override int Read(Span<byte> buffer)
    {
        int read = inner.Read(buffer);
        counted(read);
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }
}
