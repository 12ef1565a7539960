using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Dedup.Core.Candidates;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Engine.Storage;

/// <summary>The candidate index of the stored bodies: what was saved of it, and what has come and gone since; or all of it made anew.</summary>
internal sealed class StoredIndex : ICandidateIndex
{
    /// <summary>Bodies that are read and indexed together.</summary>
    public const int Together = 4096;

    /// <summary>Bodies that are indexed before questions of others may go between: some ten milliseconds.</summary>
    private const int AtOnce = 2048;

    /// <summary>What has come and gone is indexed at each start: at most one in so many bodies, which takes as long as to read the others.</summary>
    private const int ShareBehind = 16;

    private readonly VariantStore _store;
    private readonly IndexFile? _file;
    private bool _isSaved;

    private StoredIndex(VariantStore store, CandidateIndex index, IndexFile? file) => (_store, Index, _file, _isSaved) = (store, index, file, file is not null);

    /// <summary>The index.</summary>
    public CandidateIndex Index { get; }

    // Held by whoever works with the index: a question changes it for a moment too.
    private Lock Gate { get; } = new();

    public int Count
    {
        get
        {
            lock (Gate) return Index.Count;
        }
    }

    public long Bytes
    {
        get
        {
            lock (Gate) return Index.Bytes;
        }
    }

    /// <summary>Makes the index of the stored sketches, without what was saved.</summary>
    /// <param name="store">The bodies.</param>
    /// <param name="options">How they are compared.</param>
    public static StoredIndex Afresh(VariantStore store, DedupOptions options)
    {
        var index = new StoredIndex(store, new CandidateIndex(options.Sketch.Scheme, options.Candidates), null);
        index.Fill(after: 0);
        return index;
    }

    /// <summary>Takes the saved index up, and adds and removes what has come and gone since; where it cannot be believed all is made anew. What is not read now is read by its keys; but what has come and gone leads to most of a large index too.</summary>
    /// <param name="store">The bodies.</param>
    /// <param name="options">How they are compared.</param>
    /// <param name="whole">Whether all of it is read now, and so proven, or each part when it is needed.</param>
    public static StoredIndex Open(VariantStore store, DedupOptions options, bool whole)
    {
        if (options.Store is not SqliteStore || store.Snapshot() is not IndexSnapshot snapshot || IndexFile.Open(options.Store.Files, snapshot.Token) is not IndexFile file) return Afresh(store, options);
        try
        {
            var index = new StoredIndex(store, new CandidateIndex(options.Sketch.Scheme, options.Candidates, file.Read), file);
            if (whole)
            {
                index.Index.Load();
                // Its room is free as soon as another takes its place.
                file.Dispose();
            }
            foreach (SketchedBody body in store.Gone()) index.Index.Remove(Id(body.Variant), body.Sketch);
            index.Fill(after: snapshot.Highest);
            return index;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or DatabaseException)
        {
            file.Dispose();
            return Afresh(store, options);
        }
    }

    /// <summary>It is this process's own.</summary>
    public void Renew()
    {
    }

    public void AddWaiting()
    {
        foreach (SketchedBody[] part in _store.Sketches(counted: false).Chunk(AtOnce))
        {
            lock (Gate) Index.Add([.. part.Where(body => !Index.Contains(Id(body.Variant))).Select(body => body.Indexed)]);
        }
    }

    public bool Remove(SketchedBody body)
    {
        lock (Gate)
        {
            bool isHeld = Index.Contains(Id(body.Variant));
            Index.Remove(Id(body.Variant), body.Sketch);
            return isHeld;
        }
    }

    public PairChanges Settle()
    {
        lock (Gate) return Index.Settle();
    }

    public IReadOnlyList<ProposedBy> Supports(IReadOnlyList<(SketchedBody A, SketchedBody B)> pairs)
    {
        lock (Gate) return [.. pairs.Select(pair => Index.Supports(Id(pair.A.Variant), pair.A.Sketch, Id(pair.B.Variant), pair.B.Sketch))];
    }

    public IReadOnlyList<Crowd> Crowds()
    {
        lock (Gate) return Index.Crowds();
    }

    public IReadOnlyList<IReadOnlyList<ProposedBody>> Find(IReadOnlyList<SketchedBody> bodies) => [.. bodies.Select(Find)];

    /// <summary>Saves the index beside the database where much has come and gone since that was done. No body may wait for its links, and no transaction be open.</summary>
    public void SaveIfDue(DbConnection connection, DedupOptions options, Action saving)
    {
        if (options.Store is not SqliteStore) return;
        // Where the file could not be believed it is written again.
        IndexSnapshot? saved = _isSaved ? _store.Snapshot() : null;
        long highest = connection.ExecuteScalar<long>("SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'variants'");
        // Those that have come, and those that went.
        long behind = saved is null ? Index.Count : Index.Count - (saved.Bodies - saved.Gone) + saved.Gone;
        if (behind < Math.Max(options.Ingest.SaveIndexAfterBodies, Index.Count / ShareBehind)) return;
        saving();
        byte[] token = RandomNumberGenerator.GetBytes(IndexFile.TokenLength);
        try
        {
            // Questions go between: of a large index this takes seconds.
            lock (Gate) Index.IsFrozen = true;
            try
            {
                IndexFile.Write(options.Store.Files, token, Index);
            }
            finally
            {
                lock (Gate) Index.IsFrozen = false;
            }
            using var transaction = new WriteTransaction(connection);
            ForgetSaved(connection);
            connection.Execute("INSERT INTO index_snapshot(token, highest, bodies) VALUES (@token, @highest, @bodies)", new { token, highest, bodies = Index.Count });
            // Between this and the commit the file fits no database, and is not used.
            IndexFile.Publish(options.Store.Files);
            transaction.Commit();
            _isSaved = true;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            // No room for it: the next start takes longer. All else is stored, and the run has done what was asked.
            IndexFile.DeletePartial(options.Store.Files);
        }
    }

    /// <summary>What is saved is not used any more.</summary>
    public static void ForgetSaved(DbConnection connection)
    {
        // Beside a file alone an index is saved.
        if (connection is SqliteStoreConnection) connection.Execute("DELETE FROM index_snapshot; DELETE FROM gone_sketches");
    }

    /// <summary>The id of a variant in the index.</summary>
    public static int Id(long variant) => checked((int)variant);

    public void Dispose() => _file?.Dispose();

    private IReadOnlyList<ProposedBody> Find(SketchedBody body)
    {
        lock (Gate)
        {
            return [.. Index.Find(body.Sketch, body.Rank, body.Variant >= 0 && Index.Contains(Id(body.Variant)) ? Id(body.Variant) : -1).Select(candidate =>
            {
                (ulong fingerprint, int samples) = Index.Of(candidate.Id);
                return new ProposedBody(candidate, fingerprint, samples);
            })];
        }
    }

    private void Fill(long after)
    {
        Add(_store.Sketches(counted: true, after));
        Index.Forget();
    }

    private void Add(IEnumerable<SketchedBody> bodies)
    {
        foreach (SketchedBody[] part in bodies.Chunk(Together)) Index.Add([.. part.Select(body => body.Indexed)]);
    }
}
