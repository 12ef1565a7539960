using System.Text.RegularExpressions;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Browser;

/// <summary>A running <c>dedup serve</c> over a database of its own.</summary>
internal sealed partial class Service : IDisposable
{
    public const string Database = "crawl.db";

    private readonly Cli _cli = new();
    private readonly StartedProgram _program;

    /// <summary>Takes pages in and starts it.</summary>
    /// <param name="prepare">Runs commands in its folder before it starts.</param>
    /// <param name="serve">Flags of serve.</param>
    public Service(Action<Cli> prepare, params string[] serve)
    {
        prepare(_cli);
        _program = _cli.Start(["serve", "--db", Database, .. serve]);
        Poll.Until(() => Listening().IsMatch(_program.ErrorSoFar) || _program.HasEnded, () => _program.ErrorSoFar);
        Match said = Listening().Match(_program.ErrorSoFar);
        Assert.True(said.Success, _program.ErrorSoFar);
        Address = said.Groups[1].Value;
        using var client = new HttpClient { BaseAddress = new Uri(Address) };
        Poll.Until(() => client.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken).GetAwaiter().GetResult().IsSuccessStatusCode, () => _program.ErrorSoFar);
    }

    public string Address { get; }

    public static void Ingest(Cli cli, params string[] sources)
    {
        CliResult result = cli.Run(["ingest", .. sources, "--db", Database]);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    /// <summary>Runs a command in its folder.</summary>
    public CliResult Run(params string[] arguments) => _cli.Run(arguments);

    public void Dispose()
    {
        _program.Dispose();
        _cli.Dispose();
    }

    [GeneratedRegex(@"listening at (http://127\.0\.0\.1:\d+)")]
    private static partial Regex Listening();
}
