namespace Dedup.Engine.Tests;

public sealed class OptionRulesTests
{
    [Fact]
    public void The_defaults_have_no_fault() => Assert.Empty(OptionRules.Faults(new DedupOptions()));

    [Fact]
    public void All_faults_are_found_at_once_and_said_in_full()
    {
        var options = new DedupOptions { Database = " " };
        options.Sketch.Hashes = 24;
        options.Sketch.ShingleWords = 0;
        options.Candidates.BandResemblance = 1;
        options.Verification.NearResemblance = double.NaN;
        options.Verification.MinimumWords = -1;
        options.Ingest.Workers = 257;

        Assert.Equal(
            """
            Dedup:Database is empty; it must be the path of a file
            Dedup:Sketch:ShingleWords is 0; it must be from 1 to 16
            Dedup:Sketch:Hashes is 24; it must be a multiple of 16
            Dedup:Candidates:BandResemblance is 1; it must be above 0 and below 1
            Dedup:Verification:NearResemblance is NaN; it must be from 0.01 to 1
            Dedup:Verification:MinimumWords is -1; it must be from 1 to 1000000
            Dedup:Verification:MinimumWords is -1; it must be at least Dedup:Sketch:ShingleWords (0)
            Dedup:Ingest:Workers is 257; it must be from 0 to 256
            """, string.Join('\n', OptionRules.Faults(options)));
    }

    [Theory]
    [InlineData("Sketch:ShingleWords", 1, 16, 1)]
    [InlineData("Sketch:Hashes", 16, 1024, 16)]
    [InlineData("Sketch:SampleModulus", 1, 1024, 1)]
    [InlineData("Candidates:FingerprintDistance", 0, 15, 1)]
    [InlineData("Candidates:SampleShare", 0.01, 1, 0.001)]
    [InlineData("Verification:NearResemblance", 0.01, 1, 0.001)]
    [InlineData("Verification:ContainedShare", 0.5, 1, 0.001)]
    [InlineData("Verification:TruncatedLength", 0, 1, 0.001)]
    [InlineData("Verification:DigestShare", 0.5, 1, 0.001)]
    [InlineData("Verification:MinimumWords", 5, 1_000_000, 1)]
    [InlineData("Verification:RobotNumberSlots", 1, 1000, 1)]
    [InlineData("Verification:RobotNumberShare", 0.01, 1, 0.001)]
    [InlineData("Verification:RewrittenResemblance", 0.01, 1, 0.001)]
    [InlineData("Verification:RewrittenPairs", 0.1, 1, 0.001)]
    [InlineData("Verification:RewrittenFacts", 0, 1, 0.001)]
    [InlineData("Ingest:BatchPages", 1, 10_000, 1)]
    [InlineData("Ingest:SaveIndexAfterBodies", 1, 1_000_000_000, 1)]
    [InlineData("Ingest:MaxPageBytes", 1024, 1 << 30, 1)]
    [InlineData("Ingest:Workers", 0, 256, 1)]
    [InlineData("Ingest:CachedWords", 100_000, 1_000_000_000, 1)]
    [InlineData("Watch:SettleSeconds", 0, 3600, 0.001)]
    [InlineData("Watch:PollSeconds", 0.05, 3600, 0.001)]
    [InlineData("Search:BatchDocuments", 1, 100_000, 1)]
    public void Both_ends_of_a_range_are_inside_and_the_next_values_outside(string key, double least, double most, double step)
    {
        Assert.Empty(Faults(key, least));
        Assert.Empty(Faults(key, most));
        Assert.NotEmpty(Faults(key, least - step));
        Assert.NotEmpty(Faults(key, most + step));
        Assert.All(Faults(key, least - step).Concat(Faults(key, most + step)), fault => Assert.StartsWith("Dedup:" + key + " is ", fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Candidates:BandResemblance", 0.1)]
    [InlineData("Candidates:BandRecall", 0.001)]
    public void The_ends_of_a_share_are_outside(string key, double least)
    {
        Assert.NotEmpty(Faults(key, 0));
        Assert.NotEmpty(Faults(key, 1));
        Assert.Empty(Faults(key, least));
        Assert.Empty(Faults(key, 0.999));
    }

    [Fact]
    public void Every_number_that_can_be_set_has_a_rule()
    {
        IEnumerable<string> numbers = from section in typeof(DedupOptions).GetProperties()
                                      where section.PropertyType.IsClass && section.PropertyType != typeof(string)
                                      from property in section.PropertyType.GetProperties()
                                      where property.CanWrite && property.PropertyType.IsValueType && property.PropertyType != typeof(bool)
                                      select $"{section.Name}:{property.Name}";

        Assert.All(numbers, key => Assert.NotEmpty(Faults(key, -1)));
    }

    [Fact]
    public void Watched_folders_have_a_path_lie_apart_and_map_known_fields()
    {
        var options = new DedupOptions();
        options.Watch.Folders =
        [
            new WatchedFolder { Path = "inbox", Fields = { ["text"] = "content" } },
            new WatchedFolder(),
            new WatchedFolder { Path = "inbox/feeds" },
            new WatchedFolder { Path = "inbox2", Fields = { ["body"] = "content" } },
        ];
        for (int i = 0; i < options.Watch.Folders.Count; i++) options.Watch.Folders[i].Source = $"source {i}";

        Assert.Collection(OptionRules.Faults(options),
            fault => Assert.StartsWith("Dedup:Watch:Folders:1:Path is empty", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("Dedup:Watch:Folders:2:Path is inbox/feeds; it must not lie in another watched folder", fault, StringComparison.Ordinal),
            fault => Assert.StartsWith("Dedup:Watch:Folders:3:Fields:body is no field", fault, StringComparison.Ordinal));
    }

    [Fact]
    public void Folders_of_one_source_would_take_each_others_keys()
    {
        var options = new DedupOptions();
        options.Watch.Folders = [new WatchedFolder { Path = "a" }, new WatchedFolder { Path = "b" }, new WatchedFolder { Path = "c", Source = "c" }];

        Assert.Contains("a and b have no Source", Assert.Single(OptionRules.Faults(options)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(".", "must not be the watched folder")]
    [InlineData("..", "must not be the watched folder, nor hold it")]
    [InlineData("../other/done", "must not lie in another watched folder")]
    public void Files_are_not_moved_to_where_they_would_be_taken_in_again_or_never(string moveTo, string fault)
    {
        var options = new DedupOptions();
        options.Watch.Folders = [new WatchedFolder { Path = "inbox", MoveTo = moveTo }, new WatchedFolder { Path = "other", Source = "other", MoveTo = ".done" }];

        Assert.Contains(OptionRules.Faults(options), f => f.StartsWith("Dedup:Watch:Folders:0:MoveTo is " + moveTo, StringComparison.Ordinal) && f.Contains(fault, StringComparison.Ordinal));
        options.Watch.Folders[0].MoveTo = "done";
        Assert.Empty(OptionRules.Faults(options));
    }

    /// <summary>Faults of the defaults with one option changed.</summary>
    private static IReadOnlyList<string> Faults(string key, double value)
    {
        var options = new DedupOptions();
        string[] parts = key.Split(':');
        object section = typeof(DedupOptions).GetProperty(parts[0])!.GetValue(options)!;
        System.Reflection.PropertyInfo property = section.GetType().GetProperty(parts[1])!;
        property.SetValue(section, property.PropertyType == typeof(int) ? (object)(int)value : value);
        return OptionRules.Faults(options);
    }

    [Fact]
    public void A_recall_that_the_hashes_cannot_reach_is_a_fault()
    {
        var options = new DedupOptions();
        options.Candidates.BandResemblance = 0.001;

        Assert.StartsWith("Dedup:Candidates:BandRecall is 0.98; it must be one that 128 hashes can reach", Assert.Single(OptionRules.Faults(options)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_with_a_NUL_is_a_fault_and_no_exception()
    {
        var options = new DedupOptions();
        options.Watch.Folders = [new WatchedFolder { Path = "a\0" }, new WatchedFolder { Path = "b", Source = "b", MoveTo = "\0" }, new WatchedFolder { Path = "c", Source = "c", MoveTo = "done" }];

        Assert.Equal(2, OptionRules.Faults(options).Count(fault => fault.Contains("NUL", StringComparison.Ordinal)));
    }
}
