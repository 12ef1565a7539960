using System.CommandLine;
using System.Globalization;
using Dedup.Engine;
using Dedup.Engine.Ingest;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup delete KEY…</c>: documents out of the database, and out of all that they had taught it.</summary>
internal static class DeleteCommand
{
    public const string Name = "delete";

    /// <summary>Keys that are listed; all are with --json.</summary>
    private const int ListedKeys = 20;

    public static Command Create(Settings settings)
    {
        var keys = new Argument<string[]>("KEY") { Description = "Keys of documents, as 'dedup export documents' lists them", Arity = ArgumentArity.ZeroOrMore };
        var site = new Option<string?>("--site") { Description = "Delete all documents of this site too", HelpName = "NAME" };
        var from = new Option<string?>("--from") { Description = "Delete the documents of a file with one key a line too, or of - for standard input", HelpName = "FILE" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would be deleted, and change nothing" };
        var json = CommonOptions.Json();
        var command = new Command(Name,
            """
            Delete documents. Afterwards the database is as if they had never been taken in: clusters, representatives, origins and
            learned template lines are worked out again; only ids and history remember. What was said of them with 'dedup link'
            is kept and holds again if they return. Nothing is asked: --dry-run says beforehand what would go. Exit code 1 where
            a key or site is unknown; the others are deleted all the same.

            Examples:
              dedup delete calder-1014.txt --dry-run
              dedup delete skimmer-0508.txt
              dedup delete --site Newsbasket --dry-run
              cut -d, -f1 keys.csv | dedup delete --from - --dry-run
            """)
        { keys, site, from, dryRun, json };
        command.Validators.Add(result =>
        {
            // A flag that is spelled wrongly is no key: what it was to prevent would be done.
            foreach (string flag in (result.GetValue(keys) ?? []).Where(key => key.StartsWith('-')))
                result.AddError($"{flag}: no such flag; a key that begins with - is given with --from");
            if (result.GetValue(keys) is not { Length: > 0 } && result.GetResult(site) is null && result.GetResult(from) is null)
                result.AddError("name documents by their keys, a file of keys with --from, or a site with --site");
        });
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            DedupOptions options = settings.Load(parsed);
            var request = new DeleteRequest([.. parsed.GetValue(keys) ?? [], .. KeysOf(parsed.GetValue(from))], parsed.GetValue(site));
            var deleter = new Deleter(options, TimeProvider.System);
            DeleteSummary s = parsed.GetValue(dryRun)
                ? deleter.Foretell(request)
                : Screen.WithCounter(parsed.GetValue(json), say => deleter.Run(request, (done, all) => say($"deleting, {done:N0} of {all:N0} documents"), cancellation));
            if (parsed.GetValue(json)) Screen.Json(s);
            else Print(s);
            Complain(s);
            return s.Deleted.Count > 0 && s.Unknown.Count == 0 && s.UnknownSite is null ? ExitCodes.Done : ExitCodes.NothingFound;
        }, CancellationToken.None));
        return command;
    }

    private static IEnumerable<string> KeysOf(string? file)
    {
        if (file is null) return [];
        if (file != "-" && !File.Exists(file)) throw new FileNotFoundException($"--from {file}: {(Directory.Exists(file) ? "is a folder" : "no such file")}; give a file with a key on each line");
        IEnumerable<string> lines = file == "-" ? Console.In.ReadToEnd().Split('\n') : File.ReadLines(file);
        return lines.Select(line => line.TrimEnd('\r')).Where(line => line.Length > 0);
    }

    private static void Print(DeleteSummary s)
    {
        string go = s.DryRun ? "would be deleted" : "deleted";
        ClusterView.Line($"{ClusterView.Count(s.Deleted.Count, "document")} {go}, {(s.Bodies == 1 ? "1 body" : $"{s.Bodies:N0} bodies")} that nobody else carries with {(s.Deleted.Count == 1 ? "it" : "them")}");
        foreach (string key in s.Deleted.Take(ListedKeys)) ClusterView.Line($"  {key}");
        if (s.Deleted.Count > ListedKeys) ClusterView.Line($"  and {s.Deleted.Count - ListedKeys:N0} more: --json");
        ClusterView.Line(string.Create(CultureInfo.InvariantCulture,
            $"{s.Database}: {s.Documents:N0} documents, {s.Variants:N0} distinct bodies, {s.Links:N0} links, {s.Clusters:N0} clusters{(s.DryRun ? "; nothing was changed" : "")}; {s.Seconds:0.00} s"));
    }

    private static void Complain(DeleteSummary s)
    {
        foreach (string key in s.Unknown.Take(ListedKeys)) Console.Error.WriteLine($"dedup: no document '{Screen.Plain(key)}'; 'dedup export documents' lists them");
        if (s.Unknown.Count > ListedKeys) Console.Error.WriteLine($"dedup: and {s.Unknown.Count - ListedKeys} more unknown keys: --json");
        if (s.UnknownSite is not null) Console.Error.WriteLine($"dedup: no document is of the site '{Screen.Plain(s.UnknownSite)}'");
        if (s.Deleted.Count == 0 && s.Unknown.Count == 0 && s.UnknownSite is null) Console.Error.WriteLine("dedup: no key was given");
    }
}
