using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Ingest;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Queries;

/// <summary>What the process's own writer keeps in memory and questions beside it ask: the candidate index and the learned chrome. Any number of threads may ask.</summary>
public sealed class LiveIndex
{
    private readonly Func<LearnedChrome>? _chrome;

    internal LiveIndex(ICandidateIndex index, Func<LearnedChrome>? chrome, int cachedWords) => (Index, _chrome, Shingles) = (index, chrome, new ShingleCache(cachedWords, fromSecond: true));

    internal ICandidateIndex Index { get; }

    /// <summary>Of all questions together: of a story that many ask for the copies are read once.</summary>
    internal ShingleCache Shingles { get; }

    /// <summary>The learned chrome; null where another host's writer learns it, and it is read from the database.</summary>
    internal LearnedChrome? Chrome => _chrome?.Invoke();

    /// <summary>Memory of the candidate index in this process, in bytes.</summary>
    public long Bytes => Index.Bytes;

    /// <summary>Bodies in the index.</summary>
    public int Bodies => Index.Count;
}
