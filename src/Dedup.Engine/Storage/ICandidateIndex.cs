using System.Data.Common;
using Dedup.Core.Candidates;

namespace Dedup.Engine.Storage;

/// <summary>A stored body that an index proposes.</summary>
/// <param name="Candidate">It, and what proposes it.</param>
/// <param name="Fingerprint">Its SimHash.</param>
/// <param name="Samples">Number of its sampled shingles.</param>
internal readonly record struct ProposedBody(Candidate Candidate, ulong Fingerprint, int Samples);

/// <summary>The candidate index of the stored bodies: in this process, or shared out over several hosts. Any number of threads may ask; one alone changes it.</summary>
internal interface ICandidateIndex : IDisposable
{
    /// <summary>Bodies held.</summary>
    int Count { get; }

    /// <summary>Memory that it takes in this process, in bytes.</summary>
    long Bytes { get; }

    /// <summary>Makes sure that it can be worked with, where it is shared out: what has moved meanwhile is taken up again. Only while it holds what is stored.</summary>
    void Renew();

    /// <summary>Indexes the bodies that wait for their links and are not held yet; what they change for others is to be settled.</summary>
    void AddWaiting();

    /// <summary>Forgets a body; one that is not held is none.</summary>
    /// <returns>Whether it was held.</returns>
    bool Remove(SketchedBody body);

    /// <summary>What has happened to the pairs of held bodies since this was last asked (<see cref="CandidateIndex.Settle"/>).</summary>
    PairChanges Settle();

    /// <summary>What proposes pairs of held bodies.</summary>
    IReadOnlyList<ProposedBy> Supports(IReadOnlyList<(SketchedBody A, SketchedBody B)> pairs);

    /// <summary>What is crowded, the most bodies first.</summary>
    IReadOnlyList<Crowd> Crowds();

    /// <summary>What is proposed of each body, in ascending order of id; of one that is not held, what adding it would make.</summary>
    IReadOnlyList<IReadOnlyList<ProposedBody>> Find(IReadOnlyList<SketchedBody> bodies);

    /// <summary>Saves it where much has come and gone since that was done. No body may wait for its links, and no transaction be open.</summary>
    /// <param name="connection">The writer's.</param>
    /// <param name="options">Where, and how much is much.</param>
    /// <param name="saving">Called before, where it is done: of a large index it takes seconds.</param>
    void SaveIfDue(DbConnection connection, DedupOptions options, Action saving);
}
