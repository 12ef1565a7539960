using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Core.Verification;

namespace Dedup.Engine;

/// <summary>Everything that can be configured: the section <c>Dedup</c> of appsettings.json.</summary>
public sealed class DedupOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Dedup";

    /// <summary>The SQLite file, relative to the working directory; default <c>dedup.db</c>.</summary>
    public string Database { get; set; } = "dedup.db";

    /// <summary>What makes sketches comparable; fixed for the life of a database.</summary>
    public SketchOptions Sketch { get; set; } = new();

    /// <summary>What makes a candidate pair; fixed for the life of a database.</summary>
    public CandidateOptions Candidates { get; set; } = new();

    /// <summary>The figures of the default rule; fixed for the life of a database.</summary>
    public VerificationOptions Verification { get; set; } = new();

    /// <summary>How pages are taken in.</summary>
    public IngestOptions Ingest { get; set; } = new();
}

/// <summary>See <see cref="Scheme"/>, which these figures make.</summary>
public sealed class SketchOptions
{
    /// <summary>Consecutive words in a shingle, 1–16; default 5.</summary>
    public int ShingleWords { get; set; } = 5;

    /// <summary>Values in a MinHash signature, a multiple of 16 from 16 to 1,024; default 128.</summary>
    public int Hashes { get; set; } = 128;

    /// <summary>One shingle in this many is sampled for partial copies, 1–1,024; default 8.</summary>
    public int SampleModulus { get; set; } = 8;

    /// <summary>The scheme of these figures.</summary>
    public Scheme Scheme => new(ShingleWords, Hashes, SampleModulus);
}

/// <summary>How pages are taken in.</summary>
public sealed class IngestOptions
{
    /// <summary>Pages written in one transaction, 1–10,000; default 256.</summary>
    public int BatchPages { get; set; } = 256;

    /// <summary>Largest page in bytes, 1,024 to 1 GiB; larger ones are rejected; default 16 MiB.</summary>
    public int MaxPageBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Worker threads for extraction and sketching, 0–256; 0, the default, takes one for each processor.</summary>
    public int Workers { get; set; }

    /// <summary>Shingle sets kept in memory for verification, 1,000–10,000,000; default 50,000 (about 8 KB each for news).</summary>
    public int CachedBodies { get; set; } = 50_000;
}
