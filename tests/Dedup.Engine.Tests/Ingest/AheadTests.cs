using Dedup.Engine.Ingest;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>Threads that work out what another writes.</summary>
public sealed class AheadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_item_of_every_source_comes_once_and_in_its_source_s_order(int sources)
    {
        (int Source, int Item)[] came = [.. Ahead.OfAll([.. Enumerable.Range(0, sources).Select(source => Enumerable.Range(0, 500).Select(item => (source, item)))], most: 2)];

        Assert.Equal(500 * sources, came.Length);
        foreach (IGrouping<int, (int Source, int Item)> of in came.GroupBy(pair => pair.Source)) Assert.Equal(Enumerable.Range(0, 500), of.Select(pair => pair.Item));
    }

    [Fact]
    public void What_one_source_throws_is_thrown_and_ends_the_others()
    {
        bool ended = false;
        Exception failure = Assert.Throws<InvalidDataException>(() => Ahead.OfAll([Endless(), Failing()], most: 2).Count());

        Assert.Equal("the third", failure.Message);
        Assert.True(ended);

        IEnumerable<int> Endless()
        {
            try
            {
                while (true) yield return 1;
            }
            finally
            {
                ended = true;
            }
        }
    }

    [Fact]
    public void Whoever_leaves_early_leaves_no_thread_behind()
    {
        int ended = 0;
        Assert.Equal(5, Ahead.OfAll([Counted(), Counted()], most: 2).Take(5).Count());
        Assert.Equal(2, ended);

        IEnumerable<int> Counted()
        {
            try
            {
                for (int i = 0; ; i++) yield return i;
            }
            finally
            {
                Interlocked.Increment(ref ended);
            }
        }
    }

    private static IEnumerable<int> Failing()
    {
        yield return 1;
        yield return 2;
        throw new InvalidDataException("the third");
    }
}
