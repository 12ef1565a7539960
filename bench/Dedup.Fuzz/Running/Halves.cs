namespace Dedup.Fuzz.Running;

/// <summary>Texts and bytes with a part left out, from a half of them down to a single one.</summary>
internal static class Halves
{
    private const int MostParts = 64;

    public static IEnumerable<string> Of(string text) => Cuts(text.Length).Select(cut => text.Remove(cut.Start, cut.Count));

    public static IEnumerable<byte[]> Of(byte[] bytes) => Cuts(bytes.Length).Select(cut => (byte[])[.. bytes.AsSpan(0, cut.Start), .. bytes.AsSpan(cut.Start + cut.Count)]);

    public static IEnumerable<T[]> Of<T>(T[] items) => Cuts(items.Length).Select(cut => (T[])[.. items.AsSpan(0, cut.Start), .. items.AsSpan(cut.Start + cut.Count)]);

    private static IEnumerable<(int Start, int Count)> Cuts(int length)
    {
        for (int count = (length + 1) / 2; count > 0 && length > 0; count = count == 1 ? 0 : (count + 1) / 2)
        {
            if (length / count > MostParts && length > MostParts) yield break;
            for (int start = 0; start < length; start += count) yield return (start, Math.Min(count, length - start));
        }
    }
}
