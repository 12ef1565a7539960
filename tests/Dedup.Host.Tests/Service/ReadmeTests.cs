using System.Diagnostics;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Service;

/// <summary>The README's lines of curl, against the program.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_line_of_curl_is_answered()
    {
        string[] lines = [.. File.ReadAllLines(Path.Combine(Checkout.Root, "README.md")).Where(line => line.StartsWith("curl ", StringComparison.Ordinal))];
        Assert.True(lines.Length >= 4);
        Assert.Equal(0, _cli.Run("ingest", Checkout.SamplePages, "--db", "dedup.db").ExitCode);
        _cli.Write("pages.jsonl", "{\"id\":\"a\",\"text\":\"A page.\"}\n");
        File.Copy(Path.Combine(Checkout.SamplePages, "calder-1014.txt"), _cli.File("page.txt"));
        using var service = new RunningService(_cli);

        Assert.All(lines, line =>
        {
            string asked = line.Replace("http://127.0.0.1:8787/", service.Address.ToString(), StringComparison.Ordinal).Replace("curl -s", "curl -sS --fail-with-body", StringComparison.Ordinal);
            Assert.NotEqual(line, asked);
            using Process curl = Process.Start(new ProcessStartInfo("bash", ["-c", asked]) { WorkingDirectory = _cli.Folder, RedirectStandardOutput = true })!;
            string answer = curl.StandardOutput.ReadToEnd();
            curl.WaitForExit();
            Assert.True(curl.ExitCode == 0 && answer.StartsWith('{'), $"{line}: exit {curl.ExitCode}: {answer}");
        });
    }
}
