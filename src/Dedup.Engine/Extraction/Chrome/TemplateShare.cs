namespace Dedup.Engine.Extraction.Chrome;

/// <summary>Tells on what share of the pages of a template a line stands.</summary>
/// <param name="sample">The pages.</param>
/// <param name="pagesOf">Pages of the sample that a line stands on, ascending; of lines that stand on few there are none.</param>
internal sealed class TemplateShare(IReadOnlyList<SampledPage> sample, Func<ulong, IReadOnlyList<int>> pagesOf)
{
    private const int LookedPages = 24;
    private const double MostPages = 0.8;

    private readonly Dictionary<ulong, int> _sites = sample.CountBy(page => page.Outline.Site).ToDictionary();

    /// <summary>The share, 0–1: of the pages of the same sites, or of those that show the same short lines elsewhere.</summary>
    /// <param name="line">The line.</param>
    /// <param name="pages">The pages of the sample that it stands on, at least one.</param>
    public double Share(ulong line, List<int> pages) => Math.Max(OfSites(pages), OfFrame(line, pages));

    /// <summary>Pages of no known site are those of none.</summary>
    private double OfSites(List<int> pages)
    {
        List<ulong> known = [.. pages.Select(page => sample[page].Outline.Site).Where(site => site != 0)];
        return known.Count < MostPages * pages.Count ? 0 : (double)known.Count / known.Distinct().Sum(site => _sites[site]);
    }

    /// <summary>
    /// Pages of one template show the same short lines, such as a menu: pages that show all of them count. What stands in one
    /// piece with the line tells nothing: it may be the headline of the story that the line is of.
    /// </summary>
    private double OfFrame(ulong line, List<int> pages)
    {
        List<int> looked = [.. pages.Take(LookedPages)];
        IReadOnlyList<ulong> lines = sample[looked[0]].Outline.Lines;
        var times = lines.Distinct().ToDictionary(other => other, _ => 0);
        foreach (ulong other in looked.SelectMany(page => sample[page].Outline.Lines.Distinct()))
        {
            if (times.TryGetValue(other, out int before)) times[other] = before + 1;
        }
        bool IsTogether(int i) => times[lines[i]] >= MostPages * looked.Count;
        int first = lines.TakeWhile(other => other != line).Count();
        int last = first;
        while (first > 0 && IsTogether(first - 1)) first--;
        while (last + 1 < lines.Count && IsTogether(last + 1)) last++;
        List<ulong> frame = [.. Enumerable.Range(0, lines.Count)
            .Where(i => (i < first || i > last) && (lines[i] & LineFold.Running) == 0 && IsTogether(i)).Select(i => lines[i]).Distinct()];
        if (frame.Count == 0) return 0;
        List<IReadOnlyList<int>> holders = [.. frame.Select(pagesOf).OrderBy(held => held.Count)];
        HashSet<int> framed = [.. holders[0]];
        foreach (IReadOnlyList<int> held in holders.Skip(1)) framed.IntersectWith(held);
        return framed.Count == 0 ? 0 : (double)pages.Count(framed.Contains) / framed.Count;
    }
}
