using CsCheck;
using Dedup.Distributed.Shards;

namespace Dedup.Distributed.Tests.Shards;

public sealed class IdSetTests
{
    [Fact]
    public void Holds_what_a_hash_set_holds_there_and_back() =>
        Gen.Select(Gen.Select(Gen.Int[0, 300], Gen.Bool).Array[0, 80], Gen.Int[0, 300].Array[0, 80]).Sample((steps, others) =>
        {
            var set = new IdSet();
            var oracle = new HashSet<int>();
            foreach ((int id, bool add) in steps)
            {
                Assert.Equal(add ? oracle.Add(id) : oracle.Remove(id), add ? set.Add(id) : set.Remove(id));
            }
            var other = new IdSet();
            foreach (int id in others) other.Add(id);
            foreach (IdSet same in new[] { set, new IdSet(set.ToBytes()) })
            {
                Assert.Equal(oracle.Count, same.Count);
                Assert.All(Enumerable.Range(-1, 700), id => Assert.Equal(oracle.Contains(id), same.Contains(id)));
                Assert.Equal(oracle.Except(others).Order(), same.Except(other));
            }
        });
}
