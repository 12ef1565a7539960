using CsCheck;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Candidates;

public sealed class CrowdTests
{
    // Keys are crowded soon, blocks of fingerprints at 16 bodies and more.
    internal static readonly CandidateOptions Options = new() { BandResemblance = 0.6, BandRecall = 0.7, CrowdedBodies = 3, CrowdLeaders = 2 };

    private static readonly int Rows = CandidateOracle.MostRows(CandidateIndexTests.Small.Hashes, Options.BandResemblance, Options.BandRecall);

    /// <summary>Sketches of small alphabets with few facts, and ranks.</summary>
    internal static readonly Gen<(Sketch Sketch, ulong Rank)[]> Bodies = Gen.Select(
            CandidateIndexTests.Sketches, Gen.OneOf(new ulong[] { 0x7FF, 0xFFF, 0x3FFC0, 0x7FFC0, 0xFFF000 }.Select(Gen.Const).ToArray()), Gen.ULong, (sketch, facts, rank) => (sketch with { Facts = facts }, rank))
        .Array[1, 24].Where(bodies => bodies.Select(b => b.Item2).Distinct().Count() == bodies.Length);

    [Fact]
    public void Proposes_exactly_the_pairs_that_the_whole_set_gives() => Bodies.Sample(bodies =>
    {
        CandidateIndex index = Index(bodies, Enumerable.Range(0, bodies.Length));
        CrowdOracle oracle = Oracle(bodies, Enumerable.Range(0, bodies.Length));
        for (int a = 0; a < bodies.Length; a++)
        {
            Assert.Equal(oracle.Find(a), index.Find(bodies[a].Sketch, bodies[a].Rank, a));
            for (int b = 0; b < bodies.Length; b++)
            {
                if (a != b) Assert.Equal(oracle.Judge(a, b), index.Supports(a, bodies[a].Sketch, b, bodies[b].Sketch));
            }
        }
    }, iter: 400);

    [Fact]
    public void A_body_that_is_not_held_pairs_as_if_it_were() => Bodies.Where(bodies => bodies.Length > 1).Sample(bodies =>
    {
        int asked = bodies.Length - 1;
        CandidateIndex index = Index(bodies, Enumerable.Range(0, asked));
        Assert.Equal(Oracle(bodies, Enumerable.Range(0, bodies.Length)).Find(asked), index.Find(bodies[asked].Sketch, bodies[asked].Rank));
    }, iter: 400);

    [Fact]
    public void What_is_told_of_lost_and_gained_pairs_is_enough() =>
        Gen.Select(Bodies, Gen.Int[0, 23].Array[0, 12], Gen.Int).Sample((bodies, removed, seed) =>
        {
            int[] order = [.. Enumerable.Range(0, bodies.Length)];
            new Random(seed).Shuffle(order);
            var index = new CandidateIndex(CandidateIndexTests.Small, Options);
            var held = new HashSet<int>();
            var pairs = new Dictionary<(int, int), ProposedBy>();
            void Set(int a, int b, ProposedBy by)
            {
                if (by == ProposedBy.None) pairs.Remove((Math.Min(a, b), Math.Max(a, b)));
                else pairs[(Math.Min(a, b), Math.Max(a, b))] = by;
            }
            void Same()
            {
                CrowdOracle oracle = Oracle(bodies, held);
                var all = from a in held from b in held where a < b let pairing = oracle.Judge(a, b) where pairing != ProposedBy.None select ((a, b), pairing);
                Assert.Equal(all.OrderBy(p => p.Item1).ToList(), pairs.Select(p => (p.Key, p.Value)).OrderBy(p => p.Key).ToList());
            }

            // Of each step some bodies come and some go, and what was told of is looked at once at its end.
            foreach (int[] step in order.Chunk(1 + (seed & 7)))
            {
                foreach (int id in step)
                {
                    index.Add(id, bodies[id].Sketch, bodies[id].Rank);
                    held.Add(id);
                }
                foreach (int id in removed.Where(id => held.Contains(id) && step.Contains((id + 1) % bodies.Length)).Distinct().ToList()) Remove(id);
                Settle(step);
            }
            foreach (int id in removed.Where(held.Contains).Distinct().ToList())
            {
                Remove(id);
                Settle([]);
            }

            void Remove(int id)
            {
                held.Remove(id);
                index.Remove(id, bodies[id].Sketch);
                foreach ((int, int) pair in pairs.Keys.Where(p => p.Item1 == id || p.Item2 == id).ToList()) pairs.Remove(pair);
            }

            void Settle(int[] added)
            {
                PairChanges changes = index.Settle();
                foreach ((int a, int b) in pairs.Keys.Where(p => changes.Lost.Contains(p.Item1) || changes.Lost.Contains(p.Item2)).ToList())
                    Set(a, b, index.Supports(a, bodies[a].Sketch, b, bodies[b].Sketch));
                foreach (int id in added.Where(held.Contains).Concat(changes.Gained))
                {
                    foreach (Candidate c in index.Find(bodies[id].Sketch, bodies[id].Rank, id)) Set(id, c.Id, c.By);
                }
                Same();
                PairChanges none = index.Settle();
                Assert.Empty(none.Lost.Concat(none.Gained));
            }
        }, iter: 200);

    [Fact]
    public void The_pages_that_a_crowd_asks_for_do_not_grow_with_it()
    {
        var options = new CandidateOptions();
        var index = new CandidateIndex(Scheme.Default, options);
        var random = new Random(5);
        int most = 0;
        for (int id = 0; id < 3000; id++)
        {
            // One text.
            var sketch = new Sketch([.. Enumerable.Repeat(1u, 128)], (ulong)random.NextInt64(), [1, 2, 3]);
            most = Math.Max(most, index.Find(sketch, ulong.MaxValue).Count);
            index.Add(id, sketch, (ulong)random.NextInt64());
        }
        Assert.Equal(options.CrowdedBodies - 1, most);
        Crowd crowd = Assert.Single(index.Crowds());
        Assert.Equal((35, 3000), (crowd.Keys, crowd.Bodies));
    }

    private static CandidateIndex Index((Sketch Sketch, ulong Rank)[] bodies, IEnumerable<int> ids)
    {
        var index = new CandidateIndex(CandidateIndexTests.Small, Options);
        foreach (int id in ids) index.Add(id, bodies[id].Sketch, bodies[id].Rank);
        return index;
    }

    private static CrowdOracle Oracle((Sketch Sketch, ulong Rank)[] bodies, IEnumerable<int> ids) =>
        new(ids.ToDictionary(id => id, id => bodies[id]), Rows, Options);
}
