namespace Dedup.Engine.Jobs;

/// <summary>Something that the one writer is to do beside taking pages in; waits in the queue, and so survives a killed process.</summary>
/// <param name="Kind">One of <see cref="JobKind"/>.</param>
/// <param name="Asked">When it was asked for, ISO 8601 UTC.</param>
public sealed record Job(string Kind, string Asked)
{
    /// <summary>Of delete: keys of documents.</summary>
    public IReadOnlyList<string> Keys { get; init; } = [];

    /// <summary>Of delete: name of a site.</summary>
    public string? Site { get; init; }

    /// <summary>Of link and unlink: key of a document.</summary>
    public string? A { get; init; }

    /// <summary>Of link and unlink: key of the other.</summary>
    public string? B { get; init; }

    /// <summary>Of link: whether the two are one story.</summary>
    public bool Same { get; init; }

    /// <summary>Of link: the grounds.</summary>
    public string? Why { get; init; }

    /// <summary>Who asked for it, or said it; null where nobody knows.</summary>
    public string? By { get; init; }
}

/// <summary>What a job does.</summary>
public static class JobKind
{
    /// <summary>Deletes documents.</summary>
    public const string Delete = "delete";

    /// <summary>Takes an analyst's word.</summary>
    public const string Link = "link";

    /// <summary>Takes it back.</summary>
    public const string Unlink = "unlink";

    /// <summary>Deletes what the retention rules name.</summary>
    public const string Retention = "retention";

    /// <summary>Copies the database into the folder of backups.</summary>
    public const string Backup = "backup";

    /// <summary>Proves that everything stored agrees.</summary>
    public const string Check = "check";

    /// <summary>Works everything out again from the stored pages.</summary>
    public const string Rebuild = "rebuild";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Delete, Link, Unlink, Retention, Backup, Check, Rebuild];
}

/// <summary>A job and what came of it.</summary>
/// <param name="Number">Its number in the queue.</param>
/// <param name="State">waiting, done or failed.</param>
/// <param name="Job">The job.</param>
/// <param name="Finished">When it ended, ISO 8601 UTC; null where it waits.</param>
/// <param name="Result">What it did, as a sentence; what is wrong where it failed.</param>
/// <param name="Documents">Documents that it concerned.</param>
public sealed record JobRecord(long Number, string State, Job Job, string? Finished, string? Result, long Documents)
{
    /// <summary>It is in the queue, or being done.</summary>
    public const string Waiting = "waiting";

    /// <summary>It was done.</summary>
    public const string Done = "done";

    /// <summary>It could not be done, and is not tried again.</summary>
    public const string Failed = "failed";
}
