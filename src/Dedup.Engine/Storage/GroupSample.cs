using System.IO.Hashing;
using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Storage;

/// <summary>The pages that a group is learned from, as they are stored: any thread may unpack them.</summary>
/// <param name="Group">The group.</param>
/// <param name="Pages">Its documents with their outlines, in the order of the sample.</param>
/// <param name="Lines">Lines of all outlines.</param>
internal sealed record GroupSample(long Group, IReadOnlyList<(long Document, byte[] Outline)> Pages, int Lines)
{
    /// <summary>Whether the group may have more pages than these.</summary>
    public bool IsPart => Pages.Count >= ChromeLearner.SamplePages || Lines >= ChromeLearner.SampleLines;

    /// <summary>What tells this sample from others.</summary>
    public byte[] Hash()
    {
        var hash = new XxHash128();
        foreach ((long document, byte[] outline) in Pages)
        {
            hash.Append(BitConverter.GetBytes(document));
            hash.Append(outline);
        }
        return hash.GetCurrentHash();
    }

    /// <summary>The pages as learning sees them.</summary>
    /// <exception cref="ArgumentException">An outline was made by nothing of ours.</exception>
    public IReadOnlyList<SampledPage> Unpack() => [.. Pages.Select(page => new SampledPage(page.Document, PageOutline.FromBlob(page.Outline)))];
}
