using System.CommandLine;
using Dedup.Engine.Storage;
using Dedup.Host;
using Dedup.Host.Commands;
using Dedup.Host.Configuration;

Console.OutputEncoding = new System.Text.UTF8Encoding(false);
if ("\uFB01".Normalize(System.Text.NormalizationForm.FormKC) != "fi")
{
    Console.Error.WriteLine("dedup: Unicode normalisation is switched off, so sketches would differ from those of other machines;");
    Console.Error.WriteLine("       install ICU and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT");
    return ExitCodes.WrongUse;
}

var root = new RootCommand(
    """
    Finds the same story republished under other sites and dates: takes the article out of each crawled page, finds near
    copies, verifies each exactly, and gathers them into clusters.

    Exit codes: 0 done, 1 nothing found, 2 wrong use or configuration, 3 failed. A rejected page changes none of them.
    """);
var settings = new Settings(root);
root.Add(IngestCommand.Create(settings));
root.Add(ServeCommand.Create(settings));
root.Add(ClusterCommand.Create(settings));
root.Add(KeysCommand.Create(settings));
root.Add(StatusCommand.Create(settings));
root.Add(ClustersCommand.Create(settings));
root.Add(SearchCommand.Create(settings));
root.Add(ShowCommand.Create(settings));
root.Add(SitesCommand.Create(settings));
root.Add(NetworksCommand.Create(settings));
root.Add(MatchCommand.Create(settings));
root.Add(ExplainCommand.Create(settings));
root.Add(ChromeCommand.Create(settings));
root.Add(DiffCommand.Create(settings));
root.Add(HistoryCommand.Create(settings));
root.Add(ExportCommand.Create(settings));
root.Add(EvalCommand.Create(settings));
root.Add(DeleteCommand.Create(settings));
root.Add(RekeyCommand.Create(settings));
root.Add(MigrateCommand.Create(settings));
root.Add(LinkCommand.Create(settings));
root.Add(UnlinkCommand.Create(settings));
root.Add(LinksCommand.Create(settings));
root.Add(RejectionsCommand.Create(settings));
root.Add(CheckCommand.Create(settings));
root.Add(BackupCommand.Create(settings));
root.Add(RebuildCommand.Create(settings));

ParseResult parsed = root.Parse(args);
if (parsed.Errors.Count > 0 && parsed.Action is not System.CommandLine.Help.HelpAction)
{
    WrongUse.Explain(parsed);
    return ExitCodes.WrongUse;
}
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration
    {
        EnableDefaultExceptionHandler = false,
        // These finish their batch and its clusters, however long that takes. The host has signals of its own, and what only
        // reads may end at once.
        ProcessTerminationTimeout = parsed.CommandResult.Command.Name is IngestCommand.Name or RebuildCommand.Name or DeleteCommand.Name ? Timeout.InfiniteTimeSpan : null,
    });
}
catch (ConfigurationException e)
{
    foreach (string fault in e.Faults) Console.Error.WriteLine($"dedup: {fault}");
    return ExitCodes.WrongUse;
}
catch (Exception e) when (e is FileNotFoundException or InvalidDataException)
{
    Console.Error.WriteLine($"dedup: {e.Message}");
    return ExitCodes.WrongUse;
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine(parsed.CommandResult.Command.Name == RebuildCommand.Name
        ? "dedup: interrupted; nothing was changed: run the same command again to begin anew"
        : "dedup: interrupted; what was stored stays: run the same command again to go on");
    return ExitCodes.Failed;
}
catch (System.Data.Common.DbException e)
{
    Console.Error.WriteLine($"dedup: {settings.Load(parsed).Store.Explain(e).Message}");
    return ExitCodes.Failed;
}
catch (Exception e) when (e is DatabaseException or IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"dedup: {e.Message}");
    return ExitCodes.Failed;
}
catch (Exception e)
{
    Console.Error.WriteLine($"dedup: a fault in dedup itself; please report it with the lines below\n{e}");
    return ExitCodes.Failed;
}
