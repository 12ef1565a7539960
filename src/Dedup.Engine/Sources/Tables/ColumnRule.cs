namespace Dedup.Engine.Sources.Tables;

/// <summary>What a table must have to be one of pages.</summary>
internal static class ColumnRule
{
    /// <summary>More names than these do not help in a message.</summary>
    private const int ListedColumns = 40;

    /// <summary>A column of text or of HTML, and every column that was asked for by name.</summary>
    /// <exception cref="InvalidDataException">One is missing; the message lists those that are there, and the remedy.</exception>
    public static void Require(IReadOnlyCollection<string> columns, PageFields fields, SourceOptions options)
    {
        string present = string.Join(", ", columns.Take(ListedColumns)) + (columns.Count > ListedColumns ? " …" : string.Empty);
        foreach ((string field, string name) in options.FieldNames.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            if (!columns.Contains(name)) throw new InvalidDataException($"no column \"{name}\" for --field {field}={name}; columns: {present}");
        }
        if (!fields.NamesOf("text").Concat(fields.NamesOf("html")).Any(columns.Contains))
            throw new InvalidDataException($"no column \"text\" or \"html\"; columns: {present}; name one with --field text=NAME or --field html=NAME");
    }
}
