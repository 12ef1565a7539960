using Dedup.Core.Sketches;
using Dedup.Core.Verification;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Verdicts on pairs of bodies, and the alignment below them.</summary>
internal static class VerifierTargets
{
    /// <summary>Two bodies and the figures that they are held to.</summary>
    public sealed record Pair(string A, string B, VerificationOptions Options);

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<Pair>("Verifier", "symmetrical, J from 0 to 1, and the explained verdict is the verdict", 60, Bodies, Verify) { Shorten = Smaller },
        new FuzzTarget<ulong[][]>("Alignment", "hunks turn one sequence into the other by the fewest edits", 400, Sequences, Align),
        new FuzzTarget<ulong[][]>("AnchoredAlignment", "hunks turn one long sequence into the other", 40, LongSequences, pair => Follow(pair, AnchoredAlignment.Diff(Body(pair[0]), Body(pair[1])))),
    ];

    /// <summary>Two versions of a text, near or far.</summary>
    public static Pair Bodies(FuzzRandom random)
    {
        string[] a = [.. Enumerable.Range(0, random.Size(30)).Select(_ => Wording.Sentence(random))];
        List<string> b = [.. a];
        for (int edits = random.Size(12); edits > 0; edits--)
        {
            int at = random.Below(b.Count + 1);
            switch (random.Below(6))
            {
                case 0:
                    b.Insert(at, Wording.Sentence(random));
                    break;
                case 1 when at < b.Count:
                    b.RemoveAt(at);
                    break;
                case 2:
                    b = [.. random.Shuffled(b)];
                    break;
                case 3 when at < b.Count:
                    b = b[..at];
                    break;
                case 4 when at < b.Count:
                    b[at] = TextMutation.Mutate(random, b[at]);
                    break;
                case 5 when at < b.Count:
                    b[at] = Refill(random, b[at]);
                    break;
            }
        }
        return new Pair(string.Join(' ', a), string.Join(' ', b), random.Once(2) ? new VerificationOptions { MinimumWords = 5 } : Options(random));
    }

    /// <summary>Figures within their ranges.</summary>
    public static VerificationOptions Options(FuzzRandom random)
    {
        double Figure(double least, double most) => random.Below(4) switch { 0 => least, 1 => most, _ => least + random.Share() * (most - least) };
        return new VerificationOptions
        {
            NearResemblance = Figure(0.01, 1),
            ContainedShare = Figure(0.5, 1),
            TruncatedLength = Figure(0, 1),
            DigestShare = Figure(0.5, 1),
            MinimumWords = random.Between(1, 60),
            RobotNumberSlots = random.Between(1, 5),
            RobotNumberShare = Figure(0.01, 1),
            RewrittenResemblance = Figure(0.01, 1),
            RewrittenPairs = Figure(0.1, 1),
            RewrittenFacts = Figure(0, 1),
        };
    }

    private static IEnumerable<Pair> Smaller(Pair pair) => Halves.Of(pair.A.Split(' ')).Select(a => pair with { A = string.Join(' ', a) })
        .Concat(Halves.Of(pair.B.Split(' ')).Select(b => pair with { B = string.Join(' ', b) })).Where(p => p.A.Length + p.B.Length < pair.A.Length + pair.B.Length);

    /// <summary>Other numbers and names in the same places, as robots fill them in.</summary>
    private static string Refill(FuzzRandom random, string sentence) => string.Join(' ', sentence.Split(' ').Select(word =>
        word.Length > 0 && char.IsDigit(word[0]) ? random.Below(5000).ToString(System.Globalization.CultureInfo.InvariantCulture) : word.Length > 3 && char.IsUpper(word[0]) ? Wording.Person(random) : word));

    private static void Verify(Pair pair)
    {
        var sketcher = new Sketcher(Scheme.Default);
        sketcher.Read(pair.A);
        ShingleSet a = sketcher.ShingleSet();
        sketcher.Read(pair.B);
        ShingleSet b = sketcher.ShingleSet();
        var verifier = new Verifier(pair.Options);
        PairVerdict there = verifier.Verify(a, b, 7);
        PairVerdict back = verifier.Verify(b, a, 7);
        Property.Equal(there, back.Swapped(), "the verdict the other way round");
        Property.Holds(there.Resemblance is >= 0 and <= 1 && there.ContainmentOfA is >= 0 and <= 1 && there.ContainmentOfB is >= 0 and <= 1, "a share out of range");
        Property.Holds(there.Resemblance <= Math.Min(there.ContainmentOfA, there.ContainmentOfB), "J above a containment");

        ExplainedVerdict explained = verifier.Explain(a, b, 7);
        ExplainedVerdict explainedBack = verifier.Explain(b, a, 7);
        Property.Holds(explained.LengthPercent is >= 0 and <= 100, "length out of range");
        Property.Holds(explained.Ground.Length > 0 && !explained.Ground.Contains("NaN", StringComparison.Ordinal), "no ground");
        Property.Equal(explained.Ground, explainedBack.Ground, "the ground the other way round");
        Relation relation = a.Words > 0 && a.Characters == b.Characters && a.Tokens.SequenceEqual(b.Tokens) ? Relation.Exact
            : Math.Min(a.Words, b.Words) < pair.Options.MinimumWords ? Relation.Lone : there.Relation;
        Property.Equal(relation, explained.Verdict.Relation, "the explained relation");
        Property.Equal(explained.Verdict.Relation, RelationWords.Parse(explained.Verdict.Relation.Word()), "the relation's word");
    }

    private static ulong[][] Sequences(FuzzRandom random)
    {
        ulong kinds = (ulong)random.Between(1, 12);
        ulong[] Sequence() => [.. Enumerable.Range(0, random.Size(60)).Select(_ => random.Next() % kinds)];
        ulong[] a = Sequence();
        return random.Once(2) ? [a, Sequence()] : [a, [.. a.Where(_ => !random.Once(8)), .. Sequence().Take(4)]];
    }

    private static ShingleSet Body(ulong[] tokens)
    {
        var shingles = new ulong[Shingler.Count(tokens.Length, Scheme.Default.ShingleWords)];
        Shingler.Hash(tokens, Scheme.Default.ShingleWords, shingles);
        return new ShingleSet(tokens, shingles, tokens.Length);
    }

    /// <summary>Beyond the gaps that are aligned, with parts that were moved, cut and put in.</summary>
    private static ulong[][] LongSequences(FuzzRandom random)
    {
        ulong kinds = (ulong)random.Between(2, 3_000);
        ulong[] Sequence(int most) => [.. Enumerable.Range(0, random.Size(most)).Select(_ => random.Next() % kinds)];
        ulong[] a = Sequence(2_000);
        List<ulong> b = [.. a];
        for (int edits = random.Size(10); edits > 0; edits--)
        {
            int at = random.Below(b.Count + 1);
            int count = Math.Min(b.Count - at, random.Size(400));
            if (random.Once(2)) b.RemoveRange(at, count);
            else b.InsertRange(at, random.Once(2) ? Sequence(400) : b.GetRange(at, count));
        }
        return [a, [.. b]];
    }

    private static void Align(ulong[][] pair)
    {
        List<Hunk> hunks = Alignment.Diff(pair[0], pair[1]) ?? throw new PropertyViolation("short sequences are not aligned");
        Property.Equal(pair[0].Length + pair[1].Length - 2 * Longest(pair[0], pair[1]), Follow(pair, hunks), "edits");
    }

    /// <summary>Checks that the hunks make the second sequence of the first.</summary>
    /// <returns>Insertions and deletions.</returns>
    private static int Follow(ulong[][] pair, List<Hunk> hunks)
    {
        (ulong[] a, ulong[] b) = (pair[0], pair[1]);
        var made = new List<ulong>();
        int next = 0;
        int edits = 0;
        foreach (Hunk hunk in hunks)
        {
            Property.Holds(hunk.StartA >= next && hunk.CountA + hunk.CountB > 0, "hunks overlap or are empty");
            made.AddRange(a.AsSpan(next, hunk.StartA - next));
            Property.Equal(hunk.StartB, made.Count, "place in the other sequence");
            made.AddRange(b.AsSpan(hunk.StartB, hunk.CountB));
            next = hunk.StartA + hunk.CountA;
            edits += hunk.CountA + hunk.CountB;
        }
        made.AddRange(a.AsSpan(next));
        Property.Same<ulong>(b, made.ToArray(), "the sequence that the hunks make");
        return edits;
    }

    /// <summary>Length of the longest common subsequence.</summary>
    private static int Longest(ulong[] a, ulong[] b)
    {
        var row = new int[b.Length + 1];
        foreach (ulong x in a)
        {
            int diagonal = 0;
            for (int j = 1; j <= b.Length; j++)
            {
                int above = row[j];
                row[j] = x == b[j - 1] ? diagonal + 1 : Math.Max(row[j], row[j - 1]);
                diagonal = above;
            }
        }
        return row[^1];
    }
}
