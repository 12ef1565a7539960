using System.Numerics;
using System.Runtime.InteropServices;
using Dedup.Core.Candidates;
using Xunit;

namespace Dedup.Core.Tests.Candidates;

public sealed class PostingIndexTests
{
    /// <summary>Adds and removes at random, few keys and many, and compares every answer with that of a dictionary.</summary>
    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 5_000)]
    [InlineData(3, 1_000_000)]
    public void Answers_are_those_of_a_dictionary_of_lists(int seed, int keys)
    {
        var random = new Random(seed);
        ulong[] known = [.. Enumerable.Range(0, keys).Select(_ => (ulong)random.NextInt64()).Append(0UL).Append(ulong.MaxValue).Select(PostingIndex.Name)];
        var index = new PostingIndex();
        var oracle = new Dictionary<ulong, List<int>>();
        for (int id = 0; id < 60_000; id++)
        {
            ulong key = known[random.Next(known.Length)];
            if (!oracle.TryGetValue(key, out List<int>? ids)) oracle[key] = ids = [];
            if (random.Next(20) == 0 && ids.Count > 0)
            {
                index.Replace(key, CollectionsMarshal.AsSpan(ids));
            }
            else if (ids.Count > 0 && random.Next(3) == 0)
            {
                ids.RemoveAt(random.Next(ids.Count));
                Assert.Equal(ids.Count, index.Remove(key));
            }
            else
            {
                ids.Add(id);
                Assert.Equal(ids.Count, index.Add(key, id));
            }
        }
        foreach (ulong key in known)
        {
            List<int> ids = oracle.GetValueOrDefault(key, []);
            var read = new List<int>();
            index.Read(index.Find(key), read);
            Assert.True(ids.Count == index.Count(key), $"seed {seed}, key {key:x}");
            // Those that were removed may be among them, each id once.
            Assert.Empty(ids.Except(read));
            Assert.Distinct(read);
        }
    }

    [Fact]
    public void What_is_written_anew_takes_no_more_memory()
    {
        var index = new PostingIndex();
        int[] two = [0, 1];
        foreach (int id in two) index.Add(7, id);
        long bytes = index.Bytes;
        for (int id = 2; id < 100_000; id++)
        {
            index.Remove(7);
            index.Add(7, id);
            two = [two[1], id];
            index.Replace(7, two);
        }
        var read = new List<int>();
        index.Read(index.Find(7), read);
        Assert.Equal([99_998, 99_999], read.Order());
        Assert.Equal(bytes, index.Bytes);
    }

    /// <summary>A page that changes each minute under keys that it once shared leaves nothing behind, though nobody reads them.</summary>
    [Fact]
    public void An_emptied_chain_gives_its_memory_back()
    {
        var index = new PostingIndex();
        foreach (int id in new[] { 0, 1 }) index.Add(7, id);
        index.Remove(7);
        long bytes = index.Bytes;
        for (int id = 2; id < 200_000; id++)
        {
            Assert.Equal(0, index.Remove(7));
            Assert.Equal(1, index.Add(7, id));
        }
        var read = new List<int>();
        index.Read(index.Find(7), read);
        Assert.Equal([199_999], read);
        Assert.Equal(bytes, index.Bytes);
    }

    /// <summary>Keys whose bits are all but equal are spread all the same.</summary>
    [Fact]
    public void Neighbouring_keys_and_multiples_of_powers_of_two_are_told_apart()
    {
        ulong[] keys = [.. Enumerable.Range(1, 20_000).SelectMany(i => new[] { (ulong)i, (ulong)i << 32, (ulong)i << 48 }).Distinct()];
        AssertToldApart(keys);
    }

    /// <summary>Keys that were made to be the greatest of their shard, which has to hold them behind its end.</summary>
    [Fact]
    public void Keys_that_crowd_at_the_end_of_a_shard_are_found()
    {
        // The inverse of the mixing, by Newton's method: a key for every mixed value.
        const ulong Odd = 0x9E37_79B9_7F4A_7C15;
        ulong inverse = Odd;
        for (int i = 0; i < 6; i++) inverse *= 2 - (Odd * inverse);
        ulong Key(ulong mixed) => BitOperations.RotateRight(mixed * inverse, 32) * inverse;
        ulong[] keys = [.. Enumerable.Range(0, 500).Select(i => Key(ulong.MaxValue - ((ulong)i << 20)))];
        AssertToldApart(keys);
    }

    private static void AssertToldApart(ulong[] all)
    {
        ulong[] keys = [.. all.Select(PostingIndex.Name)];
        var index = new PostingIndex();
        for (int i = 0; i < keys.Length; i++) Assert.Equal(1, index.Add(keys[i], i));
        var read = new List<int>();
        foreach (ulong key in keys) index.Read(index.Find(key), read);
        Assert.Equal(Enumerable.Range(0, keys.Length), read);
    }

    /// <summary>One place of eight bytes a key, of which between .64 and .8 are taken, and a thirtieth behind them.</summary>
    [Fact]
    public void A_key_of_one_body_takes_eleven_bytes()
    {
        const int Keys = 1_000_000;
        var random = new Random(7);
        var index = new PostingIndex();
        for (int i = 0; i < Keys; i++) index.Add(PostingIndex.Name((ulong)random.NextInt64()), i);
        Assert.InRange(index.Bytes / (double)Keys, 8 / 0.81, 8 / 0.6);
    }
}
