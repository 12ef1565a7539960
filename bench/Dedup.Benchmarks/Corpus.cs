using Dedup.Core.Sketches;
using Dedup.Engine.Extraction;

namespace Dedup.Benchmarks;

/// <summary>The pages of the sample crawl, their bodies and sketches: small, real in form, and the same on every machine.</summary>
internal static class Corpus
{
    public static string[] Pages { get; } = [.. Directory.GetFiles(Path.Combine(FindRoot(), "tests/samples/pages")).Order(StringComparer.Ordinal).Select(File.ReadAllText)];

    public static string[] Bodies { get; } = [.. Pages.Select(page => PageExtractor.Extract(page, new PageHints()).Body).Where(body => body.Length > 400)];

    public static (Sketch Sketch, ShingleSet Set)[] Sketches { get; } = [.. Bodies.Select(body =>
    {
        var sketcher = new Sketcher(Scheme.Default);
        sketcher.Read(body);
        return (sketcher.Sketch(), sketcher.ShingleSet());
    })];

    private static string FindRoot()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Dedup.sln"))) folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("Dedup.sln stands in no folder above the program");
    }
}
