using System.CommandLine;
using System.Globalization;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Queries;
using Dedup.Host.Configuration;
using Dedup.Host.Output;
using Spectre.Console;

namespace Dedup.Host.Commands;

/// <summary><c>dedup eval GOLD.jsonl</c>: the database against the truth.</summary>
internal static class EvalCommand
{
    public static Command Create(Settings settings)
    {
        var gold = new Argument<string>("GOLD.jsonl") { Description = "Truth: one object a page with key, story, kind, credit, site, section, title, published, agency, body" };
        var errors = new Option<int>("--errors") { Description = "Errors of each kind to list (default 10)", HelpName = "N", DefaultValueFactory = _ => 10 };
        var json = CommonOptions.Json();
        var command = new Command("eval",
            """
            Measure the database against a labelled set: pairs, B-cubed, adjusted Rand, excerpts, fields, bodies, the worst errors.

            Example:
              dedup eval tests/samples/gold.jsonl --db sample.db
            """)
        { gold, errors, json };
        command.SetAction(parsed =>
        {
            using Reader reader = Screen.OpenReader(settings.Load(parsed).Store);
            EvaluationReport report = EvaluationReport.Build(Gold.Read(parsed.GetValue(gold)!), reader.FoundDocuments(), parsed.GetValue(errors));
            if (parsed.GetValue(json)) Screen.Json(report);
            else Print(report);
            return report.Missing == report.Pages ? ExitCodes.NothingFound : ExitCodes.Done;
        });
        return command;
    }

    private static void Print(EvaluationReport r)
    {
        Table table = Screen.Table("measure", "value", "of");
        void Row(string measure, double value, string of) => table.Row(measure, value.ToString("0.0000", CultureInfo.InvariantCulture), of);
        string pages = ClusterView.Count(r.Pages, "page");
        Row("pair precision", r.Clusters.PairPrecision, $"{ClusterView.Number(r.Clusters.FoundPairs)} found pairs");
        Row("pair recall", r.Clusters.PairRecall, $"{ClusterView.Number(r.Clusters.TruePairs)} true pairs");
        Row("pair F1", r.Clusters.PairF1, string.Empty);
        Row("B-cubed precision", r.Clusters.BCubedPrecision, string.Empty);
        Row("B-cubed recall", r.Clusters.BCubedRecall, string.Empty);
        Row("B-cubed F1", r.Clusters.BCubedF1, string.Empty);
        Row("adjusted Rand", r.Clusters.AdjustedRand, string.Empty);
        Row("recall, stories of 2-5 copies", r.SmallStoryRecall, string.Empty);
        Row("excerpts linked to their story", r.ExcerptRecall, ClusterView.Count(r.Excerpts, "excerpt"));
        foreach (FieldScore field in r.Fields)
            Row(field.Field, field.Accuracy, $"{ClusterView.Number(field.Scored)} scored, {field.Invented} invented on {field.NotShown} that show none");
        Row("body word F1", r.BodyWordF1, pages);
        Screen.Write(table);
        ClusterView.Line($"{pages}, {r.Missing} missing; {r.WrongExcerptOf} with a wrong excerpt_of; {r.ExcerptsJoined} excerpts that joined a story");
        foreach (EvaluationError error in r.Errors) ClusterView.Line($"  {error.Kind}: {error.Key}: {error.Detail}");
    }
}
