using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Ingest;

/// <summary>
/// How the pages of text that were stored since chrome was last learned were read: then most of their articles are taken again.
/// Where there are too many, none is kept: of a long run the last pages would be a small part, and what lives that long is dear.
/// </summary>
internal sealed class RecentReadings
{
    private const long MaxCharacters = 12_000_000;

    private readonly Dictionary<long, (UInt128 Hash, PageReading Reading, PageOutline Outline)> _readings = [];
    private long _characters;
    private bool _isFull;

    /// <summary>Keeps how a document's page was read.</summary>
    public void Add(long document, PreparedPage prepared)
    {
        if (_isFull || prepared.Reading is not PageReading reading || _readings.ContainsKey(document)) return;
        _readings[document] = (prepared.PageHash, reading, prepared.Outline);
        _characters += prepared.Page.Text.Length;
        if (_characters <= MaxCharacters) return;
        Clear();
        _isFull = true;
    }

    /// <summary>How the page of that hash was read; null where it is not known. For any thread while nothing is added.</summary>
    public (PageReading Reading, PageOutline Outline)? Find(long document, UInt128 hash) =>
        _readings.TryGetValue(document, out (UInt128 Hash, PageReading Reading, PageOutline Outline) known) && known.Hash == hash ? (known.Reading, known.Outline) : null;

    public void Clear()
    {
        _readings.Clear();
        _characters = 0;
        _isFull = false;
    }
}
