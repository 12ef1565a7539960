using Dedup.Engine.Explain;
using Dedup.Host.Output;

namespace Dedup.Host.Web.Documents;

/// <summary>Words of one side that are of one kind.</summary>
/// <param name="Kind">As in <see cref="DiffRun"/>.</param>
/// <param name="Text">The words.</param>
public sealed record DiffPart(string Kind, string Text);

/// <summary>Two texts side by side: a row ends where both begin a new paragraph.</summary>
/// <param name="A">What stands in the first.</param>
/// <param name="B">What stands in the second.</param>
public sealed record DiffRow(IReadOnlyList<DiffPart> A, IReadOnlyList<DiffPart> B)
{
    /// <summary>Whether both sides are the same.</summary>
    public bool Same => A.Concat(B).All(part => part.Kind == DiffRun.Unchanged);

    /// <summary>The rows of some runs.</summary>
    public static IReadOnlyList<DiffRow> Of(IReadOnlyList<DiffRun> runs)
    {
        ArgumentNullException.ThrowIfNull(runs);
        var rows = new List<DiffRow>();
        List<DiffPart> a = [], b = [];
        void End()
        {
            if (a.Count + b.Count > 0) rows.Add(new DiffRow(a, b));
            (a, b) = ([], []);
        }
        foreach (DiffRun run in runs)
        {
            if (run.Kind == DiffRun.Deleted) Mark(a, run);
            else if (run.Kind == DiffRun.Added) Mark(b, run);
            else
            {
                string[] paragraphs = run.Text.Split('\n');
                for (int i = 0; i < paragraphs.Length; i++)
                {
                    if (i > 0) End();
                    if (paragraphs[i].Length == 0) continue;
                    // The space before unchanged words is that of the second text, where nothing may stand before them.
                    bool joined = a is [.., var before] && DiffView.NeedsSpace(before.Text, paragraphs[i]);
                    a.Add(new DiffPart(run.Kind, joined ? " " + paragraphs[i] : paragraphs[i]));
                    b.Add(new DiffPart(run.Kind, paragraphs[i]));
                }
            }
        }
        End();
        return rows;
    }

    /// <summary>Adds words that stand on one side alone; the space before them is not marked.</summary>
    private static void Mark(List<DiffPart> side, DiffRun run)
    {
        string words = run.Text.TrimStart(' ');
        if (words.Length < run.Text.Length) side.Add(new DiffPart(DiffRun.Unchanged, " "));
        side.Add(new DiffPart(run.Kind, words));
    }
}
