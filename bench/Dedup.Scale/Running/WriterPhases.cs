using System.Data.Common;
using System.Diagnostics;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Dedup.Scale.Running;

/// <summary>What a writer does and for how long, by what it leaves word of in its database.</summary>
/// <param name="database">The file.</param>
internal sealed class WriterPhases(string database)
{
    /// <summary>Between two looks, each of which opens the file.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.25);

    private readonly Dictionary<string, TimeSpan> _times = [];
    private long _looked = Stopwatch.GetTimestamp();
    private string _phase = "starting";

    /// <summary>Looks, where that was not done a moment ago.</summary>
    public void Look()
    {
        TimeSpan since = Stopwatch.GetElapsedTime(_looked);
        if (since < Pause || !File.Exists(database)) return;
        _looked = Stopwatch.GetTimestamp();
        _times[_phase] = _times.GetValueOrDefault(_phase) + since;
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            _phase = connection.QueryFirstOrDefault<string>("SELECT state FROM writer") ?? _phase;
        }
        catch (DbException)
        {
            // It is being made.
        }
    }

    /// <summary>Seconds of all that began with some words.</summary>
    public double Seconds(string words) => _times.Where(phase => phase.Key.StartsWith(words, StringComparison.Ordinal)).Sum(phase => phase.Value.TotalSeconds);
}
