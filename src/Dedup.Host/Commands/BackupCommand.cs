using System.CommandLine;
using Dedup.Engine.Storage;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup backup FILE</c>: a copy of the database at one moment.</summary>
internal static class BackupCommand
{
    public static Command Create(Settings settings)
    {
        var file = new Argument<string>("FILE") { Description = "The copy to make" };
        var replace = new Option<bool>("--replace") { Description = "Take the place of a file that exists" };
        var json = CommonOptions.Json();
        var command = new Command("backup",
            """
            Copy the database whole, as it stands at one moment; others may read and write it meanwhile. The copy is checked, and
            gets its name when it is complete.

            Example:
              dedup backup monday.db --db news.db
            """)
        { file, replace, json };
        command.SetAction(parsed =>
        {
            IStore store = settings.Load(parsed).Store;
            string target = parsed.GetValue(file)!;
            long bytes = Backup.Write(store, target, parsed.GetValue(replace));
            if (parsed.GetValue(json)) Screen.Json(new { Database = store.Name, Backup = target, Bytes = bytes });
            else ClusterView.Line($"{target}: {ClusterView.Count(bytes, "byte")}, a copy of {store.Name}");
            return ExitCodes.Done;
        });
        return command;
    }
}
