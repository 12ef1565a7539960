namespace Dedup.Host.Tests.Support;

/// <summary>The sample crawl, taken in once by the program for the tests that only read it.</summary>
public sealed class SampleDatabase : IDisposable
{
    private readonly Cli _cli = new();

    public SampleDatabase()
    {
        CliResult result = _cli.Run("ingest", Checkout.SamplePages, "--db", "sample.db");
        Output = result.ExitCode == 0 ? result.Output : throw new InvalidOperationException(result.Error);
    }

    public string Path => _cli.File("sample.db");

    /// <summary>What ingest printed.</summary>
    public string Output { get; }

    public void Dispose() => _cli.Dispose();
}
