using System.CommandLine;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Engine;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;
using Dedup.Host.Configuration;

namespace Dedup.Fuzz.Targets;

/// <summary>Settings in range and out of it, as options and as words of a command line.</summary>
internal static class OptionTargets
{
    private static readonly string[] Keys =
    [
        "Database", "Sketch:ShingleWords", "Sketch:Hashes", "Sketch:SampleModulus", "Candidates:BandResemblance", "Candidates:BandRecall", "Candidates:FingerprintDistance", "Candidates:SampleShare", "Verification:NearResemblance",
        "Verification:MinimumWords", "Verification:RobotNumberSlots", "Ingest:BatchPages", "Ingest:MaxPageBytes", "Ingest:Workers", "Ingest:CachedWords", "Watch:PollSeconds", "Watch:SettleSeconds", "Watch:Folders:0:Path", "Watch:Folders:0:Source",
        "Watch:Folders:0:Fields:text", "Watch:Folders:0:MoveTo", "Watch:Folders:1:Path", "Watch:Folders:0", "Watch:Folders", "Watch", "Sketch", "Unknown", "sketch:hashes", "", ":", "::", "Watch:Folders:x:Path", "Sketch:Hashes:0",
    ];

    private static readonly string[] Values = ["", " ", "0.5", "1", "0", "128", "16", "true", "NaN", "Infinity", "-Infinity", "1e308", "/tmp/in", "in", "in/../in", ".", "..", "\0", "text", "a=b", "\uD800"];

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<DedupOptions>("OptionRules", "a line for each fault; options without one make all that is made of them", 300, Options, Check),
        new FuzzTarget<string[]>("Settings", "options without a fault, or the declared exception with a line for each", 30, Words, Load) { Shorten = Halves.Of },
    ];

    private static DedupOptions Options(FuzzRandom random)
    {
        int Whole(int least, int most) => random.Below(8) switch { 0 => least, 1 => most, 2 => least - 1, 3 => most + 1, 4 => random.Of<int>([int.MinValue, int.MaxValue, 0, -1]), _ => random.Between(least, most) };
        double Figure(double least, double most) => random.Below(10) switch { 0 => least, 1 => most, 2 => double.NaN, 3 => random.Of<double>([double.PositiveInfinity, -1, 0, 1, 1e-9, 1 - 1e-9]), _ => least + random.Share() * (most - least) };
        return new DedupOptions
        {
            Sketch = { ShingleWords = random.Between(1, 16), Hashes = random.Once(4) ? Whole(16, 1024) : 16 * random.Between(1, 64), SampleModulus = random.Once(4) ? Whole(1, 1024) : 8 },
            Candidates = { BandResemblance = Figure(0, 1), BandRecall = Figure(0, 1), FingerprintDistance = random.Once(4) ? Whole(0, 15) : 3, SampleShare = Figure(0.01, 1) },
            Verification = random.Once(4) ? VerifierTargets.Options(random) : new(),
            Ingest = { BatchPages = random.Once(8) ? Whole(1, 10_000) : 2_048, MaxPageBytes = random.Once(8) ? Whole(1024, 1 << 30) : 1 << 20 },
            Watch = { PollSeconds = random.Once(8) ? Figure(0.05, 3600) : 1, Folders = [.. Enumerable.Range(0, random.Below(3)).Select(i => new WatchedFolder { Path = random.Of<string>(["a", "b", "a/b", "", "/", "a/../a", "c\0"]), Source = random.Of<string?>([null, "s", "t"]), MoveTo = random.Of<string>(["", "done", "..", "/", "../b", "\0"]) })] },
        };
    }

    private static void Check(DedupOptions options)
    {
        IReadOnlyList<string> faults = OptionRules.Faults(options);
        Property.Holds(faults.All(fault => fault.StartsWith("Dedup:", StringComparison.Ordinal) && !fault.Contains('\n', StringComparison.Ordinal)), "a fault without its key");
        if (faults.Count > 0) return;
        Scheme scheme = options.Sketch.Scheme;
        _ = new Sketcher(scheme);
        _ = new CandidateIndex(scheme, options.Candidates);
    }

    private static string[] Words(FuzzRandom random)
    {
        var words = new List<string>();
        for (int i = random.Below(5); i >= 0; i--)
        {
            string value = random.Once(3) ? random.Of<string>(Signs.Numbers) : random.Of<string>(Values);
            words.AddRange(random.Once(10) ? ["--db", value] : ["--set", random.Of<string>(Keys) + (random.Once(12) ? "" : "=") + (random.Once(10) ? TextMutation.Mutate(random, value) : value)]);
        }
        return [.. words];
    }

    private static void Load(string[] words)
    {
        var root = new RootCommand();
        var settings = new Settings(root);
        ParseResult parsed = root.Parse(words);
        // The program ends there.
        if (parsed.Errors.Count > 0) return;
        DedupOptions? options = null;
        try
        {
            options = settings.Load(parsed);
        }
        catch (ConfigurationException e)
        {
            Property.Holds(e.Faults.Count > 0 && e.Faults.All(fault => fault.Length > 0), "an exception without a fault");
        }
        Property.Holds(options is null || OptionRules.Faults(options).Count == 0, "options with faults");
    }
}
