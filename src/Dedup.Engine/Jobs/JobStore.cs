using System.Text.Json;
using Dedup.Engine.Export;
using Dedup.Engine.Posts;

namespace Dedup.Engine.Jobs;

/// <summary>Asks for jobs, and tells what came of them: the last thousand are kept.</summary>
/// <param name="queue">Where jobs wait.</param>
/// <param name="records">Where their records are.</param>
public sealed class JobStore(IPostQueue queue, IJobRecords records)
{
    private const int Kept = 1000;

    /// <summary>Puts a job into the queue; done when it is safe there.</summary>
    /// <exception cref="QueueFullException">Too much waits.</exception>
    /// <exception cref="IOException">The disk is full, or failed.</exception>
    public async Task<JobRecord> Ask(Job job)
    {
        ArgumentNullException.ThrowIfNull(job);
        long number = await queue.AddJob(JsonSerializer.SerializeToUtf8Bytes(job, Exporter.Json)).ConfigureAwait(false);
        return new JobRecord(number, JobRecord.Waiting, job, null, null, 0);
    }

    /// <summary>A job, or null for a number that is none's, or too old.</summary>
    public JobRecord? Find(long number)
    {
        // The record is written before the job leaves the queue.
        if (Read<Job>(queue.FindJob(number)) is Job job && records.Read(number) is null) return new JobRecord(number, JobRecord.Waiting, job, null, null, 0);
        return Read<JobRecord>(records.Read(number));
    }

    /// <summary>Jobs, the newest first: those that wait and those that are done.</summary>
    public IReadOnlyList<JobRecord> List(int most) =>
        [.. records.Numbers().Concat(queue.Jobs()).Distinct().OrderDescending().Take(most).Select(Find).OfType<JobRecord>()];

    internal static Job? ReadJob(string path)
    {
        try
        {
            return Read<Job>(File.ReadAllBytes(path));
        }
        catch (IOException)
        {
            return null;
        }
    }

    internal void Record(JobRecord record)
    {
        records.Write(record.Number, JsonSerializer.SerializeToUtf8Bytes(record, Exporter.Json));
        records.Forget(Kept);
    }

    private static T? Read<T>(byte[]? json)
        where T : class
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<T>(json, Exporter.Json);
        }
        catch (JsonException)
        {
            // Nobody's.
            return null;
        }
    }
}
