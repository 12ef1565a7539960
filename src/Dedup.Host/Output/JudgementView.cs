using Dedup.Engine.Queries;

namespace Dedup.Host.Output;

/// <summary>Shows what analysts have said.</summary>
internal static class JudgementView
{
    public static void Show(JudgementRow j)
    {
        ClusterView.Line(j.Words);
        ClusterView.Line($"  {j.State}" + (j.State, j.ClusterA == j.ClusterB) switch
        {
            (JudgementRow.Holds, true) => $": both are in cluster {j.ClusterA}",
            (JudgementRow.Holds, false) => $": clusters {j.ClusterA} and {j.ClusterB}",
            (JudgementRow.SameBody, _) => $": they carry one body now, and stand in cluster {j.ClusterA}",
            (JudgementRow.Overruled, _) => $": other words tell apart what this would join; clusters {j.ClusterA} and {j.ClusterB}",
            _ => "",
        });
    }
}
