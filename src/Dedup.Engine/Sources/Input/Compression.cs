using ZstdSharp;

namespace Dedup.Engine.Sources.Input;

/// <summary>Takes the layers of compression off a file, told by their first bytes.</summary>
internal static class Compression
{
    /// <summary>More than this is no file that anyone wrote to be read.</summary>
    private const int MostLayers = 3;

    /// <summary>Whether the bytes are gzip.</summary>
    public static bool IsGzip(ReadOnlySpan<byte> head) => GzipMember.IsAt(head);

    /// <summary>The stream without its layers.</summary>
    /// <exception cref="InvalidDataException">There are too many, or the first bytes are damaged.</exception>
    public static PeekStream Unwrap(PeekStream stream)
    {
        for (int layer = 0; ; layer++)
        {
            ReadOnlySpan<byte> head = stream.Peek(4);
            bool gzip = IsGzip(head);
            if (!gzip && !IsZstandard(head)) return stream;
            if (layer == MostLayers) throw new InvalidDataException($"compressed more than {MostLayers} times over");
            stream = new PeekStream(gzip ? new GzipDecoder(stream) : new DecompressionStream(stream, leaveOpen: false));
        }
    }

    /// <summary>A frame, or one to be passed over (RFC 8878, 3.1).</summary>
    private static bool IsZstandard(ReadOnlySpan<byte> head) =>
        head is [0x28, 0xB5, 0x2F, 0xFD, ..] or [>= 0x50 and <= 0x5F, 0x2A, 0x4D, 0x18, ..];
}
