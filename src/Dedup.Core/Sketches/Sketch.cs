namespace Dedup.Core.Sketches;

/// <summary>What is kept of a body for finding candidates.</summary>
/// <param name="Signature">MinHash values, k of them.</param>
/// <param name="Fingerprint">SimHash, 64 bits.</param>
/// <param name="Samples">The distinct sampled shingles, ascending.</param>
/// <param name="Facts">The bits of its numbers and names (<see cref="FactBits"/>).</param>
public sealed record Sketch(uint[] Signature, ulong Fingerprint, ulong[] Samples, UInt128 Facts = default);
