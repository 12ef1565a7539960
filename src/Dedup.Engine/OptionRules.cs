using System.Globalization;
using Dedup.Core.Candidates;
using Dedup.Engine.Sources;

namespace Dedup.Engine;

/// <summary>Checks ranges and the rules between options. Finds every fault, not the first.</summary>
public static class OptionRules
{
    /// <summary>One message for each fault, beginning with the option's full key; none for valid options.</summary>
    public static IReadOnlyList<string> Faults(DedupOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var faults = new List<string>();

        void Fault(string key, object value, string rule) => faults.Add(string.Create(CultureInfo.InvariantCulture,
            $"{DedupOptions.Section}:{key} is {value}; it must be {rule}"));
        void Range(string key, double value, double least, double most)
        {
            if (!(value >= least && value <= most))
                Fault(key, value, string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}"));
        }
        void Share(string key, double value)
        {
            if (!(value > 0 && value < 1)) Fault(key, value, "above 0 and below 1");
        }

        if (string.IsNullOrWhiteSpace(options.Database)) Fault("Database", "empty", "the path of a file");
        ClusterSettings cluster = options.Cluster;
        if (cluster.Address.Length > 0)
        {
            int at = cluster.Address.LastIndexOf(':');
            if (at <= 0 || !int.TryParse(cluster.Address[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port is < 1 or > 65535)
                Fault("Cluster:Address", cluster.Address, "HOST:PORT, as the other hosts reach this one");
        }
        if (string.IsNullOrWhiteSpace(cluster.Name) || cluster.Name.Length > 100) Fault("Cluster:Name", cluster.Name.Length == 0 ? "empty" : cluster.Name, "1 to 100 characters");
        Range("Cluster:Shards", cluster.Shards, 1, 1024);
        Range("Cluster:DeadAfterSeconds", cluster.DeadAfterSeconds, 1, 600);
        Range("Sketch:ShingleWords", options.Sketch.ShingleWords, 1, 16);
        Range("Sketch:Hashes", options.Sketch.Hashes, 16, 1024);
        if (options.Sketch.Hashes % 16 != 0) Fault("Sketch:Hashes", options.Sketch.Hashes, "a multiple of 16");
        Range("Sketch:SampleModulus", options.Sketch.SampleModulus, 1, 1024);
        Share("Candidates:BandResemblance", options.Candidates.BandResemblance);
        Share("Candidates:BandRecall", options.Candidates.BandRecall);
        if (faults.Count == 0 && new BandPlan(options.Sketch.Hashes, 1).CandidateProbability(options.Candidates.BandResemblance) < options.Candidates.BandRecall)
        {
            Fault("Candidates:BandRecall", options.Candidates.BandRecall,
                string.Create(CultureInfo.InvariantCulture, $"one that {options.Sketch.Hashes} hashes can reach at {DedupOptions.Section}:Candidates:BandResemblance ({options.Candidates.BandResemblance})"));
        }
        Range("Candidates:FingerprintDistance", options.Candidates.FingerprintDistance, 0, 15);
        Range("Candidates:SampleShare", options.Candidates.SampleShare, 0.01, 1);
        Range("Candidates:CrowdedBodies", options.Candidates.CrowdedBodies, 16, 100_000);
        Range("Candidates:CrowdLeaders", options.Candidates.CrowdLeaders, 1, 1000);
        if (options.Candidates.CrowdLeaders > options.Candidates.CrowdedBodies)
        {
            Fault("Candidates:CrowdLeaders", options.Candidates.CrowdLeaders,
                $"at most {DedupOptions.Section}:Candidates:CrowdedBodies ({options.Candidates.CrowdedBodies})");
        }
        Range("Verification:NearResemblance", options.Verification.NearResemblance, 0.01, 1);
        Range("Verification:ContainedShare", options.Verification.ContainedShare, 0.5, 1);
        Range("Verification:TruncatedLength", options.Verification.TruncatedLength, 0, 1);
        Range("Verification:DigestShare", options.Verification.DigestShare, 0.5, 1);
        Range("Verification:MinimumWords", options.Verification.MinimumWords, 1, 1_000_000);
        if (options.Verification.MinimumWords < options.Sketch.ShingleWords)
        {
            Fault("Verification:MinimumWords", options.Verification.MinimumWords,
                $"at least {DedupOptions.Section}:Sketch:ShingleWords ({options.Sketch.ShingleWords})");
        }
        Range("Verification:RobotNumberSlots", options.Verification.RobotNumberSlots, 1, 1000);
        Range("Verification:RobotNumberShare", options.Verification.RobotNumberShare, 0.01, 1);
        Range("Verification:RewrittenResemblance", options.Verification.RewrittenResemblance, 0.01, 1);
        Range("Verification:RewrittenPairs", options.Verification.RewrittenPairs, 0.1, 1);
        Range("Verification:RewrittenFacts", options.Verification.RewrittenFacts, 0, 1);
        Range("Ingest:BatchPages", options.Ingest.BatchPages, 1, 10_000);
        Range("Ingest:LearnAfterPages", options.Ingest.LearnAfterPages, 1, 1_000_000);
        Range("Ingest:SaveIndexAfterBodies", options.Ingest.SaveIndexAfterBodies, 1, 1_000_000_000);
        Range("Ingest:MaxPageBytes", options.Ingest.MaxPageBytes, 1024, 1 << 30);
        Range("Ingest:Workers", options.Ingest.Workers, 0, 256);
        Range("Ingest:CachedWords", options.Ingest.CachedWords, 100_000, 1_000_000_000);
        Range("Watch:SettleSeconds", options.Watch.SettleSeconds, 0, 3600);
        Range("Watch:PollSeconds", options.Watch.PollSeconds, 0.05, 3600);
        Range("Serve:MaxBodyBytes", options.Serve.MaxBodyBytes, 1024, 1 << 30);
        Range("Serve:MaxPostPages", options.Serve.MaxPostPages, 1, 4096);
        Range("Serve:QueueMegabytes", options.Serve.QueueMegabytes, 1, 1_000_000);
        Range("Serve:RequestsPerSecond", options.Serve.RequestsPerSecond, 1, 1_000_000);
        Range("Serve:Nice", options.Serve.Nice, 0, 19);
        if (options.Serve.Address.Length > 0 && !IsAddress(options.Serve.Address)) Fault("Serve:Address", options.Serve.Address, "http://HOST:PORT, or empty");
        if (options.Serve.OtlpAddress.Length > 0 && !IsAddress(options.Serve.OtlpAddress)) Fault("Serve:OtlpAddress", options.Serve.OtlpAddress, "http://HOST:PORT, or empty");
        Range("Retention:Days", options.Retention.Days, 0, 100_000);
        for (int i = 0; i < options.Retention.Sites.Count; i++)
        {
            Range(string.Create(CultureInfo.InvariantCulture, $"Retention:Sites:{i}:Days"), options.Retention.Sites[i].Days, 0, 100_000);
            if (string.IsNullOrWhiteSpace(options.Retention.Sites[i].Site)) Fault(string.Create(CultureInfo.InvariantCulture, $"Retention:Sites:{i}:Site"), "empty", "the name of a site");
        }
        Range("Upkeep:RetentionHours", options.Upkeep.RetentionHours, 0.01, 10_000);
        Range("Upkeep:BackupHours", options.Upkeep.BackupHours, 0, 10_000);
        Range("Upkeep:KeepBackups", options.Upkeep.KeepBackups, 1, 10_000);
        Range("Upkeep:CheckHours", options.Upkeep.CheckHours, 0, 10_000);
        if (options.Upkeep.BackupHours > 0 && options.Upkeep.BackupFolder.Length == 0) Fault("Upkeep:BackupFolder", "empty", $"a folder where {DedupOptions.Section}:Upkeep:BackupHours is set");
        Range("Search:BatchDocuments", options.Search.BatchDocuments, 1, 100_000);
        Folders(options.Watch.Folders, faults);
        return faults;
    }

    private static void Folders(List<WatchedFolder> folders, List<string> faults)
    {
        var paths = new List<string>();
        foreach (IGrouping<string, WatchedFolder> shared in folders.GroupBy(folder => folder.Source ?? string.Empty).Where(g => g.Count() > 1))
        {
            faults.Add($"{DedupOptions.Section}:Watch:Folders: {string.Join(" and ", shared.Select(folder => folder.Path))} have {(shared.Key.Length == 0 ? "no Source" : $"the Source {shared.Key}")}; "
                + "each must have its own, or their files of equal names would take each other's place");
        }
        for (int i = 0; i < folders.Count; i++)
        {
            string key = string.Create(CultureInfo.InvariantCulture, $"{DedupOptions.Section}:Watch:Folders:{i}");
            if (string.IsNullOrWhiteSpace(folders[i].Path))
            {
                faults.Add($"{key}:Path is empty; it must be the path of a folder");
                continue;
            }
            if (!IsPath(folders[i].Path) || folders[i].MoveTo.Contains('\0', StringComparison.Ordinal))
            {
                faults.Add($"{key}: a path holds a NUL character, which no path may");
                continue;
            }
            string path = Folder(folders[i].Path);
            if (paths.Find(other => path.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(path, StringComparison.Ordinal)) is string overlap)
                faults.Add($"{key}:Path is {folders[i].Path}; it must not lie in another watched folder, nor hold one ({overlap})");
            paths.Add(path);
            faults.AddRange(folders[i].Fields.Keys.Where(field => !SourceOptions.Fields.Contains(field))
                .Select(field => $"{key}:Fields:{field} is no field; fields: {string.Join(", ", SourceOptions.Fields)}"));
            if (folders[i].MoveTo.Length == 0) continue;
            string target = Folder(Path.GetFullPath(folders[i].MoveTo, path));
            if (path.StartsWith(target, StringComparison.Ordinal))
                faults.Add($"{key}:MoveTo is {folders[i].MoveTo}; it must not be the watched folder, nor hold it");
            if (folders.Where((other, k) => k != i && IsPath(other.Path) && Folder(other.Path) is string watched
                && (target.StartsWith(watched, StringComparison.Ordinal) || watched.StartsWith(target, StringComparison.Ordinal))).Any())
            {
                faults.Add($"{key}:MoveTo is {folders[i].MoveTo}; it must not lie in another watched folder, nor hold one");
            }
        }
    }

    private static bool IsAddress(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https" && uri.PathAndQuery == "/" && uri.Fragment.Length == 0 && uri.UserInfo.Length == 0;

    private static bool IsPath(string path) => !string.IsNullOrWhiteSpace(path) && !path.Contains('\0', StringComparison.Ordinal);

    private static string Folder(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)) + Path.DirectorySeparatorChar;
}
