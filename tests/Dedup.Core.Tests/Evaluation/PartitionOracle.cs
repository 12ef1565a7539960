namespace Dedup.Core.Tests.Evaluation;

/// <summary>Partition measures by looking at every pair of documents.</summary>
internal static class PartitionOracle
{
    /// <summary>Pairs together in both, in the truth only, in the clustering only, in neither.</summary>
    public static (long Both, long TruthOnly, long FoundOnly, long Neither) CountPairs(int[] truth, int[] found)
    {
        (long both, long truthOnly, long foundOnly, long neither) = (0, 0, 0, 0);
        for (int i = 0; i < truth.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (truth[i] == truth[j] && found[i] == found[j]) both++;
                else if (truth[i] == truth[j]) truthOnly++;
                else if (found[i] == found[j]) foundOnly++;
                else neither++;
            }
        }
        return (both, truthOnly, foundOnly, neither);
    }

    /// <summary>Hubert and Arabie's index from the four pair counts; 1 where it is not defined, for then the partitions are equal.</summary>
    public static double AdjustedRand(int[] truth, int[] found)
    {
        (long a, long b, long c, long d) = CountPairs(truth, found);
        long below = (a + b) * (b + d) + (a + c) * (c + d);
        return below == 0 ? 1 : 2.0 * (a * d - b * c) / below;
    }

    /// <summary>Mean over documents of the share of the documents found with one that belong with it. Swap for recall.</summary>
    public static double BCubedPrecision(int[] truth, int[] found) => Enumerable.Range(0, truth.Length).Average(i =>
    {
        List<int> together = [.. Enumerable.Range(0, found.Length).Where(j => found[j] == found[i])];
        return (double)together.Count(j => truth[j] == truth[i]) / together.Count;
    });
}
