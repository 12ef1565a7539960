using System.Globalization;

namespace Dedup.Core.Sketches;

/// <summary>Everything that makes two sketches comparable. Sketches of unlike schemes must never be compared.</summary>
/// <param name="ShingleWords">Consecutive tokens in a shingle, 1–16; default 5.</param>
/// <param name="Hashes">Values in a MinHash signature, a multiple of 16 from 16 to 1,024; default 128.</param>
/// <param name="SampleModulus">One shingle in this many is sampled for partial copies, 1–1,024; default 8.</param>
public sealed record Scheme(int ShingleWords = 5, int Hashes = 128, int SampleModulus = 8)
{
    /// <summary>
    /// Version of the arithmetic (normalisation, tokens, token and shingle hash, hash families, body hash).
    /// Raise it with every change that alters any stored sketch.
    /// </summary>
    public const int ArithmeticVersion = 4;

    /// <summary>The default scheme.</summary>
    public static Scheme Default { get; } = new();

    /// <summary>The name under which sketches are stored, e.g. <c>v4-w5-minhash128-simhash64-sample8</c>.</summary>
    public string Id => string.Create(CultureInfo.InvariantCulture,
        $"v{ArithmeticVersion}-w{ShingleWords}-minhash{Hashes}-simhash64-sample{SampleModulus}");
}
