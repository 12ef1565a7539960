using CsCheck;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Candidates;

public sealed class CandidateShardTests
{
    private static readonly SketchKeys Keys = new(CandidateIndexTests.Small, CrowdTests.Options);

    [Fact]
    public void What_shards_say_adds_up_to_what_one_index_says() =>
        Gen.Select(CrowdTests.Bodies, Gen.Int[1, 5], Gen.Int[0, 23].Array[0, 8]).Sample((bodies, count, removed) =>
        {
            var index = new CandidateIndex(CandidateIndexTests.Small, CrowdTests.Options);
            CandidateShard[] shards = [.. Enumerable.Range(0, count).Select(_ => new CandidateShard(CrowdTests.Options))];
            // The last is asked for, and not held.
            int held = bodies.Length - 1;
            for (int id = 0; id < held; id++)
            {
                index.Add(id, bodies[id].Sketch, bodies[id].Rank);
                Each(shards, bodies[id].Sketch, (shard, keys) => shard.Add(BodyFigures.Of(id, bodies[id].Sketch, bodies[id].Rank), keys()));
            }
            foreach (int id in removed.Where(id => id < held).Distinct())
            {
                index.Remove(id, bodies[id].Sketch);
                Each(shards, bodies[id].Sketch, (shard, keys) => shard.Remove(id, keys()));
            }
            PairChanges changes = index.Settle();
            PairChanges[] parts = [.. shards.Select(shard => shard.Settle())];
            Assert.Equal(changes.Lost.Order(), parts.SelectMany(part => part.Lost).Distinct().Order());
            Assert.Equal(changes.Gained.Order(), parts.SelectMany(part => part.Gained).Distinct().Order());
            for (int a = 0; a < bodies.Length; a++)
            {
                Assert.Equal(index.Find(bodies[a].Sketch, bodies[a].Rank, index.Contains(a) ? a : -1), Find(shards, a, bodies[a].Sketch, bodies[a].Rank));
                for (int b = 0; b < a && index.Contains(a); b++)
                {
                    if (index.Contains(b)) Assert.Equal(index.Supports(a, bodies[a].Sketch, b, bodies[b].Sketch), Supports(shards, a, bodies[a].Sketch, b, bodies[b].Sketch));
                }
            }
            Assert.Equal(
                index.Crowds().OrderBy(crowd => crowd.Leader),
                shards.SelectMany(shard => shard.Crowds()).GroupBy(crowd => crowd.Crowd.Leader, (leader, crowds) => new Crowd(leader, crowds.Sum(c => c.Crowd.Keys), crowds.Max(c => c.Crowd.Bodies))).OrderBy(crowd => crowd.Leader));
        }, iter: 400);

    [Fact]
    public void Every_key_has_one_holder_and_holders_have_about_the_same()
    {
        const int Holders = 12, Each = 20_000;
        var random = new Random(3);
        var held = new int[Holders];
        for (int i = 0; i < Holders * Each; i++) held[SketchKeys.HolderOf((ulong)random.NextInt64(), Holders)]++;
        // Of a binomial, six deviations.
        double most = 6 * Math.Sqrt(Each);
        Assert.All(held, count => Assert.InRange(count, Each - most, Each + most));
    }

    private static List<Candidate> Find(CandidateShard[] shards, int asked, Sketch sketch, ulong rank)
    {
        var met = new List<MetBody>();
        Each(shards, sketch, (shard, keys) => shard.Find(BodyFigures.Of(asked, sketch, rank), shard.Contains(asked), keys(), met));
        return [.. met.GroupBy(body => body.Id, (id, same) =>
        {
            MetBody[] all = [.. same];
            return new Candidate(id, Keys.Judge(all.Aggregate(ProposedBy.None, (by, body) => by | body.By), all.Sum(body => body.Shared), all[0].Samples, sketch.Samples.Length));
        }).Where(candidate => candidate.By != ProposedBy.None).OrderBy(candidate => candidate.Id)];
    }

    private static ProposedBy Supports(CandidateShard[] shards, int a, Sketch sketchA, int b, Sketch sketchB)
    {
        List<ulong> bands = [], blocks = [], samples = [];
        Keys.Common(sketchA, sketchB, bands, blocks, samples);
        ProposedBy by = ProposedBy.None;
        int shared = 0;
        for (int i = 0; i < shards.Length; i++)
        {
            (ProposedBy proposed, int pairing) = shards[i].Pairs(a, b, new BodyKeys(Of(bands, i, shards.Length), Of(blocks, i, shards.Length), Of(samples, i, shards.Length)));
            by |= proposed;
            shared += pairing;
        }
        return Keys.Judge(by, shared, sketchA.Samples.Length, sketchB.Samples.Length);
    }

    private delegate BodyKeys TheirKeys();

    private static void Each(CandidateShard[] shards, Sketch sketch, Action<CandidateShard, TheirKeys> work)
    {
        ulong[] bands = Keys.OfBands(sketch, new ulong[Keys.Bands]).ToArray();
        ulong[] blocks = Keys.OfBlocks(sketch.Fingerprint, new ulong[Keys.Blocks]).ToArray();
        for (int i = 0; i < shards.Length; i++)
        {
            int shard = i;
            work(shards[i], () => new BodyKeys(Of(bands, shard, shards.Length), Of(blocks, shard, shards.Length), Of(sketch.Samples, shard, shards.Length)));
        }
    }

    private static ulong[] Of(IEnumerable<ulong> keys, int shard, int shards) => [.. keys.Where(key => SketchKeys.HolderOf(key, shards) == shard)];
}
