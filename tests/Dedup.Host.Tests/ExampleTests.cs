using System.Diagnostics;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests;

/// <summary>
/// Runs every example of every command's help, and every command of the README, through a shell, as a user would: the examples
/// in a directory where the files lie that they name, the README from its first line to its last in a clone's.
/// </summary>
public sealed class ExampleTests : IDisposable
{
    private readonly Cli _cli = new();

    public ExampleTests()
    {
        string[] pages = [.. Directory.GetFiles(Checkout.SamplePages).Order(StringComparer.Ordinal)];
        foreach (string folder in new[] { "crawl", "inbox" })
        {
            Directory.CreateDirectory(_cli.File(folder));
            foreach (string page in pages) File.Copy(page, Path.Combine(_cli.File(folder), Path.GetFileName(page)));
        }
        File.Copy(pages.First(page => page.Contains("calder-1014", StringComparison.Ordinal)), _cli.File("page.txt"));
        File.Copy(Checkout.SampleGold, _cli.File("gold.jsonl"));
        LinkSamples(_cli);
        _cli.Write("pages.jsonl", "{\"id\":\"a\",\"doc_id\":\"a\",\"text\":\"A page.\",\"content\":\"A page.\"}\n{\"id\":\"b\"}\n");
        _cli.Write("more.jsonl", "{\"id\":\"c\",\"text\":\"Another page.\"}\n");
        _cli.Write("keys.csv", "calder-1014.txt,1\nelmsworth-0144.txt,2\n");
        Shell("gzip -k pages.jsonl", _cli);
        foreach (string database in new[] { "dedup.db", "news.db", "sample.db" })
            Assert.Equal(0, _cli.Run("ingest", "crawl", "pages.jsonl", "--db", database).ExitCode);
    }

    public void Dispose() => _cli.Dispose();

    private static void LinkSamples(Cli cli)
    {
        Directory.CreateDirectory(cli.File("tests"));
        Directory.CreateSymbolicLink(cli.File("tests/samples"), Path.Combine(Checkout.Root, "tests", "samples"));
    }

    [Fact]
    public void Every_example_of_every_help_does_what_it_says()
    {
        int run = 0;
        foreach (string command in Help.Commands(_cli))
        {
            foreach (string example in Help.Examples(_cli.Run(command, "--help").Output))
            {
                Assert.Contains($"dedup {command}", example, StringComparison.Ordinal);
                Run(example, _cli);
                run++;
            }
        }
        Assert.True(run >= Help.Commands(_cli).Count);
    }

    [Fact]
    public void Every_command_of_the_readme_does_what_it_says()
    {
        using var clone = new Cli();
        LinkSamples(clone);
        string[] lines = [.. ShellBlocks(Path.Combine(Checkout.Root, "README.md"))];
        string settings = Assert.Single(lines, line => line.StartsWith("export ", StringComparison.Ordinal));
        string[] calls = [.. lines
            .Select(line => line.Split('#')[0].Trim())
            // The build and the tests are what runs here.
            .Select(line => line.Replace("dotnet run -c Release --project src/Dedup.Host --", "dedup", StringComparison.Ordinal))
            .Where(line => line.Contains("dedup ", StringComparison.Ordinal))];
        Assert.Contains(calls, call => call.StartsWith("dedup ingest tests/samples/pages", StringComparison.Ordinal));

        foreach (string call in calls) Run(call, clone, settings[settings.IndexOf("Dedup__", StringComparison.Ordinal)..]);

        // No command is missing there.
        Assert.All(Help.Commands(_cli), command => Assert.Contains(calls, call => call.Contains($"dedup {command}", StringComparison.Ordinal)));
    }

    private static void Run(string call, Cli place, string settings = "")
    {
        // Serve goes on until it is stopped; timeout sends it SIGTERM, and --preserve-status tells how it ended.
        string line = call.Replace("dedup serve", "timeout --preserve-status 3 dedup serve", StringComparison.Ordinal);
        if (line.EndsWith("dedup serve", StringComparison.Ordinal)) line = "Dedup__Watch__Folders__0__Path=inbox " + line;
        // Of a server: tests/Dedup.Distributed.Tests have one, and run it there.
        if (line.Contains("--db \"Host=", StringComparison.Ordinal)) return;
        foreach (string copy in Directory.GetFiles(place.Folder, "*day.db")) File.Delete(copy);

        (int exit, string output, string error) = Shell(line, place, settings);

        Assert.True(exit == 0, $"{call}: exit {exit}: {error}");
        Assert.True(output.Length > 0 || line.Contains("--out ", StringComparison.Ordinal) || line.Contains("dedup serve", StringComparison.Ordinal), $"{call}: says nothing");
        Assert.DoesNotContain("a fault in dedup itself", error, StringComparison.Ordinal);
        // Rebuilt under another setting, a database is of that setting.
        if (line.Contains("rebuild", StringComparison.Ordinal) && line.Contains("--set", StringComparison.Ordinal)) Shell("dedup rebuild --db news.db", place);
    }

    private static (int Exit, string Output, string Error) Shell(string line, Cli place, string settings = "")
    {
        var start = new ProcessStartInfo("bash", ["-o", "pipefail", "-c", settings.Length > 0 ? $"export {settings}; {line}" : line])
        {
            WorkingDirectory = place.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["Dedup__Serve__Address"] = "http://127.0.0.1:0";
        start.Environment["PATH"] = Path.GetDirectoryName(Checkout.Program) + Path.PathSeparator + start.Environment["PATH"];
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> error = process.StandardError.ReadToEndAsync();
        process.WaitForExit();
        return (process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    private static IEnumerable<string> ShellBlocks(string file)
    {
        bool inside = false;
        foreach (string line in File.ReadLines(file))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inside = !inside && line == "```sh";
            else if (inside) yield return line;
        }
    }
}
