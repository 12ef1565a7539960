using System.CommandLine;
using Dedup.Engine;
using Dedup.Host.Configuration;
using Dedup.Host.Serve;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Dedup.Host.Commands;

/// <summary><c>dedup serve</c>: the host of the worker that watches folders.</summary>
internal static class ServeCommand
{
    public static Command Create(Settings settings)
    {
        var folders = new Argument<string[]>("FOLDER")
        {
            Description = "Folders to watch (default: Dedup:Watch:Folders of appsettings.json); of several, the name of each begins the keys of its files",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var moveTo = new Option<string?>("--move-to")
        {
            Description = "Move files there that have been taken in, relative to their folder, for example .done; they stay where it is not given",
            HelpName = "FOLDER",
        };
        var json = new Option<bool>("--json") { Description = "Log a JSON object a line" };
        var command = new Command("serve",
            """
            Watch folders and take in each file that is dropped into them, once it is complete, until stopped (SIGTERM or Ctrl-C).
            Logs go to standard error. 'dedup status' says what it does; other commands read the database meanwhile.

            Examples:
              dedup serve
              dedup serve inbox/ --db news.db --move-to .done
            """)
        { folders, moveTo, json };
        command.SetAction(async (parsed, _) =>
        {
            DedupOptions options = settings.Load(parsed);
            if (parsed.GetValue(folders) is { Length: > 0 } named)
            {
                options.Watch.Folders = [.. named.Select(path => new WatchedFolder
                {
                    Path = path,
                    // Files of equal names in several folders are different pages.
                    Source = named.Length > 1 ? Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))) : null,
                })];
            }
            if (parsed.GetValue(moveTo) is string target)
            {
                foreach (WatchedFolder folder in options.Watch.Folders) folder.MoveTo = target;
            }
            RequireFolders(options);
            using IHost host = BuildChecked(options, parsed.GetValue(json));
            FolderWorker worker = host.Services.GetServices<IHostedService>().OfType<FolderWorker>().Single();
            // The host has its own signals.
            await host.RunAsync(CancellationToken.None);
            // A worker that failed must not look to a supervisor like one that was stopped.
            await worker.ExecuteTask!;
            return ExitCodes.Done;
        });
        return command;
    }

    private static void RequireFolders(DedupOptions options)
    {
        List<string> faults = [.. OptionRules.Faults(options)];
        if (options.Watch.Folders.Count == 0)
            faults.Add("no folder to watch: name one ('dedup serve inbox/'), or list them in Dedup:Watch:Folders of appsettings.json");
        faults.AddRange(options.Watch.Folders.Where(folder => folder.Path.Length > 0 && !Directory.Exists(folder.Path))
            .Select(folder => $"{folder.Path}: {(File.Exists(folder.Path) ? "is a file; name its folder" : "no such folder; make it, or name another")}"));
        if (faults.Count > 0) throw new ConfigurationException(faults);
    }

    private static IHost BuildChecked(DedupOptions options, bool json)
    {
        try
        {
            return Build(options, json);
        }
        catch (InvalidOperationException e)
        {
            // A level of the section Logging that is none.
            throw new ConfigurationException([$"Logging: {e.Message}"]);
        }
    }

    private static IHost Build(DedupOptions options, bool json)
    {
        HostApplicationBuilder builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings
        {
            ApplicationName = "dedup",
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.Logging.AddConfiguration(Settings.Logging);
        // What stops the host is this program's own last line, not the host's stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        if (json) builder.Logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else builder.Logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ssZ "));
        builder.Logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // What stops the host is said once, by the program, and without a stack trace.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Services.AddSystemd();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHostedService<FolderWorker>();
        // A stop finishes the batch in hand and works out its clusters.
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromMinutes(2));
        return builder.Build();
    }
}
