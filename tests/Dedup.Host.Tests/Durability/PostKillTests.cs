using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>What was acknowledged is stored, once, however often the service is killed.</summary>
public sealed partial class PostKillTests(ITestOutputHelper output) : IDisposable
{
    private const int Seed = 31;
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("DEDUP_POST_KILLS") ?? "20", System.Globalization.CultureInfo.InvariantCulture);
    private const int Clients = 3;
    private const int Batch = 10;
    private const int MostBatches = 100;

    private readonly Cli _cli = new();
    private readonly ConcurrentDictionary<string, string> _acknowledged = new(StringComparer.Ordinal);
    private volatile string _address = "";

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task Every_acknowledged_page_is_there_once_after_twenty_kills_under_load()
    {
        var random = new Random(Seed);
        string[] samples = [.. Directory.GetFiles(Checkout.SamplePages).Order(StringComparer.Ordinal).Select(File.ReadAllText)];
        using var end = new CancellationTokenSource();
        Task[] clients = [.. Enumerable.Range(0, Clients).Select(client => Task.Run(() => PostAsync(client, samples, end.Token), TestContext.Current.CancellationToken))];
        Task matching = Task.Run(() => MatchAsync(samples, end.Token), TestContext.Current.CancellationToken);
        int waited = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            using StartedProgram service = Start();
            int before = _acknowledged.Count;
            // Not before something was acknowledged, then at any time.
            Poll.Until(() => _acknowledged.Count > before || clients.All(client => client.IsCompleted), () => service.ErrorSoFar);
            await Task.Delay(random.Next(0, 900), TestContext.Current.CancellationToken);
            // Every second time as soon as a post waits: the writer may be so quick that hardly any does.
            if (kill % 2 == 0) Poll.Until(() => IsAnyWaiting() || clients.All(client => client.IsCompleted), () => service.ErrorSoFar);
            Assert.True(service.Kill(), $"seed {Seed}, kill {kill}: {service.ErrorSoFar}");
            if (IsAnyWaiting()) waited++;
            output.WriteLine($"kill {kill}: {_acknowledged.Count} pages acknowledged");
        }
        using (StartedProgram service = Start())
        {
            Poll.Until(() => clients.All(client => client.IsCompleted), () => $"{_acknowledged.Count} acknowledged: {service.ErrorSoFar}");
            await Task.WhenAll(clients);
            await end.CancelAsync();
            await matching;
            Poll.Until(() => _cli.Run("status", "--json", "--db", "dedup.db") is { ExitCode: 0 } status && status.Json.GetProperty("documents").GetInt64() == _acknowledged.Count
                && status.Json.GetProperty("waiting").GetInt64() == 0 && !IsAnyWaiting(), () => service.ErrorSoFar);
            service.Send(Signal.Terminate);
            Assert.Equal(0, service.Wait().ExitCode);
        }

        Assert.True(waited >= 3, $"{waited} kills left posts waiting");
        _cli.Write("all.jsonl", string.Join('\n', _acknowledged.OrderBy(page => page.Key, StringComparer.Ordinal).Select(page => page.Value)));
        CliResult plain = _cli.Run("ingest", "all.jsonl", "--db", "plain.db");
        Assert.True(plain.ExitCode == 0, plain.Error);
        StoredState expected = StoredState.Read(_cli, "plain.db");
        Assert.True(expected.Links.Count > 10, "the stories have too few copies");
        expected.RequireSame(StoredState.Read(_cli, "dedup.db"), "posts beside ingest");
        StoredState.RequireSound(_cli, "dedup.db", "after the kills");
    }

    private bool IsAnyWaiting() => Directory.EnumerateFiles(_cli.File("dedup.db.serve/queue"), "*.ndjson*").Any();

    private StartedProgram Start()
    {
        _address = "";
        StartedProgram service = _cli.Start("serve", "--db", "dedup.db", "--set", "Ingest:BatchPages=8");
        Poll.Until(() => Listening().IsMatch(service.ErrorSoFar) || service.HasEnded, () => service.ErrorSoFar);
        _address = Listening().Match(service.ErrorSoFar).Groups[1].Value;
        return service;
    }

    /// <summary>Posts batch after batch, each again until it is acknowledged.</summary>
    private async Task PostAsync(int client, string[] samples, CancellationToken end)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        var random = new Random(Seed + 1 + client);
        for (int batch = 0; batch < MostBatches && !end.IsCancellationRequested; batch++)
        {
            Dictionary<string, string> pages = Enumerable.Range(0, Batch).Select(i => $"post-{client}-{batch:000}-{i}")
                .ToDictionary(id => id, id => MadeCrawl.Line(id, MadeCrawl.Vary(samples[random.Next(samples.Length)].ReplaceLineEndings("\n"), random)), StringComparer.Ordinal);
            while (!await SendAsync(http, "v1/pages", string.Join('\n', pages.Values), "application/x-ndjson", HttpStatusCode.Accepted)) await Task.Delay(20, CancellationToken.None);
            foreach ((string id, string line) in pages) Assert.True(_acknowledged.TryAdd(id, line));
            await Task.Delay(random.Next(200), CancellationToken.None);
        }
    }

    private async Task MatchAsync(string[] samples, CancellationToken end)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(20) };
        for (int i = 0; !end.IsCancellationRequested; i++)
        {
            await SendAsync(http, "v1/match", samples[i % samples.Length], "text/plain", HttpStatusCode.OK);
            await Task.Delay(10, CancellationToken.None);
        }
    }

    /// <returns>Whether it was answered as it should be; not where the service is being killed or not there.</returns>
    private async Task<bool> SendAsync(HttpClient http, string path, string body, string type, HttpStatusCode wanted)
    {
        if (_address is not { Length: > 0 } address) return false;
        try
        {
            using HttpResponseMessage answer = await http.PostAsync($"{address}/{path}", new StringContent(body, Encoding.UTF8, type), CancellationToken.None);
            if (answer.StatusCode == HttpStatusCode.ServiceUnavailable) return false;
            // Read to its end: an acknowledgement that was cut is none.
            string said = await answer.Content.ReadAsStringAsync(CancellationToken.None);
            Assert.True(answer.StatusCode == wanted, $"{path}: {answer.StatusCode}: {said}");
            return true;
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or IOException)
        {
            return false;
        }
    }

    [GeneratedRegex("listening at (http://[0-9.:]+)")]
    private static partial Regex Listening();
}
