using System.Numerics;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>Where each line of a sample stands that stands on several of its pages, and beside which others.</summary>
/// <remarks>
/// Lines are numbered once and counted in arrays: with a dictionary of neighbours for each line, learning was mostly
/// look-ups and garbage. Most lines stand once in all of the sample, being the text of one page: a table of small counters tells
/// nearly all of these, and they get no number.
/// </remarks>
internal sealed class LinePlaces : IDisposable
{
    private const int Nothing = LineNumbers.Nothing;
    private const int NeighbourFrequency = 2;

    /// <summary>Counters are four to eight times as many as lines: one line in six shares its own.</summary>
    private const int SpareBits = 3;

    private readonly LineNumbers _numbers;

    /// <summary>The numbers of all lines, page by page, nothing for most that stand once; and where each page begins.</summary>
    private readonly Rented<int> _lines;
    private readonly Rented<int> _start;

    /// <summary>For each number, how many pages it stands on, and where its places begin in the arrays below; those of lines on few pages are empty.</summary>
    private readonly Rented<int> _pagesOf;
    private readonly Rented<int> _first;

    /// <summary>For each place, its page, and which of all lines it is.</summary>
    private readonly Rented<int> _page;
    private readonly Rented<int> _line;

    private readonly Rented<int> _times;

    /// <summary>Reads a sample.</summary>
    /// <param name="sample">The pages.</param>
    /// <param name="minPages">Lines on fewer are left out; at least 3.</param>
    /// <exception cref="ArgumentException">An outline was made by nothing of ours.</exception>
    public LinePlaces(IReadOnlyList<SampledPage> sample, int minPages)
    {
        _start = new Rented<int>(sample.Count + 1);
        Span<int> start = _start.Span;
        start[0] = 0;
        for (int page = 0; page < sample.Count; page++) start[page + 1] = start[page] + sample[page].Lines.Length;
        _lines = new Rented<int>(start[^1]);
        _numbers = Number(sample, _lines.Span);
        _pagesOf = Rented<int>.Cleared(_numbers.Count);
        _times = Rented<int>.Cleared(_numbers.Count);
        _first = Rented<int>.Cleared(_numbers.Count + 1);
        CountPages(start, minPages);
        _page = new Rented<int>(_first.Span[^1]);
        _line = new Rented<int>(_first.Span[^1]);
        Place(start);
        Often = [.. Enumerable.Range(0, _numbers.Count).Where(line => _pagesOf.Span[line] >= minPages).OrderBy(Key)];
    }

    /// <summary>Numbers of the lines that stand on enough pages, in the order of their keys.</summary>
    public IReadOnlyList<int> Often { get; }

    public void Dispose()
    {
        _numbers.Dispose();
        foreach (Rented<int> room in new[] { _lines, _start, _pagesOf, _first, _page, _line, _times }) room.Dispose();
    }

    /// <summary>The key of a line.</summary>
    public ulong Key(int line) => _numbers.Key(line);

    /// <summary>The pages of the sample that a line stands on, ascending.</summary>
    public int[] Pages(int line)
    {
        ReadOnlySpan<int> places = Places(line, _page);
        var pages = new int[places.Length == 0 ? 0 : _pagesOf.Span[line]];
        int count = 0;
        foreach (int page in places)
        {
            if (count == 0 || pages[count - 1] != page) pages[count++] = page;
        }
        return pages;
    }

    /// <summary>The same by key; none of a line that stands on few.</summary>
    public int[] Pages(ulong key) => _numbers.Find(key) is int line and not Nothing ? Pages(line) : [];

    /// <summary>On how many pages of the sample a line stands; 0 for one that stands on few.</summary>
    public int PageCount(ulong key) => _numbers.Find(key) is int line and not Nothing && Places(line, _page).Length > 0 ? _pagesOf.Span[line] : 0;

    /// <summary>Of the places of a line, the share at which its most frequent neighbour stands right above, or right below; and that of its most frequent neighbour that is a paragraph.</summary>
    public (double Any, double Paragraph) NeighbourShares(int line)
    {
        (int aboveAny, int aboveParagraph) = MostFrequent(line, -1);
        (int belowAny, int belowParagraph) = MostFrequent(line, 1);
        double places = Places(line, _page).Length;
        return (Math.Max(aboveAny, belowAny) / places, Math.Max(aboveParagraph, belowParagraph) / places);
    }

    /// <summary>At how many places of a line its most frequent neighbour on one side stands, and its most frequent one that is a paragraph.</summary>
    private (int Any, int Paragraph) MostFrequent(int line, int side)
    {
        (int any, int paragraph) = (0, 0);
        Span<int> times = _times.Span;
        ReadOnlySpan<int> pages = Places(line, _page), lines = Places(line, _line);
        for (int i = 0; i < pages.Length; i++)
        {
            int neighbour = Neighbour(line, pages[i], lines[i] + side);
            if (neighbour == Nothing) continue;
            int count = ++times[neighbour];
            any = Math.Max(any, count);
            if (LineFold.IsParagraph(Key(neighbour))) paragraph = Math.Max(paragraph, count);
        }
        for (int i = 0; i < pages.Length; i++)
        {
            int neighbour = Neighbour(line, pages[i], lines[i] + side);
            if (neighbour != Nothing) times[neighbour] = 0;
        }
        return (any, paragraph);
    }

    private ReadOnlySpan<int> Places(int line, Rented<int> of) => of.Span[_first.Span[line].._first.Span[line + 1]];

    private static LineNumbers Number(IReadOnlyList<SampledPage> sample, Span<int> lines)
    {
        int shift = 64 - BitOperations.Log2((uint)lines.Length + 1) - SpareBits;
        using var counters = Rented<byte>.Cleared(1 << (64 - shift));
        Span<byte> times = counters.Span;
        int several = 0;
        foreach (SampledPage page in sample)
        {
            foreach (ulong key in page.Lines)
            {
                ref byte time = ref times[(int)(LineNumbers.Spread(key) >> shift)];
                if (time > 1) continue;
                time++;
                several += time >> 1;
            }
        }
        var numbers = new LineNumbers(several);
        int at = 0;
        foreach (SampledPage page in sample)
        {
            foreach (ulong key in page.Lines) lines[at++] = times[(int)(LineNumbers.Spread(key) >> shift)] == 1 ? Nothing : numbers.Of(key);
        }
        return numbers;
    }

    /// <summary>Counts the pages of each line, and makes room for the places of those on enough of them.</summary>
    private void CountPages(ReadOnlySpan<int> start, int minPages)
    {
        using var lastPage = Rented<int>.Cleared(_numbers.Count);
        Span<int> last = lastPage.Span, pagesOf = _pagesOf.Span, first = _first.Span, lines = _lines.Span;
        for (int page = 0; page < start.Length - 1; page++)
        {
            foreach (int line in lines[start[page]..start[page + 1]])
            {
                if (line == Nothing) continue;
                first[line + 1]++;
                if (last[line] > page) continue;
                last[line] = page + 1;
                pagesOf[line]++;
            }
        }
        for (int line = 0; line < pagesOf.Length; line++) first[line + 1] = first[line] + (pagesOf[line] >= minPages ? first[line + 1] : 0);
    }

    private void Place(ReadOnlySpan<int> start)
    {
        using var following = new Rented<int>(_first.Length);
        Span<int> next = following.Span, first = _first.Span, lines = _lines.Span, pages = _page.Span, places = _line.Span;
        first.CopyTo(next);
        for (int page = 0; page < start.Length - 1; page++)
        {
            for (int at = start[page]; at < start[page + 1]; at++)
            {
                int line = lines[at];
                if (line == Nothing || first[line] == first[line + 1]) continue;
                int place = next[line]++;
                pages[place] = page;
                places[place] = at;
            }
        }
    }

    /// <summary>
    /// A neighbour that stands on far more pages than the line, such as a source's name below a teaser, is none; nor is one that stands nowhere else:
    /// of a line's three places and more it is no good part.
    /// </summary>
    private int Neighbour(int line, int page, int other)
    {
        if (other < _start.Span[page] || other >= _start.Span[page + 1]) return Nothing;
        int neighbour = _lines.Span[other];
        return neighbour == Nothing || _pagesOf.Span[neighbour] > NeighbourFrequency * _pagesOf.Span[line] ? Nothing : neighbour;
    }
}
