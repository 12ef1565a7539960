using System.Buffers.Binary;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using Dedup.Core.Text;

namespace Dedup.Core.Sketches;

/// <summary>Turns bodies into tokens, shingles and sketches. Reuses its buffers: one for each worker.</summary>
public sealed class Sketcher
{
    private readonly TokenList _tokens = new();
    private readonly MinHash _minHash;
    private readonly Samples _samples;
    private ulong[] _shingles = new ulong[1024];
    private int _shingleCount;

    /// <summary>Makes a sketcher for one scheme.</summary>
    public Sketcher(Scheme scheme)
    {
        ArgumentNullException.ThrowIfNull(scheme);
        Scheme = scheme;
        _minHash = new MinHash(scheme.Hashes);
        _samples = new Samples(scheme.SampleModulus);
    }

    /// <summary>The scheme of every sketch made here.</summary>
    public Scheme Scheme { get; }

    /// <summary>The tokens of the last body read; valid until the next.</summary>
    public ReadOnlySpan<ulong> Tokens => _tokens.Span;

    /// <summary>Length of the last body read, normalised, in characters.</summary>
    public int Characters => _tokens.Characters;

    /// <summary>The shingles of the last body read, in text order; valid until the next.</summary>
    public ReadOnlySpan<ulong> Shingles => _shingles.AsSpan(0, _shingleCount);

    /// <summary>Reads a body: its tokens and shingles stand ready afterwards.</summary>
    public void Read(ReadOnlySpan<char> body)
    {
        _tokens.Clear();
        Tokenizer.Tokenize(body, _tokens);
        int count = Shingler.Count(_tokens.Count, Scheme.ShingleWords);
        if (_shingles.Length < count) _shingles = new ulong[count + count / 2];
        _shingleCount = Shingler.Hash(_tokens.Span, Scheme.ShingleWords, _shingles);
    }

    /// <summary>
    /// Hash of the normalised body that was read: bodies with one hash have the same tokens in the same order and the same
    /// length, which stands for the punctuation; the relation of a partial copy depends on it.
    /// </summary>
    /// <param name="withNames">
    /// Whether it also says which tokens are names. Verification reads them: of a body that is verified every document must
    /// give the same verdicts, whichever is read. A body that only matches exactly matches in any case of letters.
    /// </param>
    public UInt128 BodyHash(bool withNames)
    {
        var hash = new XxHash128();
        hash.Append(MemoryMarshal.AsBytes(_tokens.Span));
        if (withNames) hash.Append(MemoryMarshal.AsBytes(_tokens.Names));
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, _tokens.Characters);
        hash.Append(length);
        return hash.GetCurrentHashAsUInt128();
    }

    /// <summary>The sketch of the body that was read.</summary>
    public Sketch Sketch()
    {
        var signature = new uint[Scheme.Hashes];
        _minHash.Compute(Shingles, signature);
        return new Sketch(signature, SimHash.Compute(Shingles), _samples.Of(Shingles), FactBits.Of(_tokens.Facts));
    }

    /// <summary>The shingle set of the body that was read.</summary>
    public ShingleSet ShingleSet() => new(Tokens, Shingles, Characters, _tokens.Names);
}
