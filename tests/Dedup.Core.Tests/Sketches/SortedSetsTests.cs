using Dedup.Core.Sketches;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

public sealed class SortedSetsTests
{
    /// <summary>Lists of every length about the blocks, from none in common to all, against the framework's sets.</summary>
    [Fact]
    public void Counts_what_sets_count()
    {
        var random = new Random(7);
        int shared = 0;
        for (int round = 0; round < 6_000; round++)
        {
            ulong[] a = Ascending(random, random.Next(40), random.Next(1, 200));
            ulong[] b = random.Next(5) == 0 ? [.. a.Where(_ => random.Next(8) > 0)] : Ascending(random, random.Next(40), random.Next(1, 200));
            int expected = a.Intersect(b).Count();
            shared += expected;
            foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
            {
                Assert.True(expected == SortedSets.CountShared(a, b, width), $"round {round}, {width}");
                Assert.True(expected == SortedSets.CountShared(b, a, width), $"round {round}, {width}, the other way round");
            }
        }
        Assert.True(shared > 20_000);
    }

    [Fact]
    public void Takes_the_least_and_the_greatest_values()
    {
        ulong[] all = [0, 1, long.MaxValue, (ulong)long.MaxValue + 1, ulong.MaxValue - 1, ulong.MaxValue];
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            Assert.Equal(6, SortedSets.CountShared(all, all, width));
            Assert.Equal(1, SortedSets.CountShared(all, [2, 3, 4, ulong.MaxValue], width));
            Assert.Equal(0, SortedSets.CountShared(all, [], width));
        }
    }

    private static ulong[] Ascending(Random random, int count, int alphabet) =>
        [.. Enumerable.Range(0, count).Select(_ => Shingler.Mix((ulong)random.Next(alphabet))).Distinct().Order()];
}
