using System.Buffers;
using System.Text;
using Dedup.Core.Text;
using Dedup.Engine.Explain;
using Spectre.Console;

namespace Dedup.Host.Output;

/// <summary>Shows two bodies word by word: in colour on a terminal, with marks elsewhere.</summary>
internal static class DiffView
{
    /// <summary>Words of an unchanged run that are shown beside a change.</summary>
    private const int ContextWords = 12;

    /// <summary>Unchanged words that are worth leaving out.</summary>
    private const int LeastLeftOut = 10;

    /// <summary>Kind of a piece of output that says how many words are left out.</summary>
    private const string LeftOut = "left out";

    public static void Show(DocumentDiff diff, bool full)
    {
        Side("-", diff.A);
        Side("+", diff.B);
        ClusterView.Line($"{diff.Relation}: {diff.Ground}");
        ClusterView.Line($"  J {ClusterView.Share(diff.Resemblance)}, {ClusterView.Share(diff.ContainmentA)} of the first in the second, {ClusterView.Share(diff.ContainmentB)} of the second in the first, {ClusterView.Count(diff.SharedShingles, "shared shingle")}, {diff.LengthPercent} % as long, fingerprints {ClusterView.Count(diff.HammingDistance, "bit")} apart");
        ClusterView.Line($"  {ClusterView.Count(diff.DeletedWords, "word")} deleted, {ClusterView.Number(diff.AddedWords)} added, {ClusterView.Number(diff.UnchangedWords)} unchanged");
        ClusterView.Line("");
        List<Span> spans = Spans(diff.Runs, full);
        if (!Screen.HasColours)
        {
            // As it is, a paragraph a line: a pipe has no width.
            Console.Out.WriteLine(string.Concat(spans.Select(span => span.Kind switch
            {
                DiffRun.Deleted => $"[-{span.Text}-]",
                DiffRun.Added => $"{{+{span.Text}+}}",
                _ => span.Text,
            })));
            return;
        }
        var paragraph = new Paragraph();
        foreach (Span span in spans)
        {
            paragraph.Append(span.Text, span.Kind switch
            {
                DiffRun.Deleted => new Style(Color.Red),
                DiffRun.Added => new Style(Color.Green),
                LeftOut => new Style(decoration: Decoration.Dim),
                _ => Style.Plain,
            });
        }
        paragraph.Append("\n");
        Screen.Out.Write(paragraph);
    }

    /// <summary>A piece of output: <see cref="DiffRun.Unchanged"/>, <see cref="DiffRun.Deleted"/>, <see cref="DiffRun.Added"/> or <see cref="LeftOut"/>.</summary>
    private readonly record struct Span(string Kind, string Text);

    private static List<Span> Spans(IReadOnlyList<DiffRun> runs, bool full)
    {
        var spans = new List<Span>();
        for (int i = 0; i < runs.Count; i++)
        {
            DiffRun run = runs[i];
            if (run.Kind == DiffRun.Unchanged)
            {
                // The space before unchanged words is that of the second body, where nothing may stand before them.
                if (i > 0 && runs[i - 1] is { Kind: DiffRun.Deleted } before && NeedsSpace(before.Text, run.Text)) spans.Add(new Span(run.Kind, " "));
                if (full) spans.Add(new Span(run.Kind, Plain(run.Text)));
                else spans.AddRange(Shorten(run, wordsBefore: i == 0 ? 0 : ContextWords, wordsAfter: i == runs.Count - 1 ? 0 : ContextWords));
                continue;
            }
            string words = run.Text.TrimStart(' ');
            // Added words stand in the place of the deleted ones before them, without a space between the two.
            bool replaces = run.Kind == DiffRun.Added && i > 0 && runs[i - 1].Kind == DiffRun.Deleted;
            if (words.Length < run.Text.Length && !replaces) spans.Add(new Span(DiffRun.Unchanged, " "));
            spans.Add(new Span(run.Kind, Plain(words).Replace("\n", "¶\n", StringComparison.Ordinal)));
        }
        return spans;
    }

    private static void Side(string mark, DiffSide side) => ClusterView.Line(
        $"{mark} {side.Key}: {string.Join(", ", new[] { side.Site ?? "(no site)", side.Published ?? "(no date)", ClusterView.Count(side.Words, "word") })}; {side.Title ?? "(no title)"}");

    /// <summary>An unchanged run: its words beside the changes before and after it, and how many stand between.</summary>
    private static IEnumerable<Span> Shorten(DiffRun run, int wordsBefore, int wordsAfter)
    {
        string text = Plain(run.Text);
        List<int> starts = WordStarts(text);
        int between = starts.Count - wordsBefore - wordsAfter;
        if (between < LeastLeftOut)
        {
            yield return new Span(DiffRun.Unchanged, text);
            yield break;
        }
        string head = text[..starts[wordsBefore]];
        string tail = wordsAfter == 0 ? "" : text[starts[^wordsAfter]..];
        if (head.Length > 0) yield return new Span(DiffRun.Unchanged, wordsBefore == 0 ? "" : head);
        yield return new Span(LeftOut, $"… {ClusterView.Count(between, "word")} …");
        if (tail.Length > 0) yield return new Span(DiffRun.Unchanged, (text[starts[^wordsAfter] - 1] == '\n' ? "\n" : " ") + tail);
    }

    /// <summary>Whether words would run together where one text follows another.</summary>
    public static bool NeedsSpace(string before, string after) => EndsWord(before) && StartsWord(after);

    private static bool EndsWord(string text) => Rune.DecodeLastFromUtf16(text, out Rune last, out _) == OperationStatus.Done && IsSpacedWord(last);

    private static bool StartsWord(string text) => Rune.DecodeFromUtf16(text, out Rune first, out _) == OperationStatus.Done && IsSpacedWord(first);

    private static bool IsSpacedWord(Rune character) => !Rune.IsWhiteSpace(character) && !Tokenizer.IsUnspaced(character);

    private static List<int> WordStarts(string text)
    {
        var starts = new List<int>();
        bool inWord = false;
        int at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool alone = Tokenizer.IsUnspaced(rune);
            bool space = Rune.IsWhiteSpace(rune);
            if (!space && (alone || !inWord)) starts.Add(at);
            inWord = !space && !alone;
            at += rune.Utf16SequenceLength;
        }
        return starts;
    }

    /// <summary>Without control characters, but for paragraph breaks.</summary>
    private static string Plain(string text) => string.Join('\n', text.Split('\n').Select(Screen.Plain));
}
