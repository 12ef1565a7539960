using System.Globalization;
using System.Text;

namespace Dedup.Fuzz.Running;

/// <summary>The results as a table of Markdown.</summary>
internal static class ResultTable
{
    /// <summary>Cases that take longer are named below the table.</summary>
    private static readonly TimeSpan WorthTelling = TimeSpan.FromMilliseconds(500);

    public static string Of(IReadOnlyList<TargetResult> results)
    {
        var table = new StringBuilder();
        table.AppendLine("| target | cases | cases/s | slowest case, ms | failures |");
        table.AppendLine("|---|---:|---:|---:|---:|");
        foreach (TargetResult result in results)
        {
            double rate = result.Time > TimeSpan.Zero ? result.Cases / result.Time.TotalSeconds : 0;
            table.AppendLine(CultureInfo.InvariantCulture, $"| {result.Target.Name} | {result.Cases:N0} | {rate:N0} | {result.Slowest.TotalMilliseconds:0.0} | {result.Failures} |");
        }
        table.AppendLine(CultureInfo.InvariantCulture, $"| all | {results.Sum(r => r.Cases):N0} | {results.Sum(r => r.Cases) / Math.Max(1e-9, results.Sum(r => r.Time.TotalSeconds)):N0} | {results.Max(r => r.Slowest.TotalMilliseconds):0.0} | {results.Sum(r => r.Failures)} |");
        foreach (TargetResult result in results.Where(r => r.Slowest > WorthTelling)) table.AppendLine(CultureInfo.InvariantCulture, $"slowest of {result.Target.Name}: case {result.SlowestCase}");
        return table.ToString();
    }
}
