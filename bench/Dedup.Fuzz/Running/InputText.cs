using System.Text;
using System.Text.Json;

namespace Dedup.Fuzz.Running;

/// <summary>Inputs as files: text as UTF-8 where it has any, bytes as they are, all else as text that says what it is.</summary>
internal static class InputText
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, IncludeFields = true, MaxDepth = 256 };

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public static byte[] Write(object input)
    {
        switch (input)
        {
            case byte[] bytes:
                return bytes;
            case string text:
                try
                {
                    return Strict.GetBytes(text);
                }
                catch (EncoderFallbackException)
                {
                    // Half a surrogate pair has no UTF-8: as JSON, where it is an escape.
                    return Encoding.ASCII.GetBytes(string.Concat(text.Select(c => c is >= ' ' and <= '~' ? c.ToString() : $"\\u{(int)c:x4}")));
                }
            default:
                try
                {
                    return JsonSerializer.SerializeToUtf8Bytes(input, input.GetType(), Readable);
                }
                catch (Exception e) when (e is NotSupportedException or JsonException or ArgumentException)
                {
                    return Encoding.UTF8.GetBytes(input.ToString() ?? string.Empty);
                }
        }
    }
}
