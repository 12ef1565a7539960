using System.Text.RegularExpressions;
using CsCheck;
using Dedup.Engine.Explain;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Explain;

public sealed class WordDiffTests
{
    private static readonly string[] Vocabulary = ["the", "ferry", "drifts", "for", "six", "hours", "轮", "渡", "\n", "off", "reef"];

    private static readonly Gen<string> Bodies = Gen.Int[0, Vocabulary.Length - 1].Array[0, 40]
        .Select(words => Regex.Replace(string.Join(' ', words.Select(word => Vocabulary[word])), " *\n *", "\n").Trim(' '));

    [Fact]
    public void Each_body_is_its_own_words_and_the_unchanged_ones() => Gen.Select(Bodies, Bodies).Sample((a, b) =>
    {
        IReadOnlyList<DiffRun> runs = WordDiff.Compare(a, b);

        Assert.Equal(b, Text(runs, DiffRun.Added));
        Assert.Equal(Bare(a), Bare(Text(runs, DiffRun.Deleted)));
    }, iter: 3000);

    [Fact]
    public void No_more_words_are_unchanged_than_a_longest_common_subsequence_has() => Gen.Select(Bodies, Bodies).Sample((a, b) =>
    {
        int longest = LongestCommonSubsequence(Pieces(a), Pieces(b));
        IReadOnlyList<DiffRun> runs = WordDiff.Compare(a, b);

        Assert.InRange(Count(runs, DiffRun.Unchanged), 0, longest);
    }, iter: 1000);

    [Fact]
    public void Single_changes_are_found_exactly()
    {
        IReadOnlyList<DiffRun> runs = WordDiff.Compare("The ferry lost power before dawn.\nNobody was hurt.", "The ferry lost all power before noon.\nNobody was hurt.");

        Assert.Equal(
            [("unchanged", "The ferry lost", 3), ("added", " all", 1), ("unchanged", " power before", 2), ("deleted", " dawn.", 1), ("added", " noon.", 1), ("unchanged", "\nNobody was hurt.", 3)],
            runs.Select(r => (r.Kind, r.Text, r.Words)));
    }

    [Fact]
    public void Words_between_long_changes_are_told_as_changed_but_paragraph_breaks_stay()
    {
        Assert.Equal(["deleted", "added"], WordDiff.Compare("one two three the four five six", "uno dos tres the quatro cinco seis").Select(r => r.Kind));
        Assert.Equal(["deleted", "added", "unchanged", "deleted", "added"], WordDiff.Compare("one two three\nfour five six", "uno dos tres\nquatro cinco seis").Select(r => r.Kind));
        Assert.Equal(["deleted", "added", "unchanged", "deleted", "added"], WordDiff.Compare("one the four", "uno the quatro").Select(r => r.Kind));
    }

    [Fact]
    public void Scripts_without_spaces_are_compared_by_character() => Assert.Equal(
        [("unchanged", "轮渡在", 3), ("deleted", "黎", 1), ("added", "天", 1), ("unchanged", "明前", 2)],
        WordDiff.Compare("轮渡在黎明前", "轮渡在天明前").Select(r => (r.Kind, r.Text, r.Words)));

    [Fact]
    public void Equal_and_empty_bodies()
    {
        Assert.Empty(WordDiff.Compare("", ""));
        Assert.Equal([new DiffRun("unchanged", "a b", 2)], WordDiff.Compare("a b", "a b"));
        Assert.Equal([new DiffRun("added", "a b", 2)], WordDiff.Compare("", "a b"));
        Assert.Equal([new DiffRun("deleted", "a b", 2)], WordDiff.Compare("a b", ""));
    }

    [Fact]
    public void Long_bodies_are_cut_where_they_agree()
    {
        var random = new Random(7);
        string[] words = [.. Enumerable.Range(0, 3 * WordDiff.MostPieces).Select(_ => Stories.Ferry[0].Split(' ')[random.Next(20)] + random.Next(200))];
        string[] edited = [.. words.Select((word, i) => i % 50 == 25 ? "edited" + i : word)];

        IReadOnlyList<DiffRun> runs = WordDiff.Compare(string.Join(' ', words), string.Join(' ', edited));

        Assert.Equal((words.Length / 50, words.Length / 50), (Count(runs, DiffRun.Deleted), Count(runs, DiffRun.Added)));
        Assert.Equal(string.Join(' ', edited), Text(runs, DiffRun.Added));
    }

    [Fact]
    public void Cuts_ascend_in_both_and_stand_at_equal_runs() => Gen.Select(Gen.Int[0, 8].Array[0, 60], Gen.Int[0, 8].Array[0, 60]).Sample((a, b) =>
    {
        List<(int A, int B)> cuts = Anchors.Find(a, b, 3);

        Assert.Equal(cuts, cuts.OrderBy(c => c.A));
        Assert.Equal(cuts, cuts.OrderBy(c => c.B));
        Assert.All(cuts, c => Assert.Equal(a.Skip(c.A).Take(3), b.Skip(c.B).Take(3)));
        if (a.Length >= 3) Assert.Equal(Enumerable.Range(0, a.Length - 2).Count(i => Occurs(a, a[i..(i + 3)]) == 1), Anchors.Find(a, a, 3).Count);
    }, iter: 1000);

    private static int Occurs(int[] values, int[] run) => Enumerable.Range(0, values.Length - 2).Count(i => values.AsSpan(i, 3).SequenceEqual(run));

    private static string Text(IReadOnlyList<DiffRun> runs, string kind) => string.Concat(runs.Where(r => r.Kind is DiffRun.Unchanged || r.Kind == kind).Select(r => r.Text));

    private static int Count(IReadOnlyList<DiffRun> runs, string kind) => runs.Where(r => r.Kind == kind).Sum(r => r.Words);

    private static string Bare(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static string[] Pieces(string text) => text.Replace("轮", " 轮 ", StringComparison.Ordinal).Replace("渡", " 渡 ", StringComparison.Ordinal)
        .Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    private static int LongestCommonSubsequence(string[] a, string[] b)
    {
        var best = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i < a.Length; i++)
        {
            for (int j = 0; j < b.Length; j++)
                best[i + 1, j + 1] = a[i] == b[j] ? best[i, j] + 1 : Math.Max(best[i, j + 1], best[i + 1, j]);
        }
        return best[a.Length, b.Length];
    }
}
