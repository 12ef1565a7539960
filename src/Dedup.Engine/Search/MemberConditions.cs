using Dapper;

namespace Dedup.Engine.Search;

/// <summary>Conditions on a document <c>d</c>, with their parameters.</summary>
internal sealed class MemberConditions
{
    private readonly List<string> _conditions = [];

    public MemberConditions(DynamicParameters parameters, string? site, string? agency, string? from, string? to)
    {
        Parameters = parameters;
        if (site is not null) Add("d.site = @Site COLLATE NOCASE", "Site", site);
        if (agency is not null) Add("d.agency = @Agency COLLATE NOCASE", "Agency", agency);
        if (from is not null) Add("d.published >= @From", "From", from);
        // A day with a time sorts behind the bare day.
        if (to is not null) Add("substr(d.published, 1, length(@To)) <= @To", "To", to);
    }

    public DynamicParameters Parameters { get; }

    public bool IsEmpty => _conditions.Count == 0;

    /// <summary>All of them.</summary>
    public string Sql => IsEmpty ? "true" : string.Join(" AND ", _conditions);

    /// <summary>A word stands in the title, or does not.</summary>
    public void Title(string word, bool without = false)
    {
        string name = $"word{_conditions.Count}";
        string pattern = word.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);
        Add($"coalesce(d.title, '') {(without ? "NOT " : "")}LIKE @{name} ESCAPE '\\'", name, $"%{pattern}%");
    }

    /// <summary>Words of a query, as far as titles tell: without an index.</summary>
    public void Titles(SearchQuery query)
    {
        foreach (SearchTerm term in query.Terms) Title(term.Words.TrimEnd('*'), term.Without);
    }

    /// <summary>Adds a condition with its parameter.</summary>
    public void Add(string condition, string name, object value)
    {
        _conditions.Add(condition);
        Parameters.Add(name, value);
    }
}
