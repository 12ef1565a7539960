using Orleans.Concurrency;

namespace Dedup.Distributed.Shards;

/// <summary>Whom a shard listens to.</summary>
/// <param name="Session">The writer's number; of several the highest counts.</param>
/// <param name="Epoch">The holder of the shard that the writer knows.</param>
[GenerateSerializer]
[Immutable]
internal readonly record struct ShardTicket([property: Id(0)] long Session, [property: Id(1)] long Epoch);

/// <summary>What a shard says to one who may ask it for something.</summary>
/// <param name="IsValid">Whether it listens to that ticket: else it has moved, or another writes.</param>
/// <param name="Answer">The answer.</param>
[GenerateSerializer]
[Immutable]
internal readonly record struct ShardReply([property: Id(0)] bool IsValid, [property: Id(1)] byte[] Answer)
{
    /// <summary>The ticket counts no more.</summary>
    public static readonly ShardReply Refused = new(false, []);

    /// <summary>Done, with nothing to say.</summary>
    public static readonly ShardReply Done = new(true, []);
}

/// <summary>What a shard holds when a writer begins.</summary>
/// <param name="Epoch">Its holder; 0 where it has moved, −1 where it listens to a later writer.</param>
/// <param name="Held">The ids of its bodies (<see cref="IdSet"/>).</param>
[GenerateSerializer]
[Immutable]
internal readonly record struct ShardState([property: Id(0)] long Epoch, [property: Id(1)] byte[] Held)
{
    /// <summary>Another has begun since.</summary>
    public static readonly ShardState OfAnother = new(-1, []);
}

/// <summary>A share of the candidate indexes: of each kind the keys that are this shard's (<see cref="Core.Candidates.SketchKeys.HolderOf"/>), of all bodies.</summary>
/// <remarks>What changes a shard stands in its log before it answers. Bodies that are held already are not added again, so that a call may be repeated.</remarks>
internal interface IShardGrain : IGrainWithIntegerKey
{
    /// <summary>Makes it stand somewhere: it reads its log before anyone waits for it.</summary>
    Task Stand();

    /// <summary>A writer begins: from here on the shard listens to it alone.</summary>
    Task<ShardState> Begin(long session);

    /// <summary>Whether the ticket counts.</summary>
    Task<bool> Listens(ShardTicket ticket);

    /// <summary>Adds bodies (<see cref="BodyMessage"/>).</summary>
    Task<ShardReply> Add(ShardTicket ticket, Immutable<byte[]> bodies);

    /// <summary>Forgets bodies, of which the keys are told.</summary>
    Task<ShardReply> Remove(ShardTicket ticket, Immutable<byte[]> bodies);

    /// <summary>Forgets bodies of which the keys are not known any more: all is read from the log again.</summary>
    /// <param name="ticket">The writer's.</param>
    /// <param name="bodies">Those that the shard is to forget (<see cref="BodyMessage"/>, without keys).</param>
    Task<ShardReply> Drop(ShardTicket ticket, Immutable<byte[]> bodies);

    /// <summary>Leaves out of the next <see cref="Settle"/> what has happened until now.</summary>
    Task<ShardReply> Forget(ShardTicket ticket);

    /// <summary>What has happened to the pairs of bodies: number of those of which pairs may have ended, these, those of which some may have begun; 4 bytes each.</summary>
    Task<ShardReply> Settle(ShardTicket ticket);

    /// <summary>What of the common keys of pairs pairs them (<see cref="PairMessage"/>).</summary>
    Task<ShardReply> Supports(ShardTicket ticket, Immutable<byte[]> pairs);

    /// <summary>What is crowded (<see cref="Core.Candidates.RankedCrowd"/>s).</summary>
    Task<ShardReply> Crowds(ShardTicket ticket);

    /// <summary>Who shares keys with bodies (<see cref="MetMessage"/>).</summary>
    /// <param name="epoch">The holder that the writer knows; 0 for questions of others, which any holder answers.</param>
    /// <param name="bodies">The bodies with their keys.</param>
    Task<ShardReply> Find(long epoch, Immutable<byte[]> bodies);
}
