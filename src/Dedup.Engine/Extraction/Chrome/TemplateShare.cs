using System.IO.Hashing;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>Tells on what share of the pages of its template a line stands.</summary>
/// <remarks>
/// A line costs the lines of 24 pages once for all lines that stand on the same ones, and a walk over the sample's bits for
/// each of a few short lines. On a sample that was made to hurt no two lines stand on the same pages: when lines have been
/// looked at 64 times as often as there are any, sites alone tell, so that time is linear in the sample; lines are asked for
/// in the order of their keys, whatever that of the pages.
/// </remarks>
/// <param name="sample">The pages.</param>
/// <param name="places">Where their lines stand.</param>
internal sealed class TemplateShare(IReadOnlyList<SampledPage> sample, LinePlaces places)
{
    private const int LookedPages = 24;
    private const double MostPages = 0.8;

    /// <summary>So many of the rarest short lines tell a template as well as all.</summary>
    private const int MostFrameLines = 16;

    private const int LooksALine = 64;
    private const long LeastLooks = 20_000_000;

    /// <summary>Lines and bits that are kept in memory.</summary>
    private const int MostKept = 1_000_000;

    private long _looks = Math.Max(LeastLooks, LooksALine * sample.Sum(page => (long)page.Lines.Length));
    private int _kept;
    private readonly Dictionary<ulong, int> _sites = sample.CountBy(page => page.Site).ToDictionary();
    private readonly Dictionary<ulong, HashSet<ulong>> _together = [];
    private readonly Dictionary<ulong, ulong[]> _bits = [];

    /// <summary>Whether the line stands on a share of the pages of the same sites, or of those that show the same short lines elsewhere.</summary>
    /// <param name="share">The share, 0–1.</param>
    /// <param name="line">The line.</param>
    /// <param name="pages">The pages of the sample that it stands on, at least one.</param>
    public bool Reaches(double share, ulong line, int[] pages) => OfSites(pages) >= share || OfFrame(line, pages) >= share;

    /// <summary>Share of the pages of the same sites; 0 where many of the pages are of no known site.</summary>
    private double OfSites(int[] pages)
    {
        List<ulong> known = [.. pages.Select(page => sample[page].Site).Where(site => site != 0)];
        return known.Count < MostPages * pages.Length ? 0 : (double)known.Count / known.Distinct().Sum(site => _sites[site]);
    }

    /// <summary>
    /// Pages of one template show the same short lines, such as a menu: pages that show all of them count. What stands in one
    /// piece with the line, on whichever page, tells nothing: it may be the headline of the story that the line is of, which is
    /// the page's own headline on one page and stands right above the story in a digest on another.
    /// </summary>
    private double OfFrame(ulong line, int[] pages)
    {
        if (_looks < 0) return 0;
        if (_kept > MostKept)
        {
            _together.Clear();
            _bits.Clear();
            _kept = 0;
        }
        HashSet<ulong> together = Together(pages);
        var piece = new HashSet<ulong>();
        foreach (int page in Looked(pages))
        {
            _looks -= sample[page].Lines.Length;
            AddPiece(sample[page].Lines, line, together, piece);
        }
        List<ulong> frame = [.. together.Where(other => (other & LineFold.Running) == 0 && !piece.Contains(other))
            .OrderBy(other => places.PageCount(other)).ThenBy(other => other).Take(MostFrameLines)];
        if (frame.Count == 0) return 0;
        ulong[] framed = [.. Bits(frame[0])];
        foreach (ulong other in frame.Skip(1))
        {
            ulong[] bits = Bits(other);
            for (int i = 0; i < framed.Length; i++) framed[i] &= bits[i];
        }
        int count = framed.Sum(BitOperations.PopCount);
        return count == 0 ? 0 : (double)pages.Count(page => (framed[page / 64] >> (page % 64) & 1) != 0) / count;
    }

    /// <summary>The lines of the first page that stand on most of the others too.</summary>
    private HashSet<ulong> Together(int[] pages)
    {
        ReadOnlySpan<int> looked = Looked(pages);
        ulong key = XxHash3.HashToUInt64(MemoryMarshal.AsBytes(looked));
        if (_together.TryGetValue(key, out HashSet<ulong>? known)) return known;
        var times = Distinct(pages[0]).ToDictionary(other => other, _ => 0);
        foreach (int page in looked)
        {
            _looks -= sample[page].Lines.Length;
            foreach (ulong other in Distinct(page))
            {
                if (times.TryGetValue(other, out int before)) times[other] = before + 1;
            }
        }
        double most = MostPages * looked.Length;
        HashSet<ulong> together = [.. times.Where(other => other.Value >= most).Select(other => other.Key)];
        _kept += together.Count;
        return _together[key] = together;
    }

    /// <summary>Adds the lines that stand in one piece with a line where it stands first on a page.</summary>
    private static void AddPiece(ReadOnlySpan<ulong> lines, ulong line, HashSet<ulong> together, HashSet<ulong> piece)
    {
        int first = lines.IndexOf(line);
        int last = first;
        while (first > 0 && together.Contains(lines[first - 1])) first--;
        while (last + 1 < lines.Length && together.Contains(lines[last + 1])) last++;
        for (int i = first; i <= last; i++) piece.Add(lines[i]);
    }

    private IEnumerable<ulong> Distinct(int page) => sample[page].Lines.ToArray().Distinct();

    private static ReadOnlySpan<int> Looked(int[] pages) => pages.AsSpan(0, Math.Min(pages.Length, LookedPages));

    private ulong[] Bits(ulong line)
    {
        if (_bits.TryGetValue(line, out ulong[]? known)) return known;
        var bits = new ulong[(sample.Count + 63) / 64];
        _looks -= bits.Length;
        _kept += bits.Length;
        foreach (int page in places.Pages(line)) bits[page / 64] |= 1UL << (page % 64);
        return _bits[line] = bits;
    }
}
