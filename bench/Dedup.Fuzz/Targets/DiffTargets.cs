using System.Text;
using Dedup.Engine.Explain;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Bodies compared word by word.</summary>
internal static class DiffTargets
{
    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<VerifierTargets.Pair>("WordDiff", "unchanged and deleted runs make the first body, unchanged and added ones the second", 30, Bodies, Compare),
        new FuzzTarget<int[][]>("Anchors", "anchors ascend in both sequences, and the same run stands at both", 150, Sequences, Anchor),
    ];

    private static VerifierTargets.Pair Bodies(FuzzRandom random)
    {
        VerifierTargets.Pair pair = VerifierTargets.Bodies(random);
        if (random.Once(4)) pair = pair with { B = TextTargets.AnyText(random) };
        // Beyond the bound above which bodies are cut before they are compared.
        return random.Once(40) ? pair with { A = string.Join(' ', Enumerable.Repeat(pair.A, 8)), B = string.Join('\n', Enumerable.Repeat(pair.B, 9)) } : pair;
    }

    private static void Compare(VerifierTargets.Pair pair)
    {
        IReadOnlyList<DiffRun> runs = WordDiff.Compare(pair.A, pair.B);
        Property.Equal(Bare(pair.A), Bare(string.Concat(runs.Where(run => run.Kind != DiffRun.Added).Select(run => run.Text))), "the first body");
        Property.Equal(Bare(pair.B), Bare(string.Concat(runs.Where(run => run.Kind != DiffRun.Deleted).Select(run => run.Text))), "the second body");
        Property.Holds(runs.All(run => run.Words >= 0 && run.Text.Length > 0), "an empty run");
        Property.Holds(pair.A != pair.B || runs.All(run => run.Kind == DiffRun.Unchanged), "equal bodies differ");
    }

    /// <summary>White space is folded, and halves of pairs become U+FFFD.</summary>
    private static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (!Rune.IsWhiteSpace(rune)) bare.Append(rune);
        }
        return bare.ToString();
    }

    private static int[][] Sequences(FuzzRandom random)
    {
        int kinds = random.Between(2, 200);
        int[] a = [.. Enumerable.Range(0, random.Size(300)).Select(_ => random.Below(kinds))];
        return [a, [.. random.Once(2) ? a.Where(_ => !random.Once(10)) : a.Reverse(), random.Below(kinds)], [random.Between(1, 5)]];
    }

    private static void Anchor(int[][] input)
    {
        int length = input[2][0];
        (int a, int b) last = (-1, -1);
        foreach ((int a, int b) in Anchors.Find(input[0], input[1], length))
        {
            Property.Holds(a > last.a && b > last.b, "anchors do not ascend");
            Property.Same<int>(input[0].AsSpan(a, length), input[1].AsSpan(b, length), "run at an anchor");
            last = (a, b);
        }
    }
}
