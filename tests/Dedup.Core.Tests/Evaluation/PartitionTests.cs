using CsCheck;
using Dedup.Core.Evaluation;
using Xunit;

namespace Dedup.Core.Tests.Evaluation;

public sealed class PartitionTests
{
    private static readonly Gen<(int[] Truth, int[] Found)> Labels = Gen.Select(Gen.Int[1, 30], Gen.Int[1, 8], Gen.Int[1, 8])
        .SelectMany((documents, stories, clusters) => Gen.Select(
            Gen.Int[1, stories].Array[documents], Gen.Int[1, clusters].Array[documents], (truth, found) => (truth, found)));

    [Fact]
    public void Equals_the_oracle_that_looks_at_every_pair() => Labels.Sample((truth, found) =>
    {
        PartitionScores scores = Partition.Score(truth, found);
        (long both, long truthOnly, long foundOnly, _) = PartitionOracle.CountPairs(truth, found);
        Assert.Equal((both + truthOnly, both + foundOnly, both), (scores.TruePairs, scores.FoundPairs, scores.CorrectPairs));
        Assert.Equal(PartitionOracle.AdjustedRand(truth, found), scores.AdjustedRand, 1e-9);
        Assert.Equal(PartitionOracle.BCubedPrecision(truth, found), scores.BCubedPrecision, 1e-9);
        Assert.Equal(PartitionOracle.BCubedPrecision(found, truth), scores.BCubedRecall, 1e-9);
    }, iter: 1500);

    [Fact]
    public void Equal_partitions_score_one_whatever_the_labels() => Labels.Sample((truth, _) =>
    {
        PartitionScores scores = Partition.Score(truth, [.. truth.Select(label => $"cluster {label}")]);
        Assert.Equal((1, 1, 1), (scores.PairPrecision, scores.PairRecall, scores.PairF1));
        Assert.Equal(1, scores.BCubedF1, 1e-12);
        Assert.Equal(1, scores.AdjustedRand, 1e-12);
    }, iter: 300);

    [Fact]
    public void Swapping_the_partitions_swaps_precision_and_recall() => Labels.Sample((truth, found) =>
    {
        PartitionScores scores = Partition.Score(truth, found);
        PartitionScores swapped = Partition.Score(found, truth);
        Assert.Equal((scores.PairPrecision, scores.PairRecall), (swapped.PairRecall, swapped.PairPrecision));
        Assert.Equal(scores.BCubedPrecision, swapped.BCubedRecall, 1e-12);
        Assert.Equal(scores.AdjustedRand, swapped.AdjustedRand, 1e-9);
    }, iter: 300);

    /// <summary>By hand: 1 pair in the truth, 2 found, 1 in both, 6 in all: (1 − 1·2/6) / ((1 + 2)/2 − 1·2/6) = 4/7.</summary>
    [Fact]
    public void Scores_a_known_case()
    {
        PartitionScores scores = Partition.Score<int, int>([0, 0, 1, 2], [0, 0, 1, 1]);
        Assert.Equal((1, 2, 1), (scores.TruePairs, scores.FoundPairs, scores.CorrectPairs));
        Assert.Equal(4.0 / 7, scores.AdjustedRand, 1e-12);
        Assert.Equal(0.75, scores.BCubedPrecision, 1e-12);
        Assert.Equal(1, scores.BCubedRecall, 1e-12);
        Assert.Equal(0.5, scores.PairPrecision);
        Assert.Equal(1, scores.PairRecall);
        Assert.Equal(2.0 / 3, scores.PairF1, 1e-12);
        Assert.Equal(6.0 / 7, scores.BCubedF1, 1e-12);
    }

    /// <summary>By hand: 2 pairs in the truth, 2 found, none in both, 6 in all: (0 − 2·2/6) / (2 − 2·2/6) = −1/2.</summary>
    [Fact]
    public void Adjusted_rand_is_negative_below_chance() =>
        Assert.Equal(-0.5, Partition.Score<int, int>([0, 0, 1, 1], [0, 1, 0, 1]).AdjustedRand, 1e-12);

    [Fact]
    public void One_cluster_of_all_against_all_alone_is_chance()
    {
        PartitionScores scores = Partition.Score<int, int>([0, 1, 2, 3], [0, 0, 0, 0]);
        Assert.Equal(0, scores.AdjustedRand);
        Assert.Equal(0, scores.PairPrecision);
        Assert.Equal(1, scores.PairRecall);
        Assert.Equal(0, scores.PairF1);
        Assert.Equal(0.25, scores.BCubedPrecision, 1e-12);
    }

    [Fact]
    public void No_documents_have_no_wrong_and_no_missing_pairs()
    {
        PartitionScores scores = Partition.Score<int, int>([], []);
        Assert.Equal((0, 0, 0), (scores.TruePairs, scores.FoundPairs, scores.CorrectPairs));
        Assert.Equal((1, 1, 1, 1), (scores.PairPrecision, scores.PairRecall, scores.PairF1, scores.AdjustedRand));
    }

    [Fact]
    public void Large_partitions_do_not_overflow()
    {
        var labels = new int[200_000];
        PartitionScores scores = Partition.Score(labels, labels);
        Assert.Equal(19_999_900_000, scores.CorrectPairs);
        Assert.Equal(1, scores.AdjustedRand);
        Assert.Equal(1, scores.BCubedPrecision, 1e-9);
    }

    [Fact]
    public void Refuses_partitions_of_unlike_documents()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Partition.Score<int, int>([1, 2], [1]));
        Assert.Throws<ArgumentNullException>(() => Partition.Score<int, int>(null!, [1]));
        Assert.Throws<ArgumentNullException>(() => Partition.Score<int, int>([1], null!));
    }
}
