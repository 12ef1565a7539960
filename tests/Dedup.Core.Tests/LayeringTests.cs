using System.Text.RegularExpressions;
using Xunit;

namespace Dedup.Core.Tests;

/// <summary>Data flows one way through Core: a stage may use earlier stages only. Read from the sources.</summary>
public sealed partial class LayeringTests
{
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Text"] = [],
        ["Sketches"] = ["Text"],
        ["Candidates"] = ["Text", "Sketches"],
        ["Verification"] = ["Text", "Sketches", "Candidates"],
        ["Clustering"] = ["Text", "Sketches", "Candidates", "Verification"],
        ["Evaluation"] = ["Text"],
        ["Networks"] = [],
    };

    [Fact]
    public void No_stage_refers_to_a_later_one()
    {
        string core = Path.Combine(Root(), "src", "Dedup.Core");
        var faults = new List<string>();
        var stages = new HashSet<string>();
        foreach (string file in Directory.EnumerateFiles(core, "*.cs", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            string path = Path.GetRelativePath(core, file).Replace('\\', '/');
            string stage = path.Split('/')[0];
            if (stage is "bin" or "obj") continue;
            if (!MayUse.ContainsKey(stage))
            {
                faults.Add($"{path} stands in no stage");
                continue;
            }
            stages.Add(stage);
            faults.AddRange(Forbidden(stage, File.ReadAllText(file)).Select(used => $"{path} refers to {used}"));
        }
        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
        Assert.Equal(MayUse.Keys.Order(), stages.Order());
    }

    [Theory]
    [InlineData("Sketches", "using Dedup.Core.Candidates;", "Candidates")]
    [InlineData("Text", "Dedup.Core.Sketches.Scheme scheme;", "Sketches")]
    [InlineData("Text", "var set = new Sketches.ShingleSet([], [], 0);", "Sketches")]
    [InlineData("Candidates", "using X = Dedup.Core.Verification.Verifier;", "Verification")]
    [InlineData("Verification", "using static Dedup.Core.Clustering.OriginRule;", "Clustering")]
    [InlineData("Evaluation", "using Dedup.Core.Sketches;", "Sketches")]
    [InlineData("Clustering", "using Dedup.Core.Evaluation;", "Evaluation")]
    [InlineData("Clustering", "using Dedup.Core.Networks;", "Networks")]
    [InlineData("Networks", "using Dedup.Core.Clustering;", "Clustering")]
    public void Finds_a_reference_to_a_later_stage(string stage, string source, string used) =>
        Assert.Equal([used], Forbidden(stage, source));

    [Theory]
    [InlineData("Clustering", "using Dedup.Core.Verification;")]
    [InlineData("Sketches", "namespace Dedup.Core.Sketches;")]
    [InlineData("Text", "// the Candidates.Index of Dedup.Core.Candidates")]
    [InlineData("Text", "using System.Text;")]
    [InlineData("Candidates", "System.Text.Rune rune; Samples.Visit(sample);")]
    public void Passes_over_what_is_allowed(string stage, string source) => Assert.Empty(Forbidden(stage, source));

    private static IEnumerable<string> Forbidden(string stage, string source) => Reference().Matches(Comment().Replace(source, ""))
        .Select(match => match.Groups["stage"].Value)
        .Where(used => used != stage && !MayUse[stage].Contains(used)).Distinct();

    private static string Root()
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Dedup.sln"))) return at.FullName;
        }
        throw new InvalidOperationException($"no Dedup.sln above {AppContext.BaseDirectory}");
    }

    /// <summary>A stage named in full, or by its own name before a type of it.</summary>
    [GeneratedRegex(@"(\bDedup\.Core\.|(?<![\w.]))(?<stage>Text|Sketches|Candidates|Verification|Clustering|Evaluation|Networks)\b"
        + @"(?=\.[A-Z]|(?<=Dedup\.Core\.\w+))")]
    private static partial Regex Reference();

    [GeneratedRegex("//.*")]
    private static partial Regex Comment();
}
