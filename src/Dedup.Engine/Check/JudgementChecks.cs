using System.Data.Common;
using Dedup.Engine.Judging;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Check;

/// <summary>What analysts have said against itself and against the stored clusters.</summary>
internal static class JudgementChecks
{
    public static CheckedPart Run(DbConnection connection)
    {
        var part = new PartCheck("analysts' words against each other and against the clusters");
        var contradiction = new Lazy<Contradiction>(() => new Contradiction(connection));
        // What is one story may stand apart for what tells it apart, over some chain; what is told apart never stands together.
        bool MayBeOverruled(StoredJudgement j) => j.Same && contradiction.Value.Parts(j.A, j.B) is not null;
        foreach (StoredJudgement judgement in JudgementStore.All(connection))
        {
            JudgementRow row = JudgementRow.Read(connection, judgement.A, judgement.B)!;
            string name = $"'{judgement.A}' and '{judgement.B}', {row.Verdict}";
            part.Add(row.Verdict is not ("same" or "different") ? $"{name}: no such verdict"
                : string.CompareOrdinal(judgement.A, judgement.B) >= 0 ? $"{name}: its keys are not in order"
                : row.State == JudgementRow.Overruled && !MayBeOverruled(judgement) ? $"{name}: their clusters say otherwise"
                : null);
        }
        return part.Result;
    }
}
