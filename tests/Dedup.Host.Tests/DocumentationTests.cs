using System.Text.RegularExpressions;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests;

/// <summary>What the pages for people say exists.</summary>
public sealed partial class DocumentationTests
{
    private static readonly string[] Documents = ["README.md", "src/README.md"];

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

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex LinkForm();

    [GeneratedRegex(@"(?<![\w/.])(src|tests|bench)/[\w./*-]+")]
    private static partial Regex PathForm();
}
