namespace Dedup.Core.Verification;

/// <summary>The figures by which a verified pair is given its relation.</summary>
public sealed record VerificationOptions
{
    /// <summary>Resemblance from which a pair is near, inclusive, 0.01–1; default 0.5.</summary>
    public double NearResemblance { get; set; } = 0.5;

    /// <summary>Share of the shorter body's shingles that must stand in the longer for a partial copy, inclusive, 0.5–1; default 0.75.</summary>
    public double ContainedShare { get; set; } = 0.75;

    /// <summary>Characters of the shorter body over characters of the longer, both normalised, in whole percent, from which a partial copy is truncated and not an excerpt, inclusive, 0–1; default 0.4.</summary>
    public double TruncatedLength { get; set; } = 0.4;

    /// <summary>Largest share of a digest that one of its stories may have, inclusive, 0.5–1; default 0.9.</summary>
    public double DigestShare { get; set; } = 0.9;

    /// <summary>Bodies with fewer words than this match exactly or not at all; at least the shingle length; default 40.</summary>
    public int MinimumWords { get; set; } = 40;

    /// <summary>Differing number slots from which a pair may be two robot stories, at least 1; default 3.</summary>
    public int RobotNumberSlots { get; set; } = 3;

    /// <summary>Share of the numbers, or of the names, in aligned text that must differ between two robot stories, inclusive, 0.01–1; default 0.5.</summary>
    public double RobotNumberShare { get; set; } = 0.5;

    /// <summary>Resemblance from which a pair that is not near may be rewritten, inclusive, 0.01–1; default 0.1.</summary>
    public double RewrittenResemblance { get; set; } = 0.1;

    /// <summary>Jaccard coefficient of the pairs of neighbouring words from which it is, inclusive, 0.1–1; default 0.5.</summary>
    public double RewrittenPairs { get; set; } = 0.5;

    /// <summary>Share of the distinct numbers, and of the distinct names, that must stand in both, inclusive, 0–1; default 0.75.</summary>
    public double RewrittenFacts { get; set; } = 0.75;
}
