namespace Dedup.Host.Serve;

/// <summary>Where the service keeps what is not in the database: the folder beside it that has its name and <c>.serve</c>.</summary>
/// <param name="database">The database's file.</param>
internal sealed class ServiceFolder(string database)
{
    private string Folder { get; } = Path.GetFullPath(database) + ".serve";

    /// <summary>Posts and jobs that wait.</summary>
    public string Queue => Path.Combine(Folder, "queue");

    /// <summary>What came of jobs.</summary>
    public string Jobs => Path.Combine(Folder, "jobs");

    /// <summary>The API keys, hashed.</summary>
    public string Keys => Path.Combine(Folder, "keys.json");
}
