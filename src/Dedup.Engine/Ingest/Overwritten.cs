namespace Dedup.Engine.Ingest;

/// <summary>A document that a page of another file has taken the place of, because the keys of both are made of where they were read.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Was">Where its page was read before.</param>
/// <param name="Is">Where it was read now.</param>
public sealed record Overwritten(string Key, string Was, string Is)
{
    /// <summary>Whether two places are of one file, however its path was given.</summary>
    internal static bool IsSameFile(string was, string now)
    {
        if (was.StartsWith(Sources.PageSource.StandardInputName, StringComparison.Ordinal)) return false;
        string before = Path.GetFullPath(was);
        string after = Path.GetFullPath(now);
        return before == after || before.EndsWith(Path.DirectorySeparatorChar + now, StringComparison.Ordinal) || after.EndsWith(Path.DirectorySeparatorChar + was, StringComparison.Ordinal);
    }
}
