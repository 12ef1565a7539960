using System.Numerics;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>The lines that a group has taught, by key.</summary>
/// <remarks>
/// Every line of a page is looked up in every group of it, and most are not there. Keys are hashes, so that their upper bits are a
/// place; they stand apart in a table that is half empty, and most lookups read one of them.
/// </remarks>
internal sealed class LearnedLines
{
    private readonly ulong[] _keys;

    /// <summary>The line of the key at the same place; null where there is none.</summary>
    private readonly LearnedLine?[] _lines;

    private readonly int _shift;

    /// <summary>Makes the table; of several lines of one key the last holds.</summary>
    public LearnedLines(IReadOnlyCollection<LearnedLine> lines)
    {
        int places = (int)BitOperations.RoundUpToPowerOf2((uint)Math.Max(2, 2 * lines.Count));
        _keys = new ulong[places];
        _lines = new LearnedLine?[places];
        _shift = 64 - BitOperations.Log2((uint)places);
        foreach (LearnedLine line in lines)
        {
            int place = (int)(line.Key >> _shift);
            while (_lines[place] is not null && _keys[place] != line.Key) place = Next(place);
            if (_lines[place] is null) Count++;
            _keys[place] = line.Key;
            _lines[place] = line;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The line of that key, or null.</summary>
    public LearnedLine? this[ulong key]
    {
        get
        {
            for (int place = (int)(key >> _shift); ; place = Next(place))
            {
                // An empty place has the key 0, which may be a line's too.
                if (_keys[place] == key) return _lines[place];
                if (_keys[place] == 0 && _lines[place] is null) return null;
            }
        }
    }

    private int Next(int place) => (place + 1) & (_keys.Length - 1);
}
