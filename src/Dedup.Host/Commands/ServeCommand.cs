using System.CommandLine;
using System.Net;
using Dedup.Distributed.Storage;
using Dedup.Engine;
using Dedup.Host.Access;
using Dedup.Host.Configuration;
using Dedup.Host.Serve;

namespace Dedup.Host.Commands;

/// <summary><c>dedup serve</c>: the service.</summary>
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
        var listen = new Option<string?>("--listen")
        {
            Description = "Address of the API and the pages (default: Dedup:Serve:Address of appsettings.json, http://127.0.0.1:8787); none: listen nowhere",
            HelpName = "URL",
        };
        var json = new Option<bool>("--json") { Description = "Log a JSON object a line" };
        var command = new Command("serve",
            """
            Answer over HTTP (an API under /v1, pages for a browser), take in what is posted, and each file that is dropped into the
            watched folders, once it is complete, until stopped (SIGTERM or Ctrl-C). Logs go to standard error. 'dedup status'
            says what it does; other commands read the database meanwhile. It listens to this machine alone unless there are
            API keys ('dedup keys').

            Examples:
              dedup serve --db news.db
              dedup serve inbox/ --db news.db --move-to .done
              dedup serve inbox/ --listen none
            """)
        { folders, moveTo, listen, json };
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
            if (parsed.GetValue(listen) is string address) options.Serve.Address = address == "none" ? string.Empty : address;
            Require(options);
            using IHost host = BuildChecked(options, parsed.GetValue(json));
            IngestWorker worker = host.Services.GetServices<IHostedService>().OfType<IngestWorker>().Single();
            try
            {
                await host.StartAsync(CancellationToken.None);
            }
            catch (IOException e) when (e.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
            {
                throw new IOException($"{options.Serve.Address}: something else listens there; name another address with --listen, or in {DedupOptions.Section}:Serve:Address", e);
            }
            catch (OperationCanceledException) when (host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping.IsCancellationRequested)
            {
                // Stopped before it had begun: nothing was taken in that could be lost.
                await host.StopAsync(CancellationToken.None);
                return ExitCodes.Done;
            }
            Say(host);
            // The host has its own signals.
            await host.WaitForShutdownAsync(CancellationToken.None);
            // A worker that failed must not look to a supervisor like one that was stopped.
            await worker.ExecuteTask!;
            return ExitCodes.Done;
        });
        return command;
    }

    private static void Require(DedupOptions options)
    {
        List<string> faults = [.. OptionRules.Faults(options)];
        if (Uri.TryCreate(options.Serve.Address, UriKind.Absolute, out Uri? address) && (address.Scheme != "http" || (address.Host == "localhost" && address.Port == 0)))
            faults.Add($"{DedupOptions.Section}:Serve:Address is {options.Serve.Address}; it must be http://HOST:PORT (a proxy before it speaks https), and http://127.0.0.1:0 for any free port");
        if (options.Cluster.Address.Length > 0 && options.Store is not PostgresStore)
            faults.Add($"{DedupOptions.Section}:Cluster:Address is {options.Cluster.Address}, and the database is the file {options.Store.Name}; hosts of a cluster share a database of PostgreSQL: --db \"Host=...;Database=...\"");
        if (options.Cluster.Address.Length > 0 && options.Watch.Folders.Count > 0)
            faults.Add("a host of a cluster watches no folders, since whichever host writes would look for them on its own disk; post what is in them to any host");
        if (options.Cluster.Address.Length > 0 && options.Upkeep.RebuildAtStart)
            faults.Add($"{DedupOptions.Section}:Upkeep:RebuildAtStart is for a service alone; stop all hosts of the cluster, run 'dedup rebuild', and start them again");
        if (options.Watch.Folders.Count == 0 && options.Serve.Address.Length == 0)
            faults.Add("nowhere to listen and no folder to watch: name one ('dedup serve inbox/'), or list them in Dedup:Watch:Folders of appsettings.json");
        faults.AddRange(options.Watch.Folders.Where(folder => folder.Path.Length > 0 && !Directory.Exists(folder.Path))
            .Select(folder => $"{folder.Path}: {(File.Exists(folder.Path) ? "is a file; name its folder" : "no such folder; make it, or name another")}"));
        if (faults.Count > 0) throw new ConfigurationException(faults);
    }

    private static IHost BuildChecked(DedupOptions options, bool json)
    {
        try
        {
            if (options.Serve.Address.Length == 0) return Service.BuildSilent(options, json);
            bool isReachable = !IsLoopback(options.Serve.Address);
            var keys = new ApiKeys(new ServiceFolder(options.Store.Files).Keys, TimeProvider.System, always: isReachable);
            // Damaged keys are said now, and not to whoever asks first.
            bool hasKeys = keys.All.Count > 0;
            if (isReachable && !hasKeys)
            {
                throw new ConfigurationException([$"{DedupOptions.Section}:Serve:Address is {options.Serve.Address}, which others can reach, and there is no API key; "
                    + "make one with 'dedup keys add NAME --role read', or listen at http://127.0.0.1:8787"]);
            }
            return Service.Build(options, keys, json);
        }
        catch (InvalidOperationException e)
        {
            // A level of the section Logging that is none.
            throw new ConfigurationException([$"Logging: {e.Message}"]);
        }
    }

    private static bool IsLoopback(string address) =>
        new Uri(address) is var uri && (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out IPAddress? ip) && IPAddress.IsLoopback(ip)));

    private static void Say(IHost host)
    {
        // With port 0 the system has chosen.
        if (host is WebApplication web) Console.Error.WriteLine($"dedup: listening at {string.Join(", ", web.Urls)}");
    }
}
