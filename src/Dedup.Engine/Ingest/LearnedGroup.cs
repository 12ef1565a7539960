using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Ingest;

/// <summary>What a group's pages teach, beside what they taught before.</summary>
/// <param name="Group">The group.</param>
/// <param name="SampleHash">What tells the sample from others.</param>
/// <param name="SamplePages">Pages of the sample.</param>
/// <param name="Lines">The lines of its template.</param>
/// <param name="IsChanged">Whether anything of them is another than before.</param>
/// <param name="Differing">Lines that have become chrome, or ceased to be, or that for a line between two paragraphs.</param>
/// <param name="Touched">Documents of the sample that have one of these.</param>
/// <param name="IsPart">Whether the group may have more pages than the sample.</param>
internal sealed record LearnedGroup(
    long Group, UInt128 SampleHash, int SamplePages, IReadOnlyList<LearnedLine> Lines, bool IsChanged, HashSet<ulong> Differing, IReadOnlyList<long> Touched, bool IsPart)
{
    /// <summary>What has changed for a group.</summary>
    /// <param name="sample">Its pages.</param>
    /// <param name="lines">The lines that they teach.</param>
    /// <param name="before">The lines that they taught before.</param>
    public static LearnedGroup Of(GroupSample sample, IReadOnlyList<LearnedLine> lines, Dictionary<ulong, LearnedLine> before)
    {
        if (before.Count == lines.Count && lines.All(line => before.TryGetValue(line.Key, out LearnedLine? known) && known == line))
            return new LearnedGroup(sample.Group, sample.Hash, sample.Pages.Count, lines, false, [], [], false);
        HashSet<ulong> differing = [.. before.Keys];
        foreach (LearnedLine line in lines)
        {
            if (before.TryGetValue(line.Key, out LearnedLine? known) && known.Fixed == line.Fixed) differing.Remove(line.Key);
            else differing.Add(line.Key);
        }
        return new LearnedGroup(
            sample.Group, sample.Hash, sample.Pages.Count, lines, true, differing,
            differing.Count == 0 ? [] : [.. sample.Pages.Where(page => PageOutline.HasLine(page.Stored, differing)).Select(page => page.Document)], sample.IsPart);
    }
}
