using System.Text.Json.Serialization;
using Dedup.Engine.Queries;

namespace Dedup.Engine.Search;

/// <summary>Whether a search index could be asked.</summary>
public enum SearchIndexHealth
{
    /// <summary>There is none; titles alone were looked at, as they are stored.</summary>
    Missing,

    /// <summary>It is of another life of the database, of another version, or damaged, and was left alone; titles were looked at. The next to bring it up to date makes it anew.</summary>
    Unusable,

    /// <summary>It was asked.</summary>
    Usable,
}

/// <summary>What an answer rests on: the search index as it is, or the tables without it.</summary>
/// <param name="Health">Whether it could be asked.</param>
/// <param name="Behind">Changes that it has not taken up: what they brought may be missing. 0 where it is up to date.</param>
/// <param name="Bodies">Whether words of bodies are found, and not only those of titles and leads.</param>
public sealed record SearchIndexState(
    [property: JsonConverter(typeof(LowerCaseWord<SearchIndexHealth>))] SearchIndexHealth Health, long Behind, bool Bodies);
