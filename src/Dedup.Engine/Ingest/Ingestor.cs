using System.Text.Json;
using Dapper;
using Dedup.Engine.Queries;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>What a run is asked to take in.</summary>
/// <param name="Paths">As they were given.</param>
/// <param name="Files">What they name.</param>
/// <param name="Source">How the files are read.</param>
public sealed record IngestRequest(IReadOnlyList<string> Paths, IReadOnlyList<SourceFile> Files, SourceOptions Source)
{
    /// <summary>What tells this request from others; null where it reads standard input, which cannot be read again.</summary>
    internal string? Identity => Files.Any(f => f.IsStandardInput) || Files.Count == 0 ? null : JsonSerializer.Serialize(new
    {
        Paths = Paths.Select(Path.GetFullPath),
        Source.SourceName,
        Fields = Source.FieldNames.OrderBy(f => f.Key, StringComparer.Ordinal).ToDictionary(),
        Source.MaxPageBytes,
    });
}

/// <summary>Takes pages in, as one run: reads, stores batch by batch, then works out the clusters.</summary>
/// <remarks>
/// An interrupted run is taken up again by the next one with the same request: files and lines that are stored are passed
/// over unread. Where a file has changed since, or another request is made, every page is read and those that are stored as
/// they came are told by their hash.
/// </remarks>
public sealed class Ingestor(DedupOptions options, TimeProvider clock)
{
    /// <summary>Rejections that a summary lists; all are stored.</summary>
    public const int ListedRejections = 20;

    private const string Command = "ingest";

    /// <summary>Is told in words what is done once all pages are stored, which is half of the time of a large run.</summary>
    public Action<string>? Doing { get; init; }

    /// <summary>Runs to the end of the request.</summary>
    /// <param name="request">What to take in.</param>
    /// <param name="pages">Reads it.</param>
    /// <param name="standardInput">Opens standard input.</param>
    /// <param name="progress">Called after each transaction with the number of pages done.</param>
    /// <param name="cancellation">Stops between batches; what was stored stays, with its clusters.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public IngestSummary Run(IngestRequest request, PageSource pages, Func<Stream> standardInput, Action<long>? progress, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(pages);
        return Run(request.Paths, request.Identity, (runs, run) =>
        {
            Dictionary<string, FileState> files = runs.Files(run.Id);
            return pages.ReadOn(
                request.Files.Where(f => f.IsStandardInput || files.GetValueOrDefault(f.FullPath) is not { Done: true }),
                standardInput, f => files.GetValueOrDefault(f.FullPath)?.Line ?? 0);
        }, files => request.Files.Where(f => files.ContainsKey(f.FullPath)).All(f => files[f.FullPath].IsOf(f)), progress, cancellation);
    }

    /// <summary>Runs to the end of pages that come from no file; an interrupted run of theirs is not taken up again.</summary>
    /// <param name="sources">What was asked for, as the run's record.</param>
    /// <param name="items">The pages.</param>
    /// <param name="progress">Called after each transaction with the number of pages done.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <exception cref="DatabaseException">The database cannot be used.</exception>
    public IngestSummary Run(IReadOnlyList<string> sources, IEnumerable<SourceItem> items, Action<long>? progress, CancellationToken cancellation) =>
        Run(sources, null, (_, _) => items, _ => true, progress, cancellation);

    private IngestSummary Run(
        IReadOnlyList<string> sources, string? identity, Func<RunStore, IngestRun, IEnumerable<SourceItem>> read,
        Func<Dictionary<string, FileState>, bool> filesAreUnchanged, Action<long>? progress, CancellationToken cancellation) =>
        options.Store.Guard(() => RunGuarded(sources, identity, read, filesAreUnchanged, progress, cancellation));

    private IngestSummary RunGuarded(
        IReadOnlyList<string> sources, string? identity, Func<RunStore, IngestRun, IEnumerable<SourceItem>> read,
        Func<Dictionary<string, FileState>, bool> filesAreUnchanged, Action<long>? progress, CancellationToken cancellation)
    {
        long started = clock.GetTimestamp();
        bool isStored = false;
        using var session = new WriteSession(options, clock, Command) { Heard = doing => (isStored ? Doing : null)?.Invoke(doing) };
        IngestRun run = TakeUp(session, identity, filesAreUnchanged) ?? session.Runs.Start(Command, sources, identity, session.Now());
        var rejections = new List<Rejection>();
        try
        {
            session.Take(read(session.Runs, run), _ => run, rejection =>
            {
                if (rejections.Count < ListedRejections) rejections.Add(rejection);
            }, null, () => progress?.Invoke(run.Counts.Pages), cancellation);
        }
        catch (OperationCanceledException)
        {
            isStored = true;
            session.WorkOutClusters(run.Id);
            throw;
        }
        isStored = true;
        session.WorkOutClusters(run.Id);
        using (var transaction = new WriteTransaction(session.Connection))
        {
            run.Finished = session.Now();
            session.Runs.Update(run);
            session.Runs.Forget(run.Id);
            transaction.Commit();
        }
        return Summarise(session, run, clock.GetElapsedTime(started).TotalSeconds, rejections);
    }

    private static IngestRun? TakeUp(WriteSession session, string? identity, Func<Dictionary<string, FileState>, bool> filesAreUnchanged)
    {
        if (identity is null || session.Runs.FindInterrupted(Command, identity) is not IngestRun run) return null;
        if (filesAreUnchanged(session.Runs.Files(run.Id))) return run;
        session.Runs.Abandon(run.Id);
        return null;
    }

    private IngestSummary Summarise(WriteSession session, IngestRun run, double seconds, IReadOnlyList<Rejection> rejections)
    {
        var row = session.Connection.QuerySingle<(long Documents, long Variants, long Clusters, long Shared, long? Largest, long Excerpts, long Links, long WithoutBody)>(
            """
            SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM variants), (SELECT count(*) FROM clusters),
                   (SELECT count(*) FROM clusters WHERE documents >= 2),
                   coalesce((SELECT max(documents) FROM clusters WHERE documents >= 2), (SELECT max(documents) FROM clusters)),
                   (SELECT count(*) FROM documents d JOIN variants v ON v.id = d.variant_id WHERE v.excerpt_of IS NOT NULL), (SELECT count(*) FROM links),
                   (SELECT count(*) FROM documents d JOIN variants v ON v.id = d.variant_id WHERE v.words = 0)
            """);
        return new IngestSummary(
            options.Store.Name, run.Id, run.Counts, run.Resumed, row.Documents, row.Variants, row.Clusters, row.Shared, row.Largest ?? 0, row.Excerpts,
            row.Links, seconds, rejections)
        {
            WithoutBody = row.WithoutBody,
            OverwrittenCount = run.OverwrittenCount,
            Overwritten = run.Overwritten,
            Crowds = CrowdRow.Read(session.Connection),
        };
    }
}
