using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Candidates;

public sealed class SavedIndexTests
{
    // Keys are crowded soon, so that leaders are saved too.
    private static readonly CandidateOptions Options = new() { CrowdedBodies = 16, CrowdLeaders = 3 };

    /// <summary>Bodies of a few stories come and go; what was saved in the middle goes on exactly as what was not.</summary>
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void Goes_on_as_if_it_had_never_been_saved(int seed, bool whole)
    {
        IndexedBody[] bodies = Bodies(seed, 12_000);
        var kept = new CandidateIndex(Scheme.Default, Options);
        kept.Add(bodies[..9_000]);
        foreach (IndexedBody body in bodies.Where(b => b.Id < 9_000 && b.Id % 7 == 3)) kept.Remove(body.Id, body.Sketch);
        // A whole chunk of bodies is gone.
        foreach (IndexedBody body in bodies[4_096..8_192]) kept.Remove(body.Id, body.Sketch);
        kept.Forget();
        List<byte[]> blocks = Save(kept);
        int asked = 0;
        var taken = new CandidateIndex(Scheme.Default, Options, block => blocks[asked = block]);
        Assert.Equal((0, kept.Count), (asked, taken.Count));
        if (whole)
        {
            taken.Load();
            Assert.Equal(blocks, Save(taken));
        }
        Same(bodies, kept, taken);
        foreach (CandidateIndex index in new[] { kept, taken })
        {
            foreach (IndexedBody body in bodies[9_000..]) index.Add(body.Id, body.Sketch, body.Rank);
            foreach (IndexedBody body in bodies.Where(b => b.Id % 5 == 1)) index.Remove(body.Id, body.Sketch);
        }
        PairChanges one = kept.Settle();
        PairChanges other = taken.Settle();
        Assert.Equal(one.Lost.Order(), other.Lost.Order());
        Assert.Equal(one.Gained.Order(), other.Gained.Order());
        Assert.NotEmpty(one.Lost);
        Same(bodies, kept, taken);
    }

    [Fact]
    public void Frozen_it_answers_the_same_and_nothing_that_is_saved_changes()
    {
        IndexedBody[] bodies = Bodies(4, 3_000);
        var index = new CandidateIndex(Scheme.Default, Options);
        index.Add(bodies);
        foreach (IndexedBody body in bodies.Where(b => b.Id % 3 != 0)) index.Remove(body.Id, body.Sketch);
        IndexedBody[] left = [.. bodies.Where(b => b.Id % 3 == 0)];
        List<byte[]> before = Save(index);

        index.IsFrozen = true;
        Candidate[][] frozen = [.. left.Select(b => index.Find(b.Sketch, b.Rank, b.Id).ToArray())];
        Assert.Equal(before, Save(index));
        index.IsFrozen = false;

        Assert.Equal(frozen, left.Select(b => index.Find(b.Sketch, b.Rank, b.Id).ToArray()));
        Assert.NotEqual(before, Save(index));
    }

    [Fact]
    public void Many_added_at_once_are_as_one_after_another()
    {
        // So many that keys of each kind are put together.
        IndexedBody[] bodies = Bodies(3, 10_000);
        var together = new CandidateIndex(Scheme.Default, Options);
        var single = new CandidateIndex(Scheme.Default, Options);
        together.Add(bodies[..1_000]);
        together.Add([]);
        together.Add(bodies[1_000..], threads: 1);
        foreach (IndexedBody body in bodies) single.Add(body.Id, body.Sketch, body.Rank);
        Assert.True(single.HoldsSame(together));
        Assert.Equal(single.Bytes, together.Bytes);
        foreach (IndexedBody body in bodies) Assert.Equal(single.Find(body.Sketch, body.Rank, body.Id), together.Find(body.Sketch, body.Rank, body.Id));
        PairChanges one = single.Settle();
        PairChanges all = together.Settle();
        Assert.Equal(one.Lost.Order(), all.Lost.Order());
        Assert.Equal(one.Gained.Order(), all.Gained.Order());
    }

    [Fact]
    public void Holds_the_same_whatever_came_between_and_nothing_else()
    {
        IndexedBody[] bodies = Bodies(4, 600);
        var one = new CandidateIndex(Scheme.Default, Options);
        one.Add(bodies);
        CandidateIndex Other(Func<IndexedBody, IndexedBody> change)
        {
            var other = new CandidateIndex(Scheme.Default, Options);
            foreach (IndexedBody body in bodies.Reverse()) other.Add(change(body).Id, change(body).Sketch, change(body).Rank);
            return other;
        }
        bool Same(CandidateIndex other) => one.HoldsSame(other) && other.HoldsSame(one);

        CandidateIndex same = Other(body => body);
        Assert.True(Same(same));
        same.Remove(5, bodies[5].Sketch);
        Assert.False(Same(same));
        Assert.False(Same(Other(body => body.Id == 9 ? body with { Rank = body.Rank + 1 } : body)));
        Assert.False(Same(Other(body => body.Id == 9 ? body with { Sketch = body.Sketch with { Fingerprint = ~body.Sketch.Fingerprint } } : body)));
        Assert.False(Same(Other(body => body.Id == 9 ? body with { Sketch = body.Sketch with { Signature = bodies[150].Sketch.Signature } } : body)));
        Assert.False(Same(Other(body => body.Id == 9 ? body with { Sketch = body.Sketch with { Samples = [.. body.Sketch.Samples.Select(s => s + 1)] } } : body)));
        Assert.False(Same(Other(body => body.Id == 9 ? body with { Id = 600 } : body)));
    }

    /// <summary>Two keys of which the same bits count are one, crowded or not.</summary>
    [Fact]
    public void Keys_of_one_name_are_one_key()
    {
        const ulong Odd = 0x9E37_79B9_7F4A_7C15;
        ulong inverse = Odd;
        for (int i = 0; i < 6; i++) inverse *= 2 - (Odd * inverse);
        ulong Key(ulong mixed) => System.Numerics.BitOperations.RotateRight(mixed * inverse, 32) * inverse;
        ulong[] twins = [Key(0xABCD_EF01_2345_6789), Key(0xABCD_EF01_2345_6788)];
        var index = new CandidateIndex(Scheme.Default, Options);
        var random = new Random(6);
        Sketch Sketch(int id) => new([.. Enumerable.Range(0, 128).Select(i => (uint)(id * 1000 + i))], (ulong)random.NextInt64(), [twins[id % 2]]);
        Sketch[] sketches = [.. Enumerable.Range(0, 40).Select(Sketch)];
        for (int id = 0; id < sketches.Length; id++) index.Add(id, sketches[id], (ulong)id);
        Assert.Equal(Options.CrowdLeaders, index.Find(sketches[39], 39, 39).Count);
        for (int id = 0; id < 39; id++) index.Remove(id, sketches[id]);
        Assert.Empty(index.Find(sketches[39], 39, 39));
        Assert.Empty(index.Crowds());
    }

    [Fact]
    public void Refuses_blocks_that_are_not_its_own()
    {
        IndexedBody[] bodies = Bodies(5, 500);
        var index = new CandidateIndex(Scheme.Default, Options);
        index.Add(bodies);
        List<byte[]> blocks = Save(index);
        byte[] later = [.. blocks[0]];
        later[0]++;
        Assert.Throws<InvalidDataException>(() => new CandidateIndex(Scheme.Default, Options, block => block == 0 ? later : blocks[block]));
        var cut = new CandidateIndex(Scheme.Default, Options, block => block == 0 ? blocks[0] : blocks[block].AsSpan(0, blocks[block].Length / 2));
        Assert.Throws<InvalidDataException>(() => cut.Find(bodies[7].Sketch, bodies[7].Rank, 7));
    }

    private static void Same(IndexedBody[] bodies, CandidateIndex kept, CandidateIndex taken)
    {
        Assert.True(kept.HoldsSame(taken));
        Assert.Equal(kept.Crowds(), taken.Crowds());
        Assert.NotEmpty(kept.Crowds());
        foreach (IndexedBody body in bodies)
        {
            Assert.Equal(kept.Contains(body.Id), taken.Contains(body.Id));
            if (body.Id % 11 != 0) continue;
            Assert.Equal(kept.Find(body.Sketch, body.Rank, kept.Contains(body.Id) ? body.Id : -1), taken.Find(body.Sketch, body.Rank, taken.Contains(body.Id) ? body.Id : -1));
        }
    }

    private static List<byte[]> Save(CandidateIndex index)
    {
        var blocks = new List<byte[]>();
        index.Save(block => blocks.Add(block.ToArray()));
        return blocks;
    }

    /// <summary>Bodies of stories of which the first is told by many: some samples are the story's, some a body's own.</summary>
    private static IndexedBody[] Bodies(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(id =>
        {
            int story = random.Next(4) == 0 ? 0 : random.Next(count / 8);
            uint[] signature = [.. Enumerable.Range(0, 128).Select(i => random.Next(3) == 0 ? (uint)random.Next() : (uint)(story * 128 + i))];
            ulong[] samples = [.. Enumerable.Range(0, 12).Select(i => (ulong)(story * 12 + i) * 0x9E37_79B9).Where(_ => random.Next(3) > 0).Append((ulong)random.NextInt64()).Distinct().Order()];
            return new IndexedBody(id, new Sketch(signature, Shingler.Mix((ulong)story + 1) ^ (1UL << random.Next(64)), samples, (UInt128)(ulong)story << 3), (ulong)random.NextInt64());
        })];
    }
}
