namespace Dedup.Core.Verification;

/// <summary>The exact measures of a pair of bodies and the relation they give.</summary>
/// <param name="Relation">What the pair is; <see cref="Relation.Lone"/> where it is nothing.</param>
/// <param name="SharedShingles">Distinct shingles that stand in both.</param>
/// <param name="ShinglesA">Distinct shingles of A.</param>
/// <param name="ShinglesB">Distinct shingles of B.</param>
/// <param name="WordsA">Words of A.</param>
/// <param name="WordsB">Words of B.</param>
/// <param name="HammingDistance">Differing fingerprint bits, 0–64.</param>
public readonly record struct PairVerdict(
    Relation Relation, int SharedShingles, int ShinglesA, int ShinglesB, int WordsA, int WordsB, int HammingDistance)
{
    /// <summary>Jaccard coefficient of the shingle sets, 0–1.</summary>
    public double Resemblance => Share(SharedShingles, ShinglesA + ShinglesB - SharedShingles);

    /// <summary>Share of A's shingles that stand in B, 0–1.</summary>
    public double ContainmentOfA => Share(SharedShingles, ShinglesA);

    /// <summary>Share of B's shingles that stand in A, 0–1.</summary>
    public double ContainmentOfB => Share(SharedShingles, ShinglesB);

    /// <summary>The same verdict with B's measures first.</summary>
    public PairVerdict Swapped() => this with { ShinglesA = ShinglesB, ShinglesB = ShinglesA, WordsA = WordsB, WordsB = WordsA };

    private static double Share(int part, int whole) => whole == 0 ? 0 : (double)part / whole;
}
