using Dedup.Core.Sketches;

namespace Dedup.Core.Verification;

/// <summary>The numbers and names of two bodies: versions of one story share them, stories of one form letter do not.</summary>
internal static class Facts
{
    /// <summary>Distinct numbers that stand in both bodies, and how many the body has that has more, and the one that has fewer.</summary>
    public static (int Shared, int Most, int Fewest) Numbers(ShingleSet a, ShingleSet b) => Compare(a.Numbers, b.Numbers);

    /// <summary>Likewise of names (<see cref="Text.TokenList.Names"/>).</summary>
    public static (int Shared, int Most, int Fewest) Names(ShingleSet a, ShingleSet b) => Compare(a.Names, b.Names);

    /// <summary>Whether each body holds some number, or some name, that the other lacks: a cheap test before an alignment.</summary>
    public static bool Differ(ShingleSet a, ShingleSet b) => Lack(Numbers(a, b)) || Lack(Names(a, b));

    private static bool Lack((int Shared, int Most, int Fewest) facts) => facts.Shared < facts.Fewest;

    private static (int Shared, int Most, int Fewest) Compare(ulong[] a, ulong[] b) =>
        (SortedSets.CountShared(a, b), Math.Max(a.Length, b.Length), Math.Min(a.Length, b.Length));
}
