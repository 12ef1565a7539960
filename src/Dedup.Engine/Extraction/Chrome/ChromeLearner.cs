using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>A line of a template.</summary>
/// <param name="Key">The line, by <see cref="LineFold.Key"/>.</param>
/// <param name="Pages">Pages of the sample that it stands on.</param>
/// <param name="Titles">Headlines among these of which no two share a word, counted up to <see cref="ChromeLearner.MaxTitles"/>.</param>
/// <param name="Fixed">Whether it stands on so many of the pages that it is chrome between two paragraphs too.</param>
/// <param name="Document">The first page of the sample that has it, to show how it reads.</param>
internal sealed record LearnedLine(ulong Key, int Pages, int Titles, bool Fixed, long Document);

/// <summary>A page of a sample: its outline is read where it stands, as it is stored, since unpacking some million took a sixth of learning.</summary>
/// <param name="Document">Its document.</param>
/// <param name="Stored">What learning sees of it (<see cref="PageOutline.ToBlob"/>).</param>
internal readonly record struct SampledPage(long Document, byte[] Stored)
{
    /// <summary>Hash of its site, or 0.</summary>
    public ulong Site => PageOutline.SiteOf(Stored);

    /// <summary>Hashes of the words of its headline.</summary>
    public ReadOnlySpan<uint> Title => PageOutline.TitleOf(Stored);

    /// <summary>Keys of its lines.</summary>
    public ReadOnlySpan<ulong> Lines => PageOutline.LinesOf(Stored);
}

/// <summary>Tells the lines of a template in a sample of pages: they stand beside headlines that have nothing to do with each other.</summary>
/// <remarks>
/// Repetition alone tells nothing: a wire paragraph stands on hundreds of sites. But all of those show one story, and however
/// their editors rewrite its headline, some word of it stays; so headlines are counted of which no two share a word. Some pages'
/// headlines are not found or taken for others, so a good part of them must be unrelated, and running text must stand on
/// several pages of a site.
/// Where a line has the same neighbour most of the time, as paragraphs of a story and lines of a fixed block have, more
/// of them are asked for; a neighbour that stands on far more pages than the line, such as a source's name below a teaser,
/// is none. Paragraphs that always follow one another are a fixed block, which stands on a good part of its template's pages
/// (<see cref="TemplateShare"/>), or a story that several digests hold, which does not. Time and memory are linear in the lines of the sample.
/// </remarks>
internal static class ChromeLearner
{
    /// <summary>
    /// Pages of a group that are learned from at most: those with the smallest hashes of their keys, which no order changes.
    /// Teasers stand on a few pages each, and so a sample of a few hundred would not see them.
    /// </summary>
    public const int SamplePages = 16_384;

    /// <summary>Lines of these pages, by the order of the hashes: a page has some fifty, and one made to hurt two thousand.</summary>
    public const int SampleLines = 2_000_000;

    /// <summary>More headlines are not counted.</summary>
    public const int MaxTitles = 12;

    private const int MinTitles = 3;
    private const int MinTitlesBesideOneNeighbour = 5;
    private const double OneNeighbourShare = 0.5;
    private const int FirstTitles = 24;
    private const double UnrelatedShare = 0.4;
    private const double PagesPerSite = 1.5;
    private const double FixedShare = 0.25;

    /// <summary>Papers without a name on their pages are a fifteenth of what shares their menu; a story stands in one digest of a site in hundreds of pages.</summary>
    private const double ProseShare = 0.03;

    /// <summary>The lines of the template, by key.</summary>
    /// <param name="sample">Pages in the order of their hashes.</param>
    /// <exception cref="ArgumentException">An outline was made by nothing of ours.</exception>
    public static IReadOnlyList<LearnedLine> Learn(IReadOnlyList<SampledPage> sample)
    {
        if (sample.Count < MinTitles) return [];
        using var places = new LinePlaces(sample, MinTitles);
        var templates = new TemplateShare(sample, places);
        var learned = new List<LearnedLine>();
        var seen = new List<uint>();
        foreach (int number in places.Often)
        {
            ulong line = places.Key(number);
            int[] pages = places.Pages(number);
            int titles = CountTitles(sample, pages, seen, out double unrelated);
            if (titles < MinTitles) continue;
            (double neighbours, double paragraphs) = places.NeighbourShares(number);
            if (neighbours >= OneNeighbourShare && titles < MinTitlesBesideOneNeighbour) continue;
            bool running = (line & LineFold.Running) != 0;
            // On a good part of a template's pages beside a dozen unrelated headlines stands no story, though most headlines of a site may be
            // those of a few form letters. A group may be that of a menu line which many papers have, and the template one paper's.
            bool known = titles == MaxTitles && (running || unrelated < UnrelatedShare) && templates.Reaches(FixedShare, line, pages);
            if (unrelated < UnrelatedShare && !known) continue;
            if (running && IsOncePerSite(sample, pages)) continue;
            if (!known && LineFold.IsParagraph(line) && paragraphs >= OneNeighbourShare && !templates.Reaches(ProseShare, line, pages)) continue;
            bool isFixed = known || (titles >= MinTitlesBesideOneNeighbour && pages.Length >= FixedShare * sample.Count);
            learned.Add(new LearnedLine(line, pages.Length, titles, isFixed, sample[pages[0]].Document));
        }
        return learned;
    }

    /// <summary>Headlines of which no two share a word, taken greedily in the order of the sample.</summary>
    /// <param name="sample">The sample.</param>
    /// <param name="pages">The pages that the line stands on.</param>
    /// <param name="seen">Room for their words: a hundred or so, among which a vector looks faster than a table.</param>
    /// <param name="unrelated">Their share among the first headlines.</param>
    private static int CountTitles(IReadOnlyList<SampledPage> sample, int[] pages, List<uint> seen, out double unrelated)
    {
        seen.Clear();
        int titles = 0;
        int looked = 0;
        unrelated = 0;
        foreach (int page in pages)
        {
            ReadOnlySpan<uint> words = sample[page].Title;
            if (words.Length == 0) continue;
            looked++;
            if (!CollectionsMarshal.AsSpan(seen).ContainsAny(words))
            {
                seen.AddRange(words);
                titles++;
            }
            if (looked <= FirstTitles) unrelated = (double)titles / looked;
            if (titles == MaxTitles) break;
        }
        return titles;
    }

    /// <summary>Whether pages of many sites have the line, and hardly any site on two: a story goes round so, and no template.</summary>
    private static bool IsOncePerSite(IReadOnlyList<SampledPage> sample, int[] pages)
    {
        var sites = new HashSet<ulong>();
        int known = 0;
        foreach (int page in pages)
        {
            if (sample[page].Site is not (ulong site and not 0)) continue;
            known++;
            sites.Add(site);
        }
        return sites.Count > 1 && known < PagesPerSite * sites.Count;
    }
}
