using BenchmarkDotNet.Attributes;
using Dedup.Core.Sketches;
using Dedup.Core.Text;

namespace Dedup.Benchmarks;

/// <summary>
/// Text to sketch and its stages over bodies of three languages, on one core, beside the same without vectors and beside a
/// straightforward implementation, which is the baseline. Megabytes a second: bytes of the corpus in UTF-8, which setup
/// prints, over the time of an operation.
/// </summary>
[MemoryDiagnoser]
public class SketchBenchmarks
{
    private readonly Sketcher _sketcher = new(Scheme.Default);
    private readonly MinHash _minHash = new(Scheme.Default.Hashes);
    private readonly TokenList _list = new();
    private readonly uint[] _signature = new uint[Scheme.Default.Hashes];
    private string[] _bodies = [];
    private ulong[][] _tokens = [];
    private ulong[][] _shingles = [];
    private ulong[] _room = [];

    /// <summary>The language of the bodies.</summary>
    [Params("English", "Russian", "Chinese")]
    public string Language { get; set; } = "English";

    /// <summary>Reads all bodies once; asserts that the scalar and the vector path agree.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _bodies = Language switch
        {
            "Russian" => SketchCorpus.Russian,
            "Chinese" => SketchCorpus.Chinese,
            _ => SketchCorpus.English,
        };
        var tokens = new List<ulong[]>();
        var shingles = new List<ulong[]>();
        var scalar = new uint[_signature.Length];
        foreach (string body in _bodies)
        {
            _sketcher.Read(body);
            tokens.Add(_sketcher.Tokens.ToArray());
            shingles.Add(_sketcher.Shingles.ToArray());
            _list.Clear();
            Tokenizer.Tokenize(body, _list, VectorWidth.Scalar);
            _minHash.Compute(_sketcher.Shingles, scalar, VectorWidth.Scalar);
            if (!_list.Span.SequenceEqual(_sketcher.Tokens) || !scalar.AsSpan().SequenceEqual(_sketcher.Sketch().Signature))
                throw new InvalidOperationException("vector and scalar sketches differ");
        }
        _tokens = [.. tokens];
        _shingles = [.. shingles];
        _room = new ulong[_tokens.Max(t => t.Length)];
        Console.WriteLine($"// {Language}: {_bodies.Length} bodies, {SketchCorpus.Bytes(_bodies) / 1e6:0.00} MB, {_tokens.Sum(t => t.Length)} tokens");
    }

    /// <summary>The whole way as one writes it first.</summary>
    [Benchmark(Baseline = true)]
    public ulong Straightforward()
    {
        ulong all = 0;
        foreach (string body in _bodies) all ^= PlainSketch.Of(body).Fingerprint;
        return all;
    }

    /// <summary>The whole way from body to sketch.</summary>
    [Benchmark]
    public ulong TextToSketch()
    {
        ulong all = 0;
        foreach (string body in _bodies)
        {
            _sketcher.Read(body);
            all ^= _sketcher.Sketch().Fingerprint;
        }
        return all;
    }

    /// <summary>From body to shingle set, which verification needs.</summary>
    [Benchmark]
    public int TextToSet()
    {
        int count = 0;
        foreach (string body in _bodies)
        {
            _sketcher.Read(body);
            count += _sketcher.ShingleSet().Count;
        }
        return count;
    }

    /// <summary>Normalise and tokenise.</summary>
    [Benchmark]
    public int Tokenise() => Tokenise(VectorWidths.Widest);

    /// <summary>Likewise without vectors.</summary>
    [Benchmark]
    public int TokeniseScalar() => Tokenise(VectorWidth.Scalar);

    /// <summary>Shingles of the tokens.</summary>
    [Benchmark]
    public int Shingles()
    {
        int count = 0;
        foreach (ulong[] tokens in _tokens) count += Shingler.Hash(tokens, Scheme.Default.ShingleWords, _room);
        return count;
    }

    /// <summary>Signatures of the shingles.</summary>
    [Benchmark]
    public uint Signatures() => Signatures(VectorWidths.Widest);

    /// <summary>Likewise without vectors.</summary>
    [Benchmark]
    public uint SignaturesScalar() => Signatures(VectorWidth.Scalar);

    /// <summary>Fingerprints of the shingles.</summary>
    [Benchmark]
    public ulong Fingerprints()
    {
        ulong all = 0;
        foreach (ulong[] shingles in _shingles) all ^= SimHash.Compute(shingles);
        return all;
    }

    private int Tokenise(VectorWidth width)
    {
        int count = 0;
        foreach (string body in _bodies)
        {
            _list.Clear();
            Tokenizer.Tokenize(body, _list, width);
            count += _list.Count;
        }
        return count;
    }

    private uint Signatures(VectorWidth width)
    {
        foreach (ulong[] shingles in _shingles) _minHash.Compute(shingles, _signature, width);
        return _signature[0];
    }
}
