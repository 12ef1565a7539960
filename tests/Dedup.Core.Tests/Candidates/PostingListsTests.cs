using System.Runtime.InteropServices;
using Dedup.Core.Candidates;
using Xunit;

namespace Dedup.Core.Tests.Candidates;

/// <summary>Keys that many bodies hold, through the index that turns their chains into lists.</summary>
public sealed class PostingListsTests
{
    private static readonly ulong[] Names = [.. Enumerable.Range(1, 700).Select(key => PostingIndex.Name((ulong)key))];

    /// <summary>Saved in the middle, taken up with nothing read, and changed before it is read: every answer is that of a dictionary.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void What_was_saved_goes_on_as_a_dictionary_of_lists(int seed)
    {
        var random = new Random(seed);
        var oracle = Names.ToDictionary(name => name, _ => new List<int>());
        var index = new PostingIndex();
        Change(index, oracle, random, from: 0, to: 40_000);
        // Some lists are empty, and their numbers free.
        foreach (ulong name in Names[..50]) Empty(index, oracle[name], name);

        PostingIndex taken = TakenUp(index);
        foreach (ulong name in Names[50..100]) Empty(taken, oracle[name], name);
        Change(taken, oracle, random, from: 40_000, to: 80_000);

        Assert.Contains(oracle.Values, ids => ids.Count > 100);
        Same(taken, oracle, seed);
        Same(TakenUp(taken), oracle, seed);
    }

    [Fact]
    public void What_was_read_again_is_saved_as_it_was()
    {
        var index = new PostingIndex();
        for (int id = 0; id < 50_000; id++) index.Add(Names[id % 300], id);

        PostingIndex taken = TakenUp(index);
        taken.Load();

        Assert.Equal(Blocks(index), Blocks(taken));
        Assert.True(taken.HoldsSame(index, _ => true));
    }

    [Fact]
    public void A_list_that_is_emptied_or_written_anew_gives_its_memory_back()
    {
        var index = new PostingIndex();
        index.Add(Names[0], 0);
        long one = index.Bytes;
        for (int round = 0; round < 100; round++)
        {
            for (int id = 1; id < 3_000; id++) index.Add(Names[0], id);
            index.Replace(Names[0], [0]);
        }
        // The chunk of links that the chain began in stays.
        Assert.InRange(index.Bytes, one, one + (12 << 14));
        Assert.Equal(1, index.Count(Names[0]));
    }

    private static void Change(PostingIndex index, Dictionary<ulong, List<int>> oracle, Random random, int from, int to)
    {
        for (int id = from; id < to; id++)
        {
            // The square: some keys have most bodies.
            ulong name = Names[(int)(random.NextDouble() * random.NextDouble() * random.NextDouble() * Names.Length)];
            List<int> ids = oracle[name];
            switch (random.Next(10))
            {
                case 0 when ids.Count > 0:
                    ids.RemoveAt(random.Next(ids.Count));
                    Assert.Equal(ids.Count, index.Remove(name));
                    break;
                case 1 when ids.Count > 0 && random.Next(20) == 0:
                    index.Replace(name, CollectionsMarshal.AsSpan(ids));
                    break;
                default:
                    ids.Add(id);
                    Assert.Equal(ids.Count, index.Add(name, id));
                    break;
            }
        }
    }

    private static void Empty(PostingIndex index, List<int> ids, ulong name)
    {
        while (ids.Count > 0)
        {
            ids.RemoveAt(0);
            Assert.Equal(ids.Count, index.Remove(name));
        }
    }

    private static void Same(PostingIndex index, Dictionary<ulong, List<int>> oracle, int seed)
    {
        foreach ((ulong name, List<int> ids) in oracle)
        {
            var read = new List<int>();
            index.Read(index.Find(name), read);
            Assert.True(ids.Count == index.Count(name), $"seed {seed}, key {name:x}");
            // Those that were removed may be among them, each id once.
            Assert.Empty(ids.Except(read));
            Assert.Distinct(read);
        }
    }

    private static List<byte[]> Blocks(PostingIndex index)
    {
        var blocks = new List<byte[]>();
        index.Save(block => blocks.Add(block.ToArray()));
        Assert.Equal(index.Blocks, blocks.Count);
        return blocks;
    }

    private static PostingIndex TakenUp(PostingIndex index)
    {
        using var outline = new MemoryStream();
        using (var writer = new BinaryWriter(outline, System.Text.Encoding.UTF8, leaveOpen: true)) index.SaveOutline(writer);
        outline.Position = 0;
        List<byte[]> blocks = Blocks(index);
        return new PostingIndex(new BinaryReader(outline), block => blocks[block], 0);
    }
}
