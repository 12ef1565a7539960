using System.Buffers;
using System.Runtime.InteropServices;
using Dedup.Core.Candidates;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Orleans.Concurrency;

namespace Dedup.Distributed.Shards;

/// <summary>A shard in the memory of one host. What changes it is in the log before it is in memory, and nothing that the log refused ever is.</summary>
[ShardPlacement]
[KeepAlive]
internal sealed class ShardGrain(DedupOptions options, PostgresStore store, ILocalSiloDetails host, IClusterMembershipService hosts) : Grain, IShardGrain
{
    /// <summary>Where half of what the log says counts no more it is written anew.</summary>
    private const int MostEntriesPerBody = 2;

    /// <summary>Bodies of one entry of a log that is written anew.</summary>
    private const int Together = 4096;

    /// <summary>A shard that should stand elsewhere moves when that has been so for two looks: hosts seldom come alone.</summary>
    private static readonly TimeSpan LookEach = TimeSpan.FromSeconds(3);

    private ShardLog _log = null!;
    private CandidateShard _index = null!;
    // An id that was removed must not come back into the same index.
    private IdSet _removed = new();
    private readonly List<MetBody> _met = [];
    private readonly ArrayBufferWriter<byte> _answer = new();
    private bool _shouldMove;

    /// <inheritdoc/>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _log = new ShardLog(store.Source, this.GetPrimaryKeyLong(), host.SiloAddress.Endpoint.ToString());
        await _log.Take();
        await Load();
        this.RegisterGrainTimer(LookAround, new GrainTimerCreationOptions(LookEach, LookEach) { KeepAlive = true });
    }

    /// <inheritdoc/>
    public Task Stand() => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task<ShardState> Begin(long session)
    {
        if (!await _log.Begin(session, _index.Count))
        {
            if (await _log.IsHeld()) return ShardState.OfAnother;
            // Another holds the shard, which the caller finds when it asks again.
            DeactivateOnIdle();
            return new ShardState(0, []);
        }
        _index.Forget();
        var held = new IdSet();
        for (int id = 0; id < _index.Bound; id++)
        {
            if (_index.Contains(id)) held.Add(id);
        }
        return new ShardState(_log.Epoch, held.ToBytes());
    }

    /// <inheritdoc/>
    public Task<bool> Listens(ShardTicket ticket) => Task.FromResult(_log.IsOf(ticket));

    /// <inheritdoc/>
    public async Task<ShardReply> Add(ShardTicket ticket, Immutable<byte[]> bodies)
    {
        if (!_log.IsOf(ticket)) return ShardReply.Refused;
        if (!await Write(gone: false, bodies.Value)) return ShardReply.Refused;
        if (HasRemoved(bodies.Value)) await Load();
        else AddAll(bodies.Value);
        return ShardReply.Done;
    }

    /// <inheritdoc/>
    public async Task<ShardReply> Remove(ShardTicket ticket, Immutable<byte[]> bodies)
    {
        if (!_log.IsOf(ticket)) return ShardReply.Refused;
        if (!await Write(gone: true, bodies.Value)) return ShardReply.Refused;
        RemoveAll(bodies.Value);
        return ShardReply.Done;
    }

    /// <inheritdoc/>
    public async Task<ShardReply> Drop(ShardTicket ticket, Immutable<byte[]> bodies)
    {
        if (!_log.IsOf(ticket)) return ShardReply.Refused;
        if (!await Write(gone: true, bodies.Value)) return ShardReply.Refused;
        await Load();
        return ShardReply.Done;
    }

    /// <inheritdoc/>
    public Task<ShardReply> Forget(ShardTicket ticket) => Answer(ticket, () =>
    {
        _index.Forget();
        return [];
    });

    /// <inheritdoc/>
    public Task<ShardReply> Settle(ShardTicket ticket) => Answer(ticket, () =>
    {
        PairChanges changes = _index.Settle();
        return MemoryMarshal.AsBytes(new ReadOnlySpan<int>([changes.Lost.Count, .. changes.Lost, .. changes.Gained])).ToArray();
    });

    /// <inheritdoc/>
    public Task<ShardReply> Supports(ShardTicket ticket, Immutable<byte[]> pairs) => Answer(ticket, () => PairMessage.Answer(pairs.Value, _index));

    /// <inheritdoc/>
    public Task<ShardReply> Crowds(ShardTicket ticket) => Answer(ticket, () => MemoryMarshal.AsBytes(new ReadOnlySpan<RankedCrowd>([.. _index.Crowds()])).ToArray());

    /// <inheritdoc/>
    public Task<ShardReply> Find(long epoch, Immutable<byte[]> bodies)
    {
        if (epoch != 0 && epoch != _log.Epoch) return Task.FromResult(ShardReply.Refused);
        _answer.ResetWrittenCount();
        MetMessage.Begin(_answer, _index.Count);
        BodyMessage.Reader reader = BodyMessage.Read(bodies.Value);
        while (reader.Next())
        {
            _met.Clear();
            _index.Find(reader.Body, _index.Contains(reader.Body.Id), reader.Keys, _met);
            MetMessage.Write(_answer, _met);
        }
        return Task.FromResult(new ShardReply(true, _answer.WrittenSpan.ToArray()));
    }

    private Task<ShardReply> Answer(ShardTicket ticket, Func<byte[]> work) => Task.FromResult(_log.IsOf(ticket) ? new ShardReply(true, work()) : ShardReply.Refused);

    private async Task<bool> Write(bool gone, byte[] entries)
    {
        int bodies = _index.Count + Count(entries, gone);
        if (await _log.Append(gone, entries, bodies)) return true;
        // Whoever took it over has it; what stands here is of no use to anyone.
        DeactivateOnIdle();
        return false;
    }

    /// <summary>How many bodies more are held when the entries are taken in.</summary>
    private int Count(byte[] entries, bool gone)
    {
        int count = 0;
        for (BodyMessage.Reader reader = BodyMessage.Read(entries); reader.Next();)
        {
            if (_index.Contains(reader.Body.Id) == gone) count += gone ? -1 : 1;
        }
        return count;
    }

    private void AddAll(byte[] entries)
    {
        for (BodyMessage.Reader reader = BodyMessage.Read(entries); reader.Next();)
        {
            if (!_index.Contains(reader.Body.Id)) _index.Add(reader.Body, reader.Keys);
        }
    }

    private void RemoveAll(byte[] entries)
    {
        for (BodyMessage.Reader reader = BodyMessage.Read(entries); reader.Next();)
        {
            _index.Remove(reader.Body.Id, reader.Keys);
            _removed.Add(reader.Body.Id);
        }
    }

    private bool HasRemoved(byte[] entries)
    {
        for (BodyMessage.Reader reader = BodyMessage.Read(entries); reader.Next();)
        {
            if (_removed.Contains(reader.Body.Id)) return true;
        }
        return false;
    }

    /// <summary>Makes the index of the log.</summary>
    private async Task Load()
    {
        var index = new CandidateShard(options.Candidates);
        long entries = 0;
        var gone = new IdSet();
        await foreach ((bool isGone, byte[] part) in _log.ReadBack()) entries += Take(index, isGone, part, gone);
        index.Forget();
        (_index, _removed) = (index, new IdSet());
        if (entries > MostEntriesPerBody * (long)_index.Count + Together) await _log.Replace(Rewritten());
    }

    private static long Take(CandidateShard index, bool isGone, byte[] part, IdSet gone)
    {
        long entries = 0;
        for (BodyMessage.Reader reader = BodyMessage.Read(part); reader.Next(); entries++)
        {
            // The later word on a body came before.
            if (index.Contains(reader.Body.Id) || gone.Contains(reader.Body.Id)) continue;
            if (isGone) gone.Add(reader.Body.Id);
            else index.Add(reader.Body, reader.Keys);
        }
        return entries;
    }

    /// <summary>The entries that count, some together.</summary>
    private async IAsyncEnumerable<byte[]> Rewritten()
    {
        var seen = new IdSet();
        var message = new ArrayBufferWriter<byte>();
        int count = 0;
        await foreach ((bool isGone, byte[] part) in _log.ReadBack())
        {
            count += Keep(isGone, part, seen, message);
            if (count < Together) continue;
            yield return message.WrittenSpan.ToArray();
            message.ResetWrittenCount();
            count = 0;
        }
        if (count > 0) yield return message.WrittenSpan.ToArray();
    }

    private int Keep(bool isGone, byte[] part, IdSet seen, ArrayBufferWriter<byte> message)
    {
        int count = 0;
        for (BodyMessage.Reader reader = BodyMessage.Read(part); reader.Next();)
        {
            if (isGone || !_index.Contains(reader.Body.Id) || !seen.Add(reader.Body.Id)) continue;
            BodyMessage.Write(message, reader.Body, reader.Keys);
            count++;
        }
        return count;
    }

    /// <summary>A shard that should stand on another host moves there, which reads its log.</summary>
    private Task LookAround(CancellationToken cancellation)
    {
        SiloAddress[] active = [.. hosts.CurrentSnapshot.Members.Values.Where(member => member.Status == SiloStatus.Active).Select(member => member.SiloAddress)];
        bool move = active.Length > 0 && !ShardPlaces.Of((int)this.GetPrimaryKeyLong(), options.Cluster.Shards, active).Equals(host.SiloAddress);
        // Not only given up: who knows where it stood would make it there again.
        if (move && _shouldMove) this.MigrateOnIdle();
        _shouldMove = move;
        return Task.CompletedTask;
    }
}
