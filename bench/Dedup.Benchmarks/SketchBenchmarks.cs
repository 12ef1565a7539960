using BenchmarkDotNet.Attributes;
using Dedup.Core.Sketches;
using Dedup.Core.Text;

namespace Dedup.Benchmarks;

/// <summary>Text to sketch, stage by stage, over all bodies of the sample crawl; the scalar signature is the baseline of the vector one.</summary>
[MemoryDiagnoser]
public class SketchBenchmarks
{
    private readonly Sketcher _sketcher = new(Scheme.Default);
    private readonly MinHash _minHash = new(Scheme.Default.Hashes);
    private readonly TokenList _tokens = new();
    private readonly uint[] _signature = new uint[Scheme.Default.Hashes];
    private ulong[] _shingles = [];

    /// <summary>Reads all bodies once; asserts that both signature paths agree.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _sketcher.Read(string.Join('\n', Corpus.Bodies));
        _shingles = _sketcher.Shingles.ToArray();
        var scalar = new uint[_signature.Length];
        _minHash.ComputeScalar(_shingles, 0, scalar);
        _minHash.Compute(_shingles, _signature);
        if (!scalar.AsSpan().SequenceEqual(_signature)) throw new InvalidOperationException("vector and scalar signatures differ");
    }

    /// <summary>Normalise and tokenise.</summary>
    [Benchmark]
    public int Tokenise()
    {
        int count = 0;
        foreach (string body in Corpus.Bodies)
        {
            _tokens.Clear();
            Tokenizer.Tokenize(body, _tokens);
            count += _tokens.Count;
        }
        return count;
    }

    /// <summary>Signature of all shingles, one value at a time.</summary>
    [Benchmark(Baseline = true)]
    public uint MinHashScalar()
    {
        _minHash.ComputeScalar(_shingles, 0, _signature);
        return _signature[0];
    }

    /// <summary>Signature of all shingles, as it runs.</summary>
    [Benchmark]
    public uint MinHashVector()
    {
        _minHash.Compute(_shingles, _signature);
        return _signature[0];
    }

    /// <summary>Fingerprint of all shingles.</summary>
    [Benchmark]
    public ulong Fingerprint() => SimHash.Compute(_shingles);

    /// <summary>The whole way from body to sketch.</summary>
    [Benchmark]
    public ulong TextToSketch()
    {
        ulong all = 0;
        foreach (string body in Corpus.Bodies)
        {
            _sketcher.Read(body);
            all ^= _sketcher.Sketch().Fingerprint;
        }
        return all;
    }
}
