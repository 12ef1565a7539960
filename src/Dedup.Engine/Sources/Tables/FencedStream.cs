namespace Dedup.Engine.Sources.Tables;

/// <summary>A file that cannot be read from <see cref="Fence"/> on.</summary>
/// <remarks>
/// Parquet.Net goes on to the next page until it has all values of a column, so where a damaged page gives fewer than it says,
/// what stands behind the column would be taken for one. And past the end of a file it reads the byte 255 for ever.
/// </remarks>
/// <param name="file">Is not disposed of.</param>
internal sealed class FencedStream(Stream file) : Stream
{
    /// <summary>The first byte that may not be read.</summary>
    public long Fence { get; set; } = file.Length;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => file.Position = value;
    }

    public override int Read(Span<byte> buffer) => buffer.IsEmpty ? 0 : file.Read(buffer[..(int)Math.Min(buffer.Length, Left())]);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int ReadByte() => Left() > 0 ? file.ReadByte() : -1;

    // The base class would read on another thread.
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));

    public override long Seek(long offset, SeekOrigin origin) => file.Seek(offset, origin);

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private long Left() => Fence > file.Position ? Fence - file.Position : throw new InvalidDataException($"reading goes past byte {Fence}");
}
