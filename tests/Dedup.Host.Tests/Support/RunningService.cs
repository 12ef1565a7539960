using System.Text.RegularExpressions;

namespace Dedup.Host.Tests.Support;

/// <summary><c>dedup serve</c> as a process that answers over HTTP.</summary>
internal sealed partial class RunningService : IDisposable
{
    private readonly StartedProgram _program;

    /// <summary>Starts it on <c>dedup.db</c> of a folder, and returns when it is ready.</summary>
    /// <param name="cli">The folder.</param>
    /// <param name="settings">Settings, as <c>KEY=VALUE</c>.</param>
    public RunningService(Cli cli, params string[] settings)
    {
        _program = cli.Start(["serve", "--db", "dedup.db", .. settings.SelectMany(setting => new[] { "--set", setting })]);
        try
        {
            Poll.Until(() => _program.HasEnded || Listening().IsMatch(_program.ErrorSoFar), () => _program.ErrorSoFar);
            Address = new Uri(Listening().Match(_program.ErrorSoFar) is { Success: true } said ? said.Groups[1].Value : throw new InvalidOperationException(_program.Wait().Error));
            Http = Client();
            Poll.Until(() => Http.GetAsync("/health/ready").Result.IsSuccessStatusCode, () => _program.ErrorSoFar);
        }
        catch
        {
            _program.Dispose();
            throw;
        }
    }

    public Uri Address { get; }

    /// <summary>Its process.</summary>
    public int Id => _program.Id;

    /// <summary>A client that shows no key, keeps no cookies and follows nothing.</summary>
    public HttpClient Http { get; }

    /// <summary>What it has logged.</summary>
    public string Log => _program.ErrorSoFar;

    /// <summary>A client of its own.</summary>
    /// <param name="key">The key that it shows.</param>
    public HttpClient Client(string? key = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = Address };
        if (key is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", key);
        return client;
    }

    /// <summary>Asks it to end.</summary>
    /// <returns>What it said.</returns>
    public CliResult Stop()
    {
        _program.Send(Signal.Terminate);
        return _program.Wait();
    }

    /// <summary>Ends it at once, without its knowing.</summary>
    public void Kill() => _program.Kill();

    public void Dispose()
    {
        Http.Dispose();
        _program.Dispose();
    }

    [GeneratedRegex(@"dedup: listening at (http://\S+?)[,\s]")]
    private static partial Regex Listening();
}
