using System.Globalization;
using System.Runtime.Versioning;
using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>Input that cannot be taken in is a rejection with its place and reason, and harms nothing.</summary>
[SupportedOSPlatform("linux")]
public sealed class BadInputTests(ITestOutputHelper output) : IDisposable
{
    private const string Good = "A page that was there before, with its own few words.";

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Bad_files_and_lines_are_listed_with_source_line_and_reason()
    {
        Before();
        string folder = Directory.CreateDirectory(_cli.File("in")).FullName;
        File.WriteAllBytes(Path.Combine(folder, "latin.txt"), [.. "Eine Seite "u8, 0xFC, .. "ber alles."u8]);
        File.WriteAllBytes(Path.Combine(folder, "binary.txt"), [0x7F, 0x45, 0x4C, 0x46, 0, 1, 2, 3]);
        File.WriteAllText(Path.Combine(folder, "empty.txt"), "");
        File.WriteAllLines(Path.Combine(folder, "lines.jsonl"),
        [
            MadeCrawl.Line("one", "First page."), "{\"id\":\"two\",\"text\":", "[1, 2]", "{\"id\":\"four\"}", MadeCrawl.Line("one", "Another page of that key."),
            "{\"id\":\"six\",\"text\":\"A page.\",\"fetched\":\"yesterday\"}", "\0\0\0", MadeCrawl.Line("eight", "Last page."),
        ]);

        CliResult result = _cli.Run("ingest", "in", "--json");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(["before", "eight", "latin.txt", "one"], Keys());
        string lines = Path.Combine(folder, "lines.jsonl");
        (string Source, long? Line, string Reason)[] rejections = Rejections();
        Assert.Equal(
            [(Path.Combine(folder, "binary.txt"), null), (Path.Combine(folder, "empty.txt"), null), (lines, 2), (lines, 3), (lines, 4), (lines, 5), (lines, 6), (lines, 7)],
            rejections.Select(r => (r.Source, r.Line)));
        string[] words = ["binary", "empty", "broken JSON", "not a JSON object", "no string field", "key 'one'", "not a time", "broken JSON"];
        Assert.All(rejections.Zip(words), r => Assert.Contains(r.Second, r.First.Reason, StringComparison.Ordinal));
        StoredState.RequireSound(_cli, "dedup.db", "after bad input");
    }

    [Fact]
    public void A_line_that_is_far_too_long_is_rejected_in_bounded_memory()
    {
        Before();
        using (StreamWriter writer = File.CreateText(_cli.File("long.jsonl")))
        {
            writer.WriteLine(MadeCrawl.Line("first", "First page."));
            foreach (int megabytes in new[] { 50, 300 })
            {
                writer.Write("{\"id\":\"long\",\"text\":\"");
                string part = new('x', 1 << 20);
                for (int i = 0; i < megabytes; i++) writer.Write(part);
                writer.WriteLine("\"}");
            }
            writer.WriteLine(MadeCrawl.Line("last", "Last page."));
        }

        using StartedProgram ingest = _cli.Start("ingest", "long.jsonl", "--json");
        ingest.Input.Close();
        long peak = 0;
        while (!ingest.HasEnded) peak = Math.Max(peak, PeakKilobytes(ingest.Id));
        CliResult result = ingest.Wait();
        output.WriteLine($"peak {peak / 1024} MB");

        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal(["before", "first", "last"], Keys());
        Assert.Equal([(_cli.File("long.jsonl"), 2), (_cli.File("long.jsonl"), 3)], Rejections().Select(r => (r.Source, r.Line)));
        Assert.All(Rejections(), r => Assert.Contains("larg", r.Reason, StringComparison.Ordinal));
        // The line, its text and what is kept beside it, several times over; the file would not fit.
        Assert.InRange(peak, 1, 800 * 1024);
    }

    [Fact]
    public void What_is_not_there_is_wrong_use_and_changes_nothing()
    {
        Before();
        foreach (string path in new[] { "nowhere", "nowhere/*.txt", "before.txt/inner" })
        {
            CliResult result = _cli.Run("ingest", path);
            Assert.True(result.ExitCode == 2, $"{path}: exit {result.ExitCode}: {result.Error}");
            Assert.Contains(path, result.Error, StringComparison.Ordinal);
        }
        Assert.Equal(["before"], Keys());
    }

    [Fact]
    public void What_may_not_be_read_is_a_rejection_until_it_may()
    {
        Before();
        OtherUser.Become(_cli);
        Directory.CreateDirectory(_cli.File("in/closed"));
        foreach (string page in new[] { "in/open.txt", "in/shut.txt", "in/closed/inner.txt" }) _cli.Write(page, $"The page {page}.");
        File.SetUnixFileMode(_cli.File("in/shut.txt"), OtherUser.Closed);
        File.SetUnixFileMode(_cli.File("in/closed"), OtherUser.Closed);
        foreach (string file in Directory.GetFiles(_cli.Folder, "dedup.db*")) File.SetUnixFileMode(file, OtherUser.Open);

        CliResult first = _cli.Run("ingest", "in");

        Assert.True(first.ExitCode == 0, first.Error);
        Assert.Equal(["before", "open.txt"], Keys());
        Assert.Equal([_cli.File("in/closed"), _cli.File("in/shut.txt")], Rejections().Select(r => r.Source));
        Assert.All(Rejections(), r => Assert.Contains("cannot be read: Access to the path", r.Reason, StringComparison.Ordinal));

        File.SetUnixFileMode(_cli.File("in"), OtherUser.Closed);
        CliResult shut = _cli.Run("ingest", "in");
        Message.RequireClear(shut, "in: ", "a folder that may not be read");

        foreach (string path in new[] { "in", "in/shut.txt", "in/closed" }) File.SetUnixFileMode(_cli.File(path), OtherUser.Open);
        Assert.Equal(0, _cli.Run("ingest", "in").ExitCode);
        Assert.Equal(["before", "closed/inner.txt", "open.txt", "shut.txt"], Keys());
        Assert.DoesNotContain(Rejections(), r => r.Source == _cli.File("in/shut.txt"));
    }

    [Fact]
    public void Serve_tries_what_may_not_be_read_again_and_goes_on_with_the_rest()
    {
        OtherUser.Become(_cli);
        Directory.CreateDirectory(_cli.File("in/closed"));
        foreach (string page in new[] { "in/open.txt", "in/shut.txt" }) _cli.Write(page, $"The page {page}.");
        File.SetUnixFileMode(_cli.File("in/shut.txt"), OtherUser.Closed);
        File.SetUnixFileMode(_cli.File("in/closed"), OtherUser.Closed);
        string[] serve = ["serve", "in", "--db", "dedup.db", "--set", "Watch:PollSeconds=0.05", "--set", "Watch:SettleSeconds=0"];

        using (StartedProgram host = _cli.Start(serve))
        {
            Poll.Until(() => host.ErrorSoFar.Contains("Rejected in/shut.txt", StringComparison.Ordinal) && host.ErrorSoFar.Contains("Rejected in/closed", StringComparison.Ordinal), () => host.ErrorSoFar);
            host.Send(Signal.Terminate);
            Assert.Equal(0, host.Wait().ExitCode);
        }
        Assert.Equal(["open.txt"], Keys());
        File.SetUnixFileMode(_cli.File("in/shut.txt"), OtherUser.Open);
        using (StartedProgram host = _cli.Start(serve))
        {
            Poll.Until(() => Keys().Length == 2, () => host.ErrorSoFar);
            host.Send(Signal.Terminate);
            Assert.Equal(0, host.Wait().ExitCode);
        }

        Assert.Equal(["open.txt", "shut.txt"], Keys());
        Assert.Equal([_cli.File("in/closed")], Rejections().Select(r => r.Source));
        StoredState.RequireSound(_cli, "dedup.db", "after serve");
    }

    private void Before()
    {
        _cli.Write("before.txt", Good);
        _cli.Write("before.jsonl", MadeCrawl.Line("before", Good));
        Assert.Equal(0, _cli.Run("ingest", "before.jsonl").ExitCode);
    }

    private string[] Keys() =>
        [.. _cli.Run("export", "documents", "--db", "dedup.db").Lines.Select(line => JsonDocument.Parse(line).RootElement.GetProperty("key").GetString()!).Order(StringComparer.Ordinal)];

    private (string Source, long? Line, string Reason)[] Rejections() => [.. _cli.Run("rejections", "--json", "--db", "dedup.db").Json.EnumerateArray()
        .Select(r => (r.GetProperty("source").GetString()!, r.GetProperty("line").ValueKind == JsonValueKind.Null ? (long?)null : r.GetProperty("line").GetInt64(), r.GetProperty("reason").GetString()!))];

    private static long PeakKilobytes(int process)
    {
        try
        {
            string? line = File.ReadLines($"/proc/{process}/status").FirstOrDefault(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
            return line is null ? 0 : long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2].Split('\t')[^1], CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return 0;
        }
    }
}
