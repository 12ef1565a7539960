namespace Dedup.Core.Evaluation;

/// <summary>How well a clustering agrees with the truth.</summary>
/// <param name="TruePairs">Pairs together in the truth.</param>
/// <param name="FoundPairs">Pairs together in the clustering.</param>
/// <param name="CorrectPairs">Pairs together in both.</param>
/// <param name="BCubedPrecision">B-cubed precision (Bagga, Baldwin 1998): mean over documents, 0–1.</param>
/// <param name="BCubedRecall">B-cubed recall, 0–1.</param>
/// <param name="AdjustedRand">Adjusted Rand index (Hubert, Arabie 1985), 1 for equal partitions, about 0 for chance.</param>
public sealed record PartitionScores(
    long TruePairs, long FoundPairs, long CorrectPairs, double BCubedPrecision, double BCubedRecall, double AdjustedRand)
{
    /// <summary>Share of found pairs that are true; 1 where none was found.</summary>
    public double PairPrecision => FoundPairs == 0 ? 1 : (double)CorrectPairs / FoundPairs;

    /// <summary>Share of true pairs that were found; 1 where there is none.</summary>
    public double PairRecall => TruePairs == 0 ? 1 : (double)CorrectPairs / TruePairs;

    /// <summary>Harmonic mean of pair precision and recall.</summary>
    public double PairF1 => Measures.HarmonicMean(PairPrecision, PairRecall);

    /// <summary>Harmonic mean of B-cubed precision and recall.</summary>
    public double BCubedF1 => Measures.HarmonicMean(BCubedPrecision, BCubedRecall);
}

/// <summary>Compares partitions of the same documents.</summary>
public static class Partition
{
    /// <summary>Scores the found labels against the true ones; both in the order of the documents.</summary>
    public static PartitionScores Score<TTrue, TFound>(IReadOnlyList<TTrue> truth, IReadOnlyList<TFound> found)
        where TTrue : notnull
        where TFound : notnull
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(found);
        ArgumentOutOfRangeException.ThrowIfNotEqual(found.Count, truth.Count, nameof(found));
        var trueSizes = new Dictionary<TTrue, long>();
        var foundSizes = new Dictionary<TFound, long>();
        var cells = new Dictionary<(TTrue, TFound), long>();
        for (int i = 0; i < truth.Count; i++)
        {
            trueSizes[truth[i]] = trueSizes.GetValueOrDefault(truth[i]) + 1;
            foundSizes[found[i]] = foundSizes.GetValueOrDefault(found[i]) + 1;
            cells[(truth[i], found[i])] = cells.GetValueOrDefault((truth[i], found[i])) + 1;
        }
        double precision = 0;
        double recall = 0;
        foreach (((TTrue t, TFound f), long n) in cells)
        {
            precision += (double)n * n / foundSizes[f];
            recall += (double)n * n / trueSizes[t];
        }
        if (truth.Count == 0) return new PartitionScores(0, 0, 0, 1, 1, 1);
        int documents = truth.Count;
        long truePairs = trueSizes.Values.Sum(Pairs);
        long foundPairs = foundSizes.Values.Sum(Pairs);
        long correct = cells.Values.Sum(Pairs);
        double all = Math.Max(1, Pairs(truth.Count));
        double expected = truePairs * (foundPairs / all);
        double maximum = (truePairs + foundPairs) / 2.0;
        double rand = maximum == expected ? 1 : (correct - expected) / (maximum - expected);
        return new PartitionScores(truePairs, foundPairs, correct, precision / documents, recall / documents, rand);
    }

    private static long Pairs(long n) => n * (n - 1) / 2;
}
