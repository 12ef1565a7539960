using System.Text.Json.Serialization;
using Dedup.Engine.Search;

namespace Dedup.Engine.Queries;

/// <summary>Which documents to search for, and in which order.</summary>
public sealed record DocumentFilter
{
    /// <summary>What a person types, as <see cref="SearchQuery"/> understands it; null or empty: all documents.</summary>
    public string? Query { get; init; }

    /// <summary>The site that shows it, in any case.</summary>
    public string? Site { get; init; }

    /// <summary>The agency that it credits, in any case.</summary>
    public string? Agency { get; init; }

    /// <summary>It claims this day or a later one, ISO 8601.</summary>
    public string? From { get; init; }

    /// <summary>It claims this day or an earlier one, ISO 8601.</summary>
    public string? To { get; init; }

    /// <summary>Order of the list.</summary>
    public DocumentOrder Order { get; init; } = DocumentOrder.Rank;

    /// <summary>Most documents to list; default 20.</summary>
    public int Limit { get; init; } = 20;
}

/// <summary>Orders of a list of documents.</summary>
public enum DocumentOrder
{
    /// <summary>What fits best first (bm25; a word in the title counts four times). Without words, or without a search index: newest first.</summary>
    Rank,

    /// <summary>Latest claimed date first.</summary>
    Newest,
}

/// <summary>A document that was searched for.</summary>
/// <param name="Document">The document.</param>
/// <param name="Lead">The first words of its body.</param>
public sealed record SearchedDocument(DocumentRow Document, string Lead);

/// <summary>A page of documents that were searched for.</summary>
/// <param name="Documents">The documents.</param>
/// <param name="Next">The cursor of the next page, of the same order and filter alone; null where this is the last.</param>
/// <param name="Order">The order that they are in.</param>
/// <param name="Search">What the answer rests on.</param>
public sealed record DocumentPage(
    IReadOnlyList<SearchedDocument> Documents, string? Next, [property: JsonConverter(typeof(LowerCaseWord<DocumentOrder>))] DocumentOrder Order, SearchIndexState Search);
