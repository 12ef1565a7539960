using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Tests.Extraction.Chrome;

public sealed class LearnedLinesTests
{
    [Fact]
    public void Knows_what_a_dictionary_knows()
    {
        for (int seed = 1; seed <= 500; seed++)
        {
            var random = new Random(seed);
            // Some keys whose upper bits agree, and those at both ends, 0 among them.
            ulong Key() => random.Next(3) switch
            {
                0 => (ulong)random.NextInt64(),
                1 => (ulong)random.Next(20),
                _ => ulong.MaxValue - (ulong)random.Next(20),
            };
            Dictionary<ulong, LearnedLine> expected = [];
            for (int i = random.Next(0, 60); i > 0; i--)
            {
                ulong key = Key();
                expected[key] = new LearnedLine(key, random.Next(1, 9), random.Next(1, 9), random.Next(2) == 0, i);
            }

            var lines = new LearnedLines(expected.Values);

            Assert.Equal(expected.Count, lines.Count);
            foreach (ulong key in expected.Keys.Concat(Enumerable.Range(0, 200).Select(_ => Key())))
                Assert.True(ReferenceEquals(expected.GetValueOrDefault(key), lines[key]), $"seed {seed}: {key}");
        }
    }
}
