using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Ingest;

/// <summary>
/// How the last pages of text that were stored were read: what they teach together is learned at the end of a run, and then
/// most of their articles are taken again.
/// </summary>
internal sealed class RecentReadings
{
    private const long MaxCharacters = 12_000_000;

    private readonly Dictionary<long, (UInt128 Hash, PageReading Reading, PageOutline Outline, int Characters)> _readings = [];
    private readonly Queue<long> _order = new();
    private long _characters;

    /// <summary>Keeps how a document's page was read, and forgets the oldest where there are too many.</summary>
    public void Add(long document, PreparedPage prepared)
    {
        if (prepared.Reading is not PageReading reading || _readings.ContainsKey(document)) return;
        _readings[document] = (prepared.PageHash, reading, prepared.Outline, prepared.Page.Text.Length);
        _order.Enqueue(document);
        _characters += prepared.Page.Text.Length;
        while (_characters > MaxCharacters && _order.TryDequeue(out long oldest))
        {
            _readings.Remove(oldest, out (UInt128, PageReading, PageOutline, int Characters) gone);
            _characters -= gone.Characters;
        }
    }

    /// <summary>How the page of that hash was read; null where it is not known. For any thread while nothing is added.</summary>
    public (PageReading Reading, PageOutline Outline)? Find(long document, UInt128 hash) =>
        _readings.TryGetValue(document, out (UInt128 Hash, PageReading Reading, PageOutline Outline, int) known) && known.Hash == hash ? (known.Reading, known.Outline) : null;

    public void Clear()
    {
        _readings.Clear();
        _order.Clear();
        _characters = 0;
    }
}
