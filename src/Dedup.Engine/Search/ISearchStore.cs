using System.Data.Common;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Search;

/// <summary>Where the search index of a database is kept: in a file beside it, or in tables of its server.</summary>
internal interface ISearchStore
{
    /// <summary>That of a store.</summary>
    static ISearchStore Of(IStore store) => store as ISearchStore ?? new FileSearchStore(store.Files);

    /// <summary>Lets a connection that reads the database ask the index, where there is one that fits.</summary>
    (ISearchIndex? Index, SearchIndexState State) Attach(DbConnection reader);

    /// <summary>Lets go of what <see cref="Attach"/> has attached, outside of any transaction.</summary>
    void Detach(DbConnection reader);

    /// <summary>Opens the index for writing, made anew where it is missing, damaged, of another form, or holds other things than asked; null where another has it open for that.</summary>
    /// <exception cref="DatabaseException">It cannot be written.</exception>
    ISearchWriter? TryOpen(bool bodies);
}

/// <summary>A search index that is asked by a connection that reads its database.</summary>
internal interface ISearchIndex
{
    /// <summary>The documents that hold the words and pass the conditions, in the order that is asked for.</summary>
    List<SearchHit> Find(SearchRequest request, MemberConditions conditions);

    /// <summary>Tables that give the documents <c>d</c> that the words or the site leave; null where it is better to walk through what is listed: then the words are among the conditions.</summary>
    /// <param name="query">The words.</param>
    /// <param name="site">The site.</param>
    /// <param name="conditions">Take parameters, and the words where nothing is given.</param>
    /// <param name="most">More documents are too many to be looked at first, where it is not the store's planner that knows.</param>
    string? Few(SearchQuery query, string? site, MemberConditions conditions, long most);
}

/// <summary>What is asked of a search index.</summary>
/// <param name="Query">The words.</param>
/// <param name="ByRank">Whether what fits best comes first, and not the newest; there are words then.</param>
/// <param name="Site">A site that the documents stand on.</param>
/// <param name="From">A day that they claim, or a later one.</param>
/// <param name="To">A day that they claim, or an earlier one.</param>
/// <param name="After">The one behind which they come.</param>
/// <param name="Most">Most of them.</param>
internal sealed record SearchRequest(SearchQuery Query, bool ByRank, string? Site, string? From, string? To, SearchHit? After, int Most);

/// <summary>A document that was found.</summary>
/// <param name="Id">The document.</param>
/// <param name="Place">What it is ordered by: its score, the less the better, or the date that it claims.</param>
internal sealed record SearchHit(long Id, string Place);

/// <summary>A search index that is brought up to date.</summary>
internal interface ISearchWriter : IDisposable
{
    /// <summary>How far it has come.</summary>
    SearchMark Mark { get; }

    /// <summary>Empties it, in one transaction: who reads it meanwhile sees what it held.</summary>
    void MakeAnew();

    /// <summary>Takes documents up, or out where they have no text, and that it has come so far: in one transaction.</summary>
    void Take(IEnumerable<(long Document, IndexedText? Text)> documents, ChangePosition to);
}

/// <summary>What the search index holds of a document.</summary>
/// <param name="Title">Tokens of its headline.</param>
/// <param name="Lead">Tokens of the beginning of its body.</param>
/// <param name="Body">Tokens of its body; none where bodies are not indexed.</param>
/// <param name="Site">Its site.</param>
/// <param name="Published">The date that it claims.</param>
internal sealed record IndexedText(List<string> Title, List<string> Lead, List<string> Body, string? Site, string? Published);

/// <summary>How far a search index has come, and what it holds.</summary>
/// <param name="Format">Version of its form.</param>
/// <param name="Bodies">Whether words of bodies are in it.</param>
/// <param name="Seq">The last change that it has taken up.</param>
/// <param name="Salt">That change's salt.</param>
internal sealed record SearchMark(long Format, long Bodies, long Seq, long Salt)
{
    public ChangePosition Position => new(Seq, Salt);
}
