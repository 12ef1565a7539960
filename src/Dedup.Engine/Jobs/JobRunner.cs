using System.Globalization;
using Dapper;
using Dedup.Engine.Check;
using Dedup.Engine.Ingest;
using Dedup.Engine.Judging;
using Dedup.Engine.Sites;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Jobs;

/// <summary>Does jobs in the writer's session.</summary>
internal sealed class JobRunner(DedupOptions options, TimeProvider clock)
{
    /// <summary>Documents that one job of retention deletes; the rest is for the next.</summary>
    private const int MostRetired = 20_000;

    /// <summary>Does a job; what it concerns is stored when this returns.</summary>
    /// <exception cref="DatabaseException">The store failed: the job is to be done again.</exception>
    public JobRecord Run(WriteSession session, long number, Job job, CancellationToken cancellation)
    {
        try
        {
            (string result, long documents) = job.Kind switch
            {
                JobKind.Delete => Delete(session, new DeleteRequest(job.Keys, job.Site), cancellation),
                JobKind.Link => Link(session, job),
                JobKind.Unlink => Unlink(session, job),
                JobKind.Retention => Retire(session, cancellation),
                JobKind.Backup => (BackUp(), 0L),
                JobKind.Check => Prove(),
                _ => throw new ArgumentException($"'{job.Kind}' is no kind of job"),
            };
            return Ended(number, JobRecord.Done, job, result, documents);
        }
        catch (Exception e) when (e is ContradictionException or ArgumentException or InvalidDataException)
        {
            return Ended(number, JobRecord.Failed, job, e.Message, 0);
        }
    }

    /// <summary>Works everything out again; no session may be open.</summary>
    public JobRecord Rebuild(long number, Job job, CancellationToken cancellation)
    {
        RebuildSummary s = new Rebuilder(options, clock).Run(null, cancellation);
        return Ended(number, JobRecord.Done, job, Words($"{s.Documents} documents worked out again, {s.Bodies} with another body, in {s.Seconds:F0} s"), s.Documents);
    }

    public JobRecord Ended(long number, string state, Job job, string result, long documents) =>
        new(number, state, job, clock.GetUtcNow().ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture), result, documents);

    private (string, long) Delete(WriteSession session, DeleteRequest request, CancellationToken cancellation)
    {
        DeleteSummary s = new Deleter(options, clock).Run(session, request, null, cancellation);
        string unknown = s.Unknown.Count > 0 ? $"; no document {string.Join(", ", s.Unknown.Take(20))}" : s.UnknownSite is not null ? $"; no document of {s.UnknownSite}" : "";
        return (Words($"{s.Deleted.Count} deleted, {s.Bodies} bodies with them{unknown}"), s.Deleted.Count);
    }

    private (string, long) Link(WriteSession session, Job job)
    {
        if (job.A is not string a || job.B is not string b || a == b || string.IsNullOrWhiteSpace(job.Why)) throw new ArgumentException("a judgement names two documents and its grounds");
        JudgeSummary s = new Judge(options, clock).Link(session, a, b, job.Same, job.Why, job.By);
        if (s.Unknown.Count > 0) throw new ArgumentException($"no document {string.Join(", ", s.Unknown)}");
        return (s.Judgement!.Words + (s.Replaced is null ? "" : $"; before: {s.Replaced.Words}"), 2);
    }

    private (string, long) Unlink(WriteSession session, Job job)
    {
        JudgeSummary s = new Judge(options, clock).Unlink(session, job.A ?? "", job.B ?? "");
        return s.Judgement is null ? throw new ArgumentException("nothing was said of these two documents") : ($"taken back: {s.Judgement.Words}", 2);
    }

    /// <summary>Deletes documents first seen longer ago than the rules allow; where no crawl says when, the start of the run that stored them counts.</summary>
    private (string, long) Retire(WriteSession session, CancellationToken cancellation)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach ((string? site, double days) in options.Retention.Sites.Select(rule => ((string?)rule.Site, rule.Days)).Append((null, options.Retention.Days)))
        {
            if (days <= 0) continue;
            string before = clock.GetUtcNow().AddDays(-days).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
            // A site with a rule of its own is not under the rule of all.
            string whose = site is null ? "(d.site IS NULL OR lower(d.site) NOT IN @ruled)" : SiteCondition.Sql;
            keys.UnionWith(session.Connection.Query<string>(
                $"""
                SELECT d.key FROM documents d JOIN runs r ON r.id = d.run_id WHERE {whose} AND coalesce(d.fetched, r.started) < @before ORDER BY d.id LIMIT @most
                """, new { before, site, most = MostRetired - keys.Count, ruled = options.Retention.Sites.Select(rule => rule.Site.ToLowerInvariant()) }));
        }
        return keys.Count == 0 ? ("nothing is older than the rules allow", 0) : Delete(session, new DeleteRequest([.. keys], null), cancellation);
    }

    private string BackUp()
    {
        string folder = options.Upkeep.BackupFolder;
        if (folder.Length == 0) throw new ArgumentException($"no folder for backups; set {DedupOptions.Section}:Upkeep:BackupFolder");
        try
        {
            Directory.CreateDirectory(folder);
            string name = Path.GetFileNameWithoutExtension(options.Store.Files);
            string target = Path.Combine(folder, $"{name}-{clock.GetUtcNow():yyyyMMdd-HHmmss}.db");
            long bytes = Backup.Write(options.Store, target, replace: true);
            foreach (string old in Directory.GetFiles(folder, name + "-????????-??????.db").OrderDescending(StringComparer.Ordinal).Skip(options.Upkeep.KeepBackups)) File.Delete(old);
            return Words($"{target}: {bytes} bytes");
        }
        catch (Exception e) when (e is DatabaseException or IOException or UnauthorizedAccessException)
        {
            // Tried again at once it would fail again, with all posts behind it; upkeep asks for the next in its time.
            throw new InvalidDataException(e.Message, e);
        }
    }

    private (string, long) Prove()
    {
        CheckReport report = DatabaseCheck.Run(options, clock, null);
        return report.Faults == 0
            ? (Words($"everything stored agrees, in {report.Seconds:F0} s"), 0)
            : throw new InvalidDataException(Words($"{report.Faults} faults, the first: {report.Parts.First(part => part.Faults > 0).Examples[0]}; 'dedup check' lists them"));
    }

    private static string Words(FormattableString words) => words.ToString(CultureInfo.InvariantCulture);
}
