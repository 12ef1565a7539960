namespace Dedup.Host.Serve;

/// <summary>What the worker says. The numbers of the events are stable: alarms are built on them.</summary>
internal sealed partial class IngestWorker
{
    [LoggerMessage(1000, LogLevel.Information, "Started: database {Database}, watching {Folders}")]
    private partial void LogStarted(string database, string folders);

    [LoggerMessage(1001, LogLevel.Information,
        "Took in {Files} files: {Pages} pages, {Added} new, {Changed} changed, {Unchanged} unchanged, {Rejected} rejected, in {Milliseconds} ms; {Waiting} files wait")]
    private partial void LogTookIn(long files, long pages, long added, long changed, long unchanged, long rejected, long milliseconds, long waiting);

    [LoggerMessage(1002, LogLevel.Warning, "Rejected {Place}: {Reason}")]
    private partial void LogRejected(string place, string reason);

    [LoggerMessage(1003, LogLevel.Warning, "{Problem}")]
    private partial void LogProblem(string problem);

    [LoggerMessage(1004, LogLevel.Error, "The store failed: {Reason}; next try in {Seconds} s")]
    private partial void LogStoreFailed(string reason, double seconds);

    [LoggerMessage(1005, LogLevel.Information, "Stopped: what was taken in is stored, the rest waits in its folder")]
    private partial void LogStopped();

    [LoggerMessage(1006, LogLevel.Information, "Job {Number} ({Kind}) done: {Result}")]
    private partial void LogJobDone(long number, string kind, string result);

    [LoggerMessage(1008, LogLevel.Warning, "Everything is worked out again: {Reason}")]
    private partial void LogRebuilds(string reason);

    [LoggerMessage(1007, LogLevel.Error, "Job {Number} ({Kind}) failed: {Result}")]
    private partial void LogJobFailed(long number, string kind, string result);
}
