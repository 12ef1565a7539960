using System.CommandLine;
using System.Globalization;
using Dedup.Engine.Migrate;
using Dedup.Engine.Storage;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup migrate --to DATABASE</c>: a database into another.</summary>
internal static class MigrateCommand
{
    public static Command Create(Settings settings)
    {
        var to = new Option<string>("--to") { Description = "The empty database to fill: a connection string of PostgreSQL, or a file", HelpName = "DATABASE", Required = true };
        var json = CommonOptions.Json();
        var command = new Command("migrate",
            """
            Copy the database whole into another that is empty, with the same ids of documents and clusters, and compare every row. Either may
            be a file or a database of PostgreSQL (--to "Host=localhost;Database=dedup"). Nobody may write either meanwhile; interrupted, it has moved nothing.

            Example:
              dedup migrate --db news.db --to moved.db
            """)
        { to, json };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            IStore from = settings.Load(parsed).Store;
            IStore target = Settings.StoreOf(parsed.GetValue(to)!);
            MigrationSummary moved = Screen.WithCounter(parsed.GetValue(json), say => Migrator.Run(
                from, target, TimeProvider.System, (table, rows, compared) => say($"{(compared ? "comparing" : "copying")} {table}, {rows:N0} rows"), cancellation));
            if (parsed.GetValue(json)) Screen.Json(moved);
            else ClusterView.Line(string.Create(CultureInfo.InvariantCulture,
                $"{moved.To}: {moved.Documents:N0} documents and all else of {moved.From}, {moved.Rows:N0} rows, each compared; {moved.Seconds:0.00} s"));
            return ExitCodes.Done;
        }, CancellationToken.None));
        return command;
    }
}
