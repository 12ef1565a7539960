using System.Globalization;
using System.Text.Json;
using Dedup.Engine.Export;
using Dedup.Engine.Posts;

namespace Dedup.Engine.Jobs;

/// <summary>Asks for jobs, and tells what came of them: the last thousand are kept, a file each beside the queue.</summary>
/// <param name="queue">Where jobs wait.</param>
/// <param name="folder">Where their records lie.</param>
public sealed class JobStore(PostQueue queue, string folder)
{
    private const int Kept = 1000;

    /// <summary>Puts a job into the queue; done when it lies on the disk.</summary>
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
        if (queue.FindJob(number) is string waiting && Read<Job>(waiting) is Job job && !File.Exists(PathOf(number)))
            return new JobRecord(number, JobRecord.Waiting, job, null, null, 0);
        return Read<JobRecord>(PathOf(number));
    }

    /// <summary>Jobs, the newest first: those that wait and those that are done.</summary>
    public IReadOnlyList<JobRecord> List(int most)
    {
        IEnumerable<long> done = Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Select(NumberOf) : [];
        return [.. done.Concat(queue.Jobs()).Where(number => number > 0).Distinct().OrderDescending().Take(most).Select(Find).OfType<JobRecord>()];
    }

    internal static Job? ReadJob(string path) => Read<Job>(path);

    internal void Record(JobRecord record)
    {
        Directory.CreateDirectory(folder);
        string path = PathOf(record.Number);
        File.WriteAllBytes(path + ".partial", JsonSerializer.SerializeToUtf8Bytes(record, Exporter.Json));
        File.Move(path + ".partial", path, overwrite: true);
        foreach (string old in Directory.GetFiles(folder, "*.json").OrderDescending(StringComparer.Ordinal).Skip(Kept)) File.Delete(old);
    }

    private static long NumberOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    private string PathOf(long number) => Path.Combine(folder, number.ToString("D15", CultureInfo.InvariantCulture) + ".json");

    private static T? Read<T>(string path)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(File.ReadAllBytes(path), Exporter.Json);
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            // Gone meanwhile, or nobody's.
            return null;
        }
    }
}
