using System.Data.Common;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Ingest;

/// <summary>Prepares pages elsewhere, so that not all that is worked out of a page is work of the host that stores it.</summary>
internal interface IPreparers
{
    /// <summary>Batches that may be under way there at once.</summary>
    int Places { get; }

    /// <summary>What was learned is another from here on; called in the transaction that stores it.</summary>
    void Learned(DbConnection connection, LearnedChrome chrome);

    /// <summary>Prepares pages with what was learned; null at once where no place is free.</summary>
    /// <returns>For each page what came of it, in order; null where nothing came in time, or with what was learned before: then they are to be prepared here.</returns>
    Task<IReadOnlyList<PreparedElsewhere>?>? TryPrepare(IReadOnlyList<Page> pages, LearnedChrome chrome);
}

/// <summary>What came of a page elsewhere.</summary>
/// <param name="Prepared">It, worked out; null for one that is stored as it came, or that extraction failed on.</param>
/// <param name="PageHash">Hash of the page.</param>
/// <param name="Failure">Why extraction failed, or null.</param>
internal readonly record struct PreparedElsewhere(PreparedPage? Prepared, UInt128 PageHash, string? Failure);
