using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>Where each line of a sample stands that stands on several of its pages, and beside which others.</summary>
/// <remarks>
/// Lines are numbered once and counted in arrays: with a dictionary of neighbours for each line, learning was mostly
/// look-ups and garbage. Most lines stand once in all of the sample, being the text of one page: a table of small counters tells
/// nearly all of these, and they get no number.
/// </remarks>
internal sealed class LinePlaces
{
    private const int Nothing = -1;
    private const int NeighbourFrequency = 2;

    /// <summary>Counters are four to eight times as many as lines: one line in six shares its own.</summary>
    private const int SpareBits = 3;

    private readonly Dictionary<ulong, int> _numbers = [];
    private readonly List<ulong> _keys = [];
    private readonly List<int> _pagesOf = [];

    /// <summary>For each number, where its places begin in the arrays below; those of lines on few pages are empty.</summary>
    private readonly int[] _first;
    private readonly int[] _page;
    private readonly int[] _before;
    private readonly int[] _behind;
    private readonly int[] _times;

    /// <summary>Reads a sample.</summary>
    /// <param name="sample">The pages.</param>
    /// <param name="minPages">Lines on fewer are left out; at least 3.</param>
    public LinePlaces(IReadOnlyList<SampledPage> sample, int minPages)
    {
        int[] lines = Number(sample);
        _first = new int[_keys.Count + 1];
        foreach (int line in lines)
        {
            if (IsOften(line)) _first[line + 1]++;
        }
        for (int i = 1; i < _first.Length; i++) _first[i] += _first[i - 1];
        _page = new int[_first[^1]];
        _before = new int[_page.Length];
        _behind = new int[_page.Length];
        _times = new int[_keys.Count];
        int[] next = [.. _first];
        int start = 0;
        for (int page = 0; page < sample.Count; page++)
        {
            ReadOnlySpan<int> own = lines.AsSpan(start, sample[page].Outline.Lines.Length);
            start += own.Length;
            for (int i = 0; i < own.Length; i++)
            {
                if (!IsOften(own[i])) continue;
                int place = next[own[i]]++;
                _page[place] = page;
                _before[place] = Neighbour(own, i, i - 1);
                _behind[place] = Neighbour(own, i, i + 1);
            }
        }
        Often = [.. Enumerable.Range(0, _keys.Count).Where(IsOften).OrderBy(line => _keys[line])];

        bool IsOften(int line) => line != Nothing && _pagesOf[line] >= minPages;
    }

    /// <summary>Numbers of the lines that stand on enough pages, in the order of their keys.</summary>
    public IReadOnlyList<int> Often { get; }

    /// <summary>The key of a line.</summary>
    public ulong Key(int line) => _keys[line];

    /// <summary>The pages of the sample that a line stands on, ascending.</summary>
    public int[] Pages(int line)
    {
        var pages = new int[_first[line] == _first[line + 1] ? 0 : _pagesOf[line]];
        int count = 0;
        foreach (int page in _page.AsSpan(_first[line].._first[line + 1]))
        {
            if (count == 0 || pages[count - 1] != page) pages[count++] = page;
        }
        return pages;
    }

    /// <summary>The same by key; none of a line that stands on few.</summary>
    public int[] Pages(ulong key) => _numbers.TryGetValue(key, out int line) ? Pages(line) : [];

    /// <summary>On how many pages of the sample a line stands; 0 for one that stands on few.</summary>
    public int PageCount(ulong key) => _numbers.TryGetValue(key, out int line) && _first[line] < _first[line + 1] ? _pagesOf[line] : 0;

    /// <summary>Of the places of a line, the share at which its most frequent neighbour stands right above, or right below; and that of its most frequent neighbour that is a paragraph.</summary>
    public (double Any, double Paragraph) NeighbourShares(int line)
    {
        int most = 0;
        int mostParagraph = 0;
        foreach (int[] side in new[] { _before, _behind })
        {
            ReadOnlySpan<int> neighbours = side.AsSpan(_first[line].._first[line + 1]);
            foreach (int neighbour in neighbours)
            {
                if (neighbour == Nothing) continue;
                int times = ++_times[neighbour];
                most = Math.Max(most, times);
                if (LineFold.IsParagraph(_keys[neighbour])) mostParagraph = Math.Max(mostParagraph, times);
            }
            foreach (int neighbour in neighbours)
            {
                if (neighbour != Nothing) _times[neighbour] = 0;
            }
        }
        double places = _first[line + 1] - _first[line];
        return (most / places, mostParagraph / places);
    }

    /// <summary>The numbers of all lines, page by page, nothing for most that stand once; counts the pages of each.</summary>
    private int[] Number(IReadOnlyList<SampledPage> sample)
    {
        var lines = new int[sample.Sum(page => page.Outline.Lines.Length)];
        int bits = BitOperations.Log2((uint)lines.Length + 1) + SpareBits;
        byte[] counters = ArrayPool<byte>.Shared.Rent(1 << bits);
        Span<byte> times = counters.AsSpan(0, 1 << bits);
        times.Clear();
        int Counter(ulong key) => (int)(key * 0x9E37_79B9_7F4A_7C15 >> (64 - bits));
        foreach (SampledPage page in sample)
        {
            foreach (ulong key in page.Outline.Lines)
            {
                ref byte time = ref times[Counter(key)];
                if (time <= 1) time++;
            }
        }
        var last = new List<int>();
        int at = 0;
        for (int page = 0; page < sample.Count; page++)
        {
            foreach (ulong key in sample[page].Outline.Lines)
            {
                if (times[Counter(key)] == 1)
                {
                    lines[at++] = Nothing;
                    continue;
                }
                ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(_numbers, key, out bool known);
                if (!known)
                {
                    number = _keys.Count;
                    _keys.Add(key);
                    _pagesOf.Add(0);
                    last.Add(Nothing);
                }
                lines[at++] = number;
                if (last[number] == page) continue;
                last[number] = page;
                _pagesOf[number]++;
            }
        }
        ArrayPool<byte>.Shared.Return(counters);
        return lines;
    }

    /// <summary>
    /// A neighbour that stands on far more pages than the line, such as a source's name below a teaser, is none; nor is one that stands nowhere else:
    /// of a line's three places and more it is no good part.
    /// </summary>
    private int Neighbour(ReadOnlySpan<int> lines, int line, int other) =>
        other < 0 || other >= lines.Length || lines[other] == Nothing || _pagesOf[lines[other]] > NeighbourFrequency * _pagesOf[lines[line]] ? Nothing : lines[other];
}
