using System.Text;
using Dedup.Core.Text;
using DiffPlex;
using DiffPlex.Model;

namespace Dedup.Engine.Explain;

/// <summary>A run of words that stands in both bodies, or in one.</summary>
/// <param name="Kind">unchanged, deleted or added.</param>
/// <param name="Text">Its words as they stand there, with the space before them; a line feed is a paragraph break.</param>
/// <param name="Words">How many they are.</param>
public sealed record DiffRun(string Kind, string Text, int Words)
{
    /// <summary>Stands in both.</summary>
    public const string Unchanged = "unchanged";

    /// <summary>Stands in the first body only.</summary>
    public const string Deleted = "deleted";

    /// <summary>Stands in the second body only.</summary>
    public const string Added = "added";
}

/// <summary>Compares two bodies word by word; a word is what stands between spaces, or one character of a script without them.</summary>
/// <remarks>
/// The shortest edit script takes time with the product of length and differences. Bodies of more than
/// <see cref="MostPieces"/> words together are therefore cut first, at runs of words that stand once in each of them, in the
/// same order (the idea of patience diff); what is still longer counts as replaced. So time stays within a few seconds
/// for megabytes. A few words that stand unchanged between two long changes by chance are told as changed, for
/// a change is easier to read whole.
/// </remarks>
internal static class WordDiff
{
    /// <summary>Words of both sides that are compared by the shortest edit script.</summary>
    public const int MostPieces = 6_000;

    /// <summary>Words of a run that may be a cut.</summary>
    private const int AnchorWords = 4;

    /// <summary>Cuts within cuts within cuts.</summary>
    private const int MostCuts = 8;

    /// <summary>So many times as long must the changes on both sides be for words between them to be told as changed.</summary>
    private const int IslandFactor = 3;

    /// <summary>The runs in text order.</summary>
    public static IReadOnlyList<DiffRun> Compare(string a, string b)
    {
        Piece[] x = Split(a);
        Piece[] y = Split(b);
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        int Number(Piece piece)
        {
            if (!numbers.TryGetValue(piece.Text, out int number)) numbers[piece.Text] = number = numbers.Count;
            return number;
        }
        var changes = new List<Change>();
        Find([.. x.Select(Number)], [.. y.Select(Number)], new Change(0, x.Length, 0, y.Length), x, y, changes, 0);
        return Runs(x, y, WithoutIslands(changes, y));
    }

    /// <summary>A word with the space before it, or a paragraph break.</summary>
    private readonly record struct Piece(string Text, bool Spaced)
    {
        public static readonly Piece Break = new("", false);

        public bool IsBreak => Text.Length == 0;
    }

    /// <summary>Pieces of A that stand where pieces of B stand; either may be none.</summary>
    private readonly record struct Change(int StartA, int CountA, int StartB, int CountB)
    {
        public int EndA => StartA + CountA;

        public int EndB => StartB + CountB;
    }

    private static Piece[] Split(string body)
    {
        var pieces = new List<Piece>();
        var word = new StringBuilder();
        bool spaced = false;
        void End()
        {
            if (word.Length == 0) return;
            pieces.Add(new Piece(word.ToString(), spaced));
            word.Clear();
            spaced = false;
        }
        foreach (Rune rune in body.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                End();
                pieces.Add(Piece.Break);
                spaced = false;
            }
            else if (Rune.IsWhiteSpace(rune))
            {
                End();
                spaced = pieces.Count > 0 && !pieces[^1].IsBreak;
            }
            else
            {
                bool alone = Tokenizer.IsUnspaced(rune);
                if (alone) End();
                word.Append(rune);
                if (alone) End();
            }
        }
        End();
        return [.. pieces];
    }

    /// <summary>Adds the changes within a stretch of both bodies.</summary>
    private static void Find(int[] a, int[] b, Change within, Piece[] x, Piece[] y, List<Change> changes, int depth)
    {
        (int startA, int endA, int startB, int endB) = (within.StartA, within.EndA, within.StartB, within.EndB);
        while (startA < endA && startB < endB && a[startA] == b[startB])
        {
            startA++;
            startB++;
        }
        while (startA < endA && startB < endB && a[endA - 1] == b[endB - 1])
        {
            endA--;
            endB--;
        }
        var rest = new Change(startA, endA - startA, startB, endB - startB);
        if (rest is { CountA: 0, CountB: 0 }) return;
        if (rest.CountA == 0 || rest.CountB == 0)
        {
            changes.Add(rest);
        }
        else if (rest.CountA + rest.CountB <= MostPieces)
        {
            string Join(Piece[] pieces, int start, int count) => string.Join('\n', pieces.Skip(start).Take(count).Select(p => p.IsBreak ? " " : p.Text));
            DiffResult result = Differ.Instance.CreateDiffs(Join(x, startA, rest.CountA), Join(y, startB, rest.CountB), false, false, PieceChunker.Instance);
            changes.AddRange(result.DiffBlocks.Select(d => new Change(startA + d.DeleteStartA, d.DeleteCountA, startB + d.InsertStartB, d.InsertCountB)));
        }
        else
        {
            List<(int A, int B)> cuts = depth < MostCuts ? Anchors.Find(a.AsSpan(startA, rest.CountA), b.AsSpan(startB, rest.CountB), AnchorWords) : [];
            if (cuts.Count == 0)
            {
                changes.Add(rest);
                return;
            }
            (int fromA, int fromB) = (startA, startB);
            foreach ((int cutA, int cutB) in cuts.Select(c => (startA + c.A, startB + c.B)).Append((endA, endB)))
            {
                // Cuts may overlap what the last one was extended over.
                if (cutA < fromA || cutB < fromB) continue;
                Find(a, b, new Change(fromA, cutA - fromA, fromB, cutB - fromB), x, y, changes, depth + 1);
                (fromA, fromB) = (cutA, cutB);
                while (fromA < endA && fromB < endB && a[fromA] == b[fromB])
                {
                    fromA++;
                    fromB++;
                }
            }
        }
    }

    private static List<Change> WithoutIslands(List<Change> changes, Piece[] b)
    {
        var joined = new List<Change>();
        foreach (Change change in changes)
        {
            Change next = change;
            while (joined.Count > 0)
            {
                Change last = joined[^1];
                int between = next.StartB - last.EndB;
                int least = Math.Min(Math.Max(last.CountA, last.CountB), Math.Max(next.CountA, next.CountB));
                if (between * IslandFactor > least || b.AsSpan(last.EndB, between).Contains(Piece.Break)) break;
                next = new Change(last.StartA, next.EndA - last.StartA, last.StartB, next.EndB - last.StartB);
                joined.RemoveAt(joined.Count - 1);
            }
            joined.Add(next);
        }
        return joined;
    }

    private static List<DiffRun> Runs(Piece[] a, Piece[] b, List<Change> changes)
    {
        var runs = new List<DiffRun>();
        void Add(string kind, ReadOnlySpan<Piece> pieces)
        {
            if (pieces.Length == 0) return;
            var text = new StringBuilder();
            int words = 0;
            foreach (Piece piece in pieces)
            {
                if (piece.Spaced) text.Append(' ');
                text.Append(piece.IsBreak ? "\n" : piece.Text);
                words += piece.IsBreak ? 0 : 1;
            }
            runs.Add(new DiffRun(kind, text.ToString(), words));
        }
        int next = 0;
        foreach (Change change in changes)
        {
            Add(DiffRun.Unchanged, b.AsSpan(next..change.StartB));
            Add(DiffRun.Deleted, a.AsSpan(change.StartA, change.CountA));
            Add(DiffRun.Added, b.AsSpan(change.StartB, change.CountB));
            next = change.EndB;
        }
        Add(DiffRun.Unchanged, b.AsSpan(next));
        return runs;
    }

    /// <summary>Hands over pieces that are cut already. A paragraph break is a space, which no word holds: an empty text would have no pieces.</summary>
    private sealed class PieceChunker : IChunker
    {
        public static readonly PieceChunker Instance = new();

        public IReadOnlyList<string> Chunk(string text) => text.Split('\n');
    }
}
