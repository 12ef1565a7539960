using System.Text.RegularExpressions;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests;

/// <summary>What the pages for people say exists.</summary>
public sealed partial class DocumentationTests : IDisposable
{
    private static readonly string[] Documents = ["README.md", "src/README.md"];

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_command_and_option_of_the_readme_exists()
    {
        List<string> calls = [.. ShellBlocks(Path.Combine(Checkout.Root, "README.md"))
            .Select(line => line.Split('#')[0].Trim())
            .Select(line => line.Contains("Dedup.Host", StringComparison.Ordinal) ? "dedup" + line[(line.IndexOf(" -- ", StringComparison.Ordinal) + 3)..] : line)
            .Where(line => line.StartsWith("dedup ", StringComparison.Ordinal))];
        Assert.NotEmpty(calls);
        Dictionary<string, string> help = [];
        foreach (string call in calls)
        {
            string[] words = call.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (!help.TryGetValue(words[1], out string? text))
            {
                CliResult result = _cli.Run(words[1], "--help");
                Assert.True(result.ExitCode == 0, $"no command as in: {call}");
                help[words[1]] = text = result.Output;
            }
            foreach (string option in words.Where(word => word.StartsWith("--", StringComparison.Ordinal)))
                Assert.True(Regex.IsMatch(text, $@"{Regex.Escape(option)}(?![\w-])"), $"no option {option} as in: {call}");
        }
    }

    [Fact]
    public void Every_path_in_the_documentation_exists()
    {
        Assert.True(File.Exists(Path.Combine(Checkout.Root, "README.md")));
        var missing = new List<string>();
        int paths = 0;
        foreach (string document in Documents.Where(d => File.Exists(Path.Combine(Checkout.Root, d))))
        {
            string text = File.ReadAllText(Path.Combine(Checkout.Root, document));
            string folder = Path.GetDirectoryName(Path.Combine(Checkout.Root, document))!;
            IEnumerable<string> linked = LinkForm().Matches(text).Select(m => m.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal) && !target.StartsWith('#'))
                .Select(target => Path.Combine(folder, target.Split('#')[0]));
            IEnumerable<string> quoted = PathForm().Matches(text).Select(m => m.Value.TrimEnd('.', '/')).Where(path => !path.Contains('*', StringComparison.Ordinal))
                .Select(path => Path.Combine(Checkout.Root, path));
            foreach (string path in linked.Concat(quoted))
            {
                paths++;
                if (!Path.Exists(path)) missing.Add($"{document}: {path}");
            }
        }

        Assert.True(paths > 0);
        Assert.Empty(missing);
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

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkForm();

    [GeneratedRegex(@"(?<![\w/.])(src|tests|bench)/[\w./*-]+")]
    private static partial Regex PathForm();
}
