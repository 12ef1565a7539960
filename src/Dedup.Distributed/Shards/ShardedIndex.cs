using System.Buffers;
using System.Data.Common;
using System.Globalization;
using System.Runtime.InteropServices;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Dedup.Engine.Storage;
using Orleans.Concurrency;

namespace Dedup.Distributed.Shards;

/// <summary>The candidate index, shared out over shards: each call goes to all shards at once, with the keys that are theirs, and what they say is put together.</summary>
/// <remarks>
/// The writer's shards hold exactly the bodies that links have been made with regard to, when it begins: what one before had told them and not
/// committed is dropped, what they lack is added. When a shard moves while it writes, all that was not committed is given up, and it begins anew:
/// what the shard knew of changes that are not settled yet went with its memory.
/// </remarks>
internal sealed class ShardedIndex : ICandidateIndex
{
    /// <summary>Bodies that are told to a shard at once.</summary>
    private const int Together = 1024;

    /// <summary>Bodies that a shard is told to drop at once, 48 bytes each; it reads its log after each.</summary>
    private const int DroppedTogether = 1_000_000;

    /// <summary>A shard that is moving is asked again so often.</summary>
    private const int MostTries = 20;

    private static readonly TimeSpan TryEach = TimeSpan.FromMilliseconds(250);

    private readonly VariantStore? _store;
    private readonly PostgresStore? _database;
    private readonly Scheme _scheme;
    private readonly SketchKeys _keys;
    private readonly IShardGrain[] _shards;
    private readonly ShardTicket[] _tickets;
    private readonly string _sharing;
    private readonly IdSet _held = new();
    private int _count;

    private ShardedIndex(IGrainFactory grains, DedupOptions options, VariantStore? store, PostgresStore? database)
    {
        (_store, _database) = (store, database);
        _scheme = options.Sketch.Scheme;
        _keys = new SketchKeys(_scheme, options.Candidates);
        _shards = [.. Enumerable.Range(0, options.Cluster.Shards).Select(shard => grains.GetGrain<IShardGrain>(shard))];
        _tickets = new ShardTicket[_shards.Length];
        CandidateOptions candidates = options.Candidates;
        _sharing = string.Create(CultureInfo.InvariantCulture, $"{_shards.Length} shards, {_scheme.Id}, {_keys.Bands} bands at {candidates.BandResemblance} and {candidates.BandRecall}, {_keys.Blocks} blocks");
    }

    /// <inheritdoc/>
    public int Count => _store is null ? Volatile.Read(ref _count) : _held.Count;

    /// <inheritdoc/>
    public long Bytes => 0;

    /// <summary>For questions: whichever host holds a shard answers.</summary>
    public static ShardedIndex ForReading(IGrainFactory grains, DedupOptions options) => new(grains, options, null, null);

    /// <summary>For the writer: from here on the shards listen to it alone, and hold what the store says.</summary>
    /// <exception cref="DatabaseException">A shard cannot be asked.</exception>
    public static ShardedIndex ForWriting(IGrainFactory grains, DedupOptions options, VariantStore store, PostgresStore database)
    {
        var index = new ShardedIndex(grains, options, store, database);
        index.Begin();
        return index;
    }

    /// <inheritdoc/>
    public void Renew()
    {
        if (Array.TrueForAll(Wait(Task.WhenAll(_shards.Select((shard, i) => shard.Listens(_tickets[i])))), listens => listens)) return;
        _held.Clear();
        Begin();
    }

    /// <inheritdoc/>
    public void AddWaiting()
    {
        foreach (SketchedBody[] part in _store!.Sketches(counted: false).Where(body => !_held.Contains(Id(body))).Chunk(Together)) Add(part, _ => true);
    }

    /// <inheritdoc/>
    public bool Remove(SketchedBody body)
    {
        if (!_held.Contains(Id(body))) return false;
        byte[][] messages = Messages([body], _ => true);
        All((shard, i) => shard.Remove(_tickets[i], messages[i].AsImmutable()));
        _held.Remove(Id(body));
        return true;
    }

    /// <inheritdoc/>
    public PairChanges Settle()
    {
        var lost = new HashSet<int>();
        var gained = new HashSet<int>();
        foreach (byte[] answer in All((shard, i) => shard.Settle(_tickets[i])))
        {
            ReadOnlySpan<int> numbers = MemoryMarshal.Cast<byte, int>(answer);
            foreach (int id in numbers.Slice(1, numbers[0])) lost.Add(id);
            foreach (int id in numbers[(1 + numbers[0])..]) gained.Add(id);
        }
        return new PairChanges(lost, gained);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ProposedBy> Supports(IReadOnlyList<(SketchedBody A, SketchedBody B)> pairs)
    {
        var messages = new ArrayBufferWriter<byte>[_shards.Length];
        for (int shard = 0; shard < messages.Length; shard++) messages[shard] = new ArrayBufferWriter<byte>();
        List<ulong> bands = [], blocks = [], samples = [];
        foreach ((SketchedBody a, SketchedBody b) in pairs)
        {
            bands.Clear();
            blocks.Clear();
            samples.Clear();
            _keys.Common(a.Sketch, b.Sketch, bands, blocks, samples);
            for (int shard = 0; shard < messages.Length; shard++) PairMessage.Write(messages[shard], Id(a), Id(b), new BodyKeys(Of(shard, bands), Of(shard, blocks), Of(shard, samples)));
        }
        byte[][] answers = All((shard, i) => shard.Supports(_tickets[i], messages[i].WrittenSpan.ToArray().AsImmutable()));
        var supports = new ProposedBy[pairs.Count];
        for (int pair = 0; pair < supports.Length; pair++)
        {
            ProposedBy by = ProposedBy.None;
            int shared = 0;
            foreach (byte[] answer in answers)
            {
                PairMessage.Support support = PairMessage.Read(answer)[pair];
                by |= (ProposedBy)support.By;
                shared += support.Shared;
            }
            supports[pair] = _keys.Judge(by, shared, pairs[pair].A.Sketch.Samples.Length, pairs[pair].B.Sketch.Samples.Length);
        }
        return supports;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Crowd> Crowds() => [.. All((shard, i) => shard.Crowds(_tickets[i])).SelectMany(answer => MemoryMarshal.Cast<byte, RankedCrowd>(answer).ToArray())
        .GroupBy(crowd => crowd.Crowd.Leader, (leader, crowds) => crowds.Aggregate((a, b) => a with { Crowd = new Crowd(leader, a.Crowd.Keys + b.Crowd.Keys, Math.Max(a.Crowd.Bodies, b.Crowd.Bodies)) }))
        .OrderByDescending(crowd => crowd.Crowd.Bodies).ThenBy(crowd => crowd.Rank).Select(crowd => crowd.Crowd)];

    /// <inheritdoc/>
    public IReadOnlyList<IReadOnlyList<ProposedBody>> Find(IReadOnlyList<SketchedBody> bodies)
    {
        byte[][] messages = Messages(bodies, _ => true);
        byte[][] answers = All((shard, i) => shard.Find(_tickets[i].Epoch, messages[i].AsImmutable()));
        Volatile.Write(ref _count, answers.Max(answer => MetMessage.Held(answer)));
        var at = new int[answers.Length];
        var met = new List<MetBody>();
        var found = new IReadOnlyList<ProposedBody>[bodies.Count];
        for (int body = 0; body < found.Length; body++)
        {
            met.Clear();
            for (int shard = 0; shard < answers.Length; shard++) MetMessage.Read(answers[shard], ref at[shard], met);
            found[body] = PutTogether(met, bodies[body].Sketch.Samples.Length);
        }
        return found;
    }

    /// <summary>Each shard has its log.</summary>
    public void SaveIfDue(DbConnection connection, DedupOptions options, Action saving)
    {
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private List<ProposedBody> PutTogether(List<MetBody> met, int samples)
    {
        CollectionsMarshal.AsSpan(met).Sort(default(ById));
        var found = new List<ProposedBody>();
        for (int from = 0; from < met.Count;)
        {
            MetBody body = met[from];
            ProposedBy by = ProposedBy.None;
            int shared = 0;
            for (; from < met.Count && met[from].Id == body.Id; from++)
            {
                by |= met[from].By;
                shared += met[from].Shared;
            }
            by = _keys.Judge(by, shared, body.Samples, samples);
            if (by != ProposedBy.None) found.Add(new ProposedBody(new Candidate(body.Id, by), body.Fingerprint, body.Samples));
        }
        return found;
    }

    private void Begin()
    {
        long session = _database!.NextSession();
        ShardState[] states = Wait(Task.WhenAll(_shards.Select(shard => Begin(shard, session))));
        for (int shard = 0; shard < states.Length; shard++) _tickets[shard] = new ShardTicket(session, states[shard].Epoch);
        foreach (int id in _store!.Counted()) _held.Add(id);
        IdSet[] held = [.. states.Select(state => new IdSet(state.Held))];
        // Shared out by other keys, or over another number, nothing that they hold is of use.
        bool isOfUse = _database.ShardedBy() == _sharing;
        IdSet kept = isOfUse ? _held : new IdSet();
        Wait(Task.WhenAll(_shards.Select((shard, i) => Drop(shard, _tickets[i], [.. held[i].Except(kept)]))));
        if (!isOfUse) held = [.. held.Select(_ => new IdSet())];
        foreach (int[] part in held.SelectMany(each => _held.Except(each)).Distinct().Order().Chunk(Together))
            Add([.. _store.Sketches(part.Select(id => (long)id))], missing => !held[missing.Shard].Contains(missing.Id));
        All((shard, i) => shard.Forget(_tickets[i]));
        if (!isOfUse) _database.SetShardedBy(_sharing);
    }

    private static async Task<ShardState> Begin(IShardGrain shard, long session)
    {
        for (int tries = 1; ; tries++)
        {
            ShardState state = await shard.Begin(session).ConfigureAwait(false);
            if (state.Epoch > 0) return state;
            if (state.Epoch < 0 || tries == MostTries) throw new DatabaseException($"candidate shard {shard.GetPrimaryKeyLong()} listens to another writer");
            await Task.Delay(TryEach).ConfigureAwait(false);
        }
    }

    private static async Task<int> Drop(IShardGrain shard, ShardTicket ticket, int[] ids)
    {
        foreach (int[] part in ids.Chunk(DroppedTogether))
        {
            var message = new ArrayBufferWriter<byte>();
            foreach (int id in part) BodyMessage.Write(message, new BodyFigures(id, 0, 0, 0, 0), default);
            if (await shard.Drop(ticket, message.WrittenSpan.ToArray().AsImmutable()).ConfigureAwait(false) is { IsValid: false }) throw Moved(shard);
        }
        return ids.Length;
    }

    /// <summary>Adds bodies, and to each shard those that it is wanted for.</summary>
    internal void Add(IReadOnlyList<SketchedBody> bodies, Func<(int Shard, int Id), bool> wanted)
    {
        byte[][] messages = Messages(bodies, wanted);
        All((shard, i) => messages[i].Length == 0 ? Task.FromResult(ShardReply.Done) : shard.Add(_tickets[i], messages[i].AsImmutable()));
        foreach (SketchedBody body in bodies) _held.Add(Id(body));
    }

    /// <summary>The bodies as each shard is told of them: also of one that has no key of the shard's, so that all hold the same bodies.</summary>
    internal byte[][] Messages(IReadOnlyList<SketchedBody> bodies, Func<(int Shard, int Id), bool> wanted)
    {
        var messages = new ArrayBufferWriter<byte>[_shards.Length];
        for (int shard = 0; shard < messages.Length; shard++) messages[shard] = new ArrayBufferWriter<byte>();
        var bandKeys = new ulong[_keys.Bands];
        var blockKeys = new ulong[_keys.Blocks];
        var bands = new SharedOut(_shards.Length);
        var blocks = new SharedOut(_shards.Length);
        var samples = new SharedOut(_shards.Length);
        foreach (SketchedBody body in bodies)
        {
            bands.Take(_keys.OfBands(body.Sketch, bandKeys));
            blocks.Take(_keys.OfBlocks(body.Sketch.Fingerprint, blockKeys));
            samples.Take(body.Sketch.Samples);
            BodyFigures figures = BodyFigures.Of(Id(body), body.Sketch, body.Rank);
            for (int shard = 0; shard < messages.Length; shard++)
            {
                if (wanted((shard, figures.Id))) BodyMessage.Write(messages[shard], figures, new BodyKeys(bands.Of(shard), blocks.Of(shard), samples.Of(shard)));
            }
        }
        return [.. messages.Select(message => message.WrittenSpan.ToArray())];
    }

    private ulong[] Of(int shard, List<ulong> keys) => [.. keys.Where(key => SketchKeys.HolderOf(key, _shards.Length) == shard)];

    /// <summary>Asks all shards at once.</summary>
    /// <exception cref="DatabaseException">One cannot be asked, or has moved.</exception>
    private byte[][] All(Func<IShardGrain, int, Task<ShardReply>> call)
    {
        ShardReply[] replies = Wait(Task.WhenAll(_shards.Select(call)));
        int moved = Array.FindIndex(replies, reply => !reply.IsValid);
        return moved < 0 ? [.. replies.Select(reply => reply.Answer)] : throw Moved(_shards[moved]);
    }

    private static DatabaseException Moved(IShardGrain shard) => new($"candidate shard {shard.GetPrimaryKeyLong()} has moved to another host; what was not stored yet is done again");

    /// <summary>The engine's work is synchronous, on threads of its own.</summary>
    private static T Wait<T>(Task<T> calls)
    {
        try
        {
            return calls.GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not DatabaseException)
        {
            throw new DatabaseException($"a candidate shard cannot be asked ({e.Message}); its host may have gone: another takes it over", e);
        }
    }

    private static int Id(SketchedBody body) => StoredIndex.Id(body.Variant);

    /// <summary>What several shards say of one body comes together.</summary>
    private readonly struct ById : IComparer<MetBody>
    {
        public int Compare(MetBody x, MetBody y) => x.Id.CompareTo(y.Id);
    }

    /// <summary>Keys of one body by the shard that holds them.</summary>
    private sealed class SharedOut(int shards)
    {
        private readonly List<ulong>[] _keys = [.. Enumerable.Range(0, shards).Select(_ => new List<ulong>())];

        public void Take(ReadOnlySpan<ulong> keys)
        {
            foreach (List<ulong> of in _keys) of.Clear();
            foreach (ulong key in keys) _keys[SketchKeys.HolderOf(key, _keys.Length)].Add(key);
        }

        public ReadOnlySpan<ulong> Of(int shard) => CollectionsMarshal.AsSpan(_keys[shard]);
    }
}
