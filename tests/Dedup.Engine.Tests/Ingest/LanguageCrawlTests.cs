using System.Text.Json;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Queries;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Ingest;

/// <summary>Three stories in each of eight languages, each on three pages: whole, lightly edited and cut off.</summary>
public sealed class LanguageCrawlTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DedupOptions _options;
    private readonly Dictionary<string, DocumentRow> _documents;

    public LanguageCrawlTests()
    {
        _options = Crawl.Options(_folder);
        Crawl.Ingest(_options, Crawl.Pages(Checkout.LanguagePages));
        _documents = Crawl.Documents(_options);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Copies_of_a_story_join_one_cluster_and_other_stories_do_not()
    {
        EvaluationReport report = Crawl.Evaluate(_options, Checkout.LanguageGold);

        Assert.Equal((0, 1.0, 1.0), (report.Missing, report.Clusters.PairF1, report.Clusters.BCubedF1));
        foreach (IGrouping<string, Gold> story in Gold.Read(Checkout.LanguageGold).GroupBy(g => g.Story))
            Assert.True(story.Select(g => _documents[g.Key].Cluster).Distinct().Count() == 1, story.Key);
    }

    [Fact]
    public void Bodies_and_fields_are_found_in_every_language()
    {
        using var reader = new Reader(_options.Store);
        IReadOnlyDictionary<string, FoundDocument> found = reader.FoundDocuments();
        foreach (IGrouping<string, Gold> language in Gold.Read(Checkout.LanguageGold).GroupBy(g => g.Key[..2]))
        {
            List<(Gold, FoundDocument)> pages = [.. language.Select(gold => (gold, found[gold.Key]))];
            double bodies = FieldScores.BodyWordF1(pages).Average(page => page.F1);
            Assert.True(bodies >= 0.97, $"{language.Key}: body word F1 {bodies}");
            Assert.All(FieldScores.Score(pages).Where(f => f.Field != "site"), field => Assert.True(field.Accuracy >= 0.88 && field.Invented == 0, $"{language.Key}: {field}"));
        }
    }

    [Fact]
    public void Languages_are_told_and_people_are_no_agencies() =>
        Assert.All(File.ReadLines(Checkout.LanguageGold), line =>
        {
            using var gold = JsonDocument.Parse(line);
            DocumentRow row = _documents[gold.RootElement.GetProperty("key").GetString()!];
            Assert.Equal(gold.RootElement.GetProperty("language").GetString(), row.Language);
            Assert.Equal(gold.RootElement.GetProperty("byline").GetString(), row.Byline);
        });
}
