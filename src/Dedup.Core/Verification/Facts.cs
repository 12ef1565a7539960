using Dedup.Core.Sketches;
using Dedup.Core.Text;

namespace Dedup.Core.Verification;

/// <summary>The numbers and names of two bodies: versions of one story share them, stories of one form letter do not.</summary>
internal static class Facts
{
    /// <summary>Distinct numbers that stand in both bodies, and how many the body has that has more, and the one that has fewer.</summary>
    public static (int Shared, int Most, int Fewest) Numbers(ShingleSet a, ShingleSet b) => Compare(Distinct(a, names: false), Distinct(b, names: false));

    /// <summary>Likewise of names (<see cref="TokenList.Names"/>).</summary>
    public static (int Shared, int Most, int Fewest) Names(ShingleSet a, ShingleSet b) => Compare(Distinct(a, names: true), Distinct(b, names: true));

    /// <summary>Whether each body holds at least so many numbers, or so many names, that the other lacks: a cheap test before an alignment.</summary>
    public static bool Differ(ShingleSet a, ShingleSet b, int numbers, int names) =>
        Lack(Distinct(a, names: false), Distinct(b, names: false), numbers) || Lack(Distinct(a, names: true), Distinct(b, names: true), names);

    private static bool Lack(HashSet<ulong> a, HashSet<ulong> b, int least)
    {
        int shared = a.Count(b.Contains);
        return a.Count - shared >= least && b.Count - shared >= least;
    }

    private static (int Shared, int Most, int Fewest) Compare(HashSet<ulong> a, HashSet<ulong> b) => (a.Count(b.Contains), Math.Max(a.Count, b.Count), Math.Min(a.Count, b.Count));

    private static HashSet<ulong> Distinct(ShingleSet body, bool names)
    {
        var found = new HashSet<ulong>();
        ReadOnlySpan<ulong> tokens = body.Tokens;
        for (int i = 0; i < tokens.Length; i++)
        {
            if (names ? body.IsName(i) : TokenList.IsNumber(tokens[i])) found.Add(tokens[i]);
        }
        return found;
    }
}
