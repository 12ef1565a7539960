using CsCheck;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Sources;

/// <summary>Reads bytes as a file of any format, by way of the reader of files.</summary>
internal static class Reading
{
    /// <summary>What a file of these bytes gives, as an interrupted run reads it on.</summary>
    public static List<SourceItem> Of(byte[] bytes, string name = "file", long done = 0, SourceOptions? options = null, bool canSeek = true)
    {
        var source = new PageSource(options ?? new SourceOptions());
        if (!canSeek) return [.. source.Read([new SourceFile("-", name, 0, 0)], () => new Pipe(bytes))];
        string path = Path.Combine(Path.GetTempPath(), $"dedup-reading-{Environment.ProcessId}-{Environment.CurrentManagedThreadId}");
        File.WriteAllBytes(path, bytes);
        try
        {
            return [.. source.ReadOn([SourceFile.At(path, name)], () => Stream.Null, _ => done).Where(item => !item.IsEnd)];
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>The texts of the pages, and the reasons of the rejections behind a bang.</summary>
    public static IEnumerable<string> Brief(IEnumerable<SourceItem> items) => items.Select(item => item.Page?.Text ?? "!" + item.Rejection!.Reason);

    /// <summary>One of these values.</summary>
    public static Gen<T> OneOf<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    /// <summary>Cannot be sought, and gives little at a time.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1000));

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);
    }
}
