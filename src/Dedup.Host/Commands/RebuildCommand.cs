using System.CommandLine;
using System.Globalization;
using Dedup.Engine;
using Dedup.Engine.Ingest;
using Dedup.Host.Configuration;
using Dedup.Host.Output;

namespace Dedup.Host.Commands;

/// <summary><c>dedup rebuild</c>: everything again from the stored pages.</summary>
internal static class RebuildCommand
{
    public const string Name = "rebuild";

    public static Command Create(Settings settings)
    {
        var json = CommonOptions.Json();
        var command = new Command(Name,
            """
            Extract, sketch, compare and cluster every stored page again, under the rules of this program and the present settings.
            Ids of clusters are kept. Until it is done others read the old state; interrupted, it has changed nothing.

            Examples:
              dedup rebuild --db news.db
              dedup rebuild --db news.db --set Verification:NearResemblance=0.6
            """)
        { json };
        command.SetAction((parsed, cancellation) => Task.Run(() =>
        {
            DedupOptions options = settings.Load(parsed);
            RebuildSummary s = Screen.WithCounter(parsed.GetValue(json),
                say => new Rebuilder(options, TimeProvider.System).Run((done, all) => say($"rebuilding, {done:N0} of {all:N0} documents"), cancellation));
            if (parsed.GetValue(json)) Screen.Json(s);
            else Print(s);
            return ExitCodes.Done;
        }, CancellationToken.None));
        return command;
    }

    private static void Print(RebuildSummary s)
    {
        foreach (string setting in s.Settings) ClusterView.Line($"  {setting}");
        ClusterView.Line($"{ClusterView.Count(s.Documents, "document")} worked out again: {s.Bodies:N0} with another body, {s.Fields:N0} with another field");
        ClusterView.Line(string.Create(CultureInfo.InvariantCulture,
            $"{s.Database}: {s.Variants:N0} distinct bodies, {s.Links:N0} links, {s.Clusters:N0} clusters; {s.Seconds:0.00} s"));
    }
}
