using System.IO.Hashing;
using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Storage;

/// <summary>The pages that a group is learned from, as they are stored: any thread may read them.</summary>
/// <param name="Group">The group.</param>
/// <param name="Pages">Its pages, in the order of the sample.</param>
/// <param name="Lines">Lines of all outlines.</param>
/// <param name="Hash">What tells this sample from others.</param>
internal sealed record GroupSample(long Group, IReadOnlyList<SampledPage> Pages, int Lines, UInt128 Hash)
{
    /// <summary>Whether the group may have more pages than these.</summary>
    public bool IsPart => Pages.Count >= ChromeLearner.SamplePages || Lines >= ChromeLearner.SampleLines;

    /// <summary>The sample of some pages.</summary>
    public static GroupSample Of(long group, IReadOnlyList<SampledPage> pages, int lines)
    {
        var hash = new XxHash128();
        foreach (SampledPage page in pages)
        {
            hash.Append(BitConverter.GetBytes(page.Document));
            hash.Append(page.Stored);
        }
        return new GroupSample(group, pages, lines, hash.GetCurrentHashAsUInt128());
    }
}
