using Dedup.Core.Evaluation;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Quality;

/// <summary>Learned chrome alone: every line that it does not drop counts as body, whatever the line rules say of it.</summary>
/// <remarks>Site, headline and fetch date, by which pages are grouped, are as the rules read them.</remarks>
internal static class ChromeSet
{
    public static IEnumerable<Measure> Run(SourceItem[] pages, string gold, int errors)
    {
        Dictionary<string, string> truth = Gold.Read(gold).Where(g => g.Body is not null).ToDictionary(g => g.Key, g => g.Body!);
        var scores = new List<(string Key, double With, double Without)>();
        QualitySets.WithItems(pages, reader =>
        {
            LearnedChrome learned = ChromeReader.All(reader.Connection);
            foreach (Page page in pages.Select(item => item.Page!).Where(page => truth.ContainsKey(page.Key)))
            {
                Article article = PageExtractor.Extract(page.Text, page.Hints);
                string whole = string.Join('\n', article.Lines.Select(line => line.Text));
                scores.Add((page.Key, Measures.WordF1(truth[page.Key], Left(article, page, learned)), Measures.WordF1(truth[page.Key], whole)));
            }
            return 0;
        });
        foreach ((string key, double with, _) in scores.OrderBy(s => s.With).Take(errors)) Console.WriteLine($"  body: {key}: {with:0.000}");
        yield return new Measure("body word F1, whole page", scores.Average(s => s.Without));
        yield return new Measure("body word F1, chrome alone", scores.Average(s => s.With));
    }

    private static string Left(Article article, Page page, LearnedChrome learned)
    {
        PageOutline outline = PageOutline.Of(article, page.Hints.Url, page.Fetched);
        ChromeMark?[]? marks = learned.Mark(outline);
        return string.Join('\n', outline.Places.Where((_, i) => marks is null || marks[i] is null).Select(place => article.Lines[place].Text));
    }
}
