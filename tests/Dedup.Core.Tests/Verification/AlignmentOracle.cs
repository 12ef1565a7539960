using Dedup.Core.Verification;

namespace Dedup.Core.Tests.Verification;

/// <summary>Edit distance by the longest common subsequence, and edit scripts applied.</summary>
internal static class AlignmentOracle
{
    /// <summary>Insertions and deletions between two sequences: N + M − 2·LCS, by dynamic programming.</summary>
    public static int Edits(ulong[] a, ulong[] b)
    {
        var common = new int[a.Length + 1, b.Length + 1];
        for (int i = 1; i <= a.Length; i++)
        {
            for (int j = 1; j <= b.Length; j++)
            {
                common[i, j] = a[i - 1] == b[j - 1]
                    ? common[i - 1, j - 1] + 1
                    : Math.Max(common[i - 1, j], common[i, j - 1]);
            }
        }
        return a.Length + b.Length - 2 * common[a.Length, b.Length];
    }

    /// <summary>A with each hunk's run replaced by B's.</summary>
    public static ulong[] Apply(ulong[] a, ulong[] b, IEnumerable<Hunk> hunks)
    {
        var result = new List<ulong>();
        int next = 0;
        foreach (Hunk hunk in hunks)
        {
            result.AddRange(a[next..hunk.StartA]);
            result.AddRange(b[hunk.StartB..(hunk.StartB + hunk.CountB)]);
            next = hunk.StartA + hunk.CountA;
        }
        result.AddRange(a[next..]);
        return [.. result];
    }
}
