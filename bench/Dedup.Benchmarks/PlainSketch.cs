using System.IO.Hashing;
using System.Text;
using Dedup.Core.Sketches;

namespace Dedup.Benchmarks;

/// <summary>
/// Text to sketch as a reader of the papers writes it first: words and shingles are strings, the shingles a set, each hashed
/// by XXH3, 128 functions (a·x + b) mod 2⁶¹ − 1 one after another, 64 counters for the fingerprint. The yardstick of the benchmarks.
/// </summary>
internal static class PlainSketch
{
    private const ulong Prime = (1UL << 61) - 1;

    private static readonly (ulong A, ulong B)[] Functions = MakeFunctions();

    public static (uint[] Signature, ulong Fingerprint) Of(string body)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (char c in body.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(c))
            {
                word.Append(char.ToLowerInvariant(c));
                // A sign of a script without spaces is a word.
                if (c < '\u3000') continue;
            }
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
        if (word.Length > 0) words.Add(word.ToString());

        int w = Scheme.Default.ShingleWords;
        var shingles = new HashSet<string>();
        for (int i = 0; i + w <= words.Count; i++) shingles.Add(string.Join(' ', words.GetRange(i, w)));

        var signature = new uint[Functions.Length];
        Array.Fill(signature, uint.MaxValue);
        var counters = new int[64];
        foreach (string shingle in shingles)
        {
            ulong hash = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(shingle));
            for (int i = 0; i < signature.Length; i++)
                signature[i] = Math.Min(signature[i], (uint)(((UInt128)Functions[i].A * (uint)hash + Functions[i].B) % Prime));
            for (int bit = 0; bit < counters.Length; bit++) counters[bit] += (hash >> bit & 1) != 0 ? 1 : -1;
        }
        ulong fingerprint = 0;
        for (int bit = 0; bit < counters.Length; bit++)
        {
            if (counters[bit] > 0) fingerprint |= 1UL << bit;
        }
        return (signature, fingerprint);
    }

    private static (ulong A, ulong B)[] MakeFunctions()
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, Scheme.Default.Hashes).Select(_ => ((ulong)random.NextInt64(1, (long)Prime), (ulong)random.NextInt64((long)Prime)))];
    }
}
