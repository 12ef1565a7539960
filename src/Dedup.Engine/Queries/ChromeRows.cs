using Dapper;
using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Engine.Sources;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Queries;

/// <summary>A group of pages that share a template, and how much of it was learned.</summary>
public sealed record ChromeGroupRow
{
    /// <summary>site, or frame: pages that share a short line.</summary>
    public required string Kind { get; init; }

    /// <summary>The site's host or name in lower case, or the line that the pages share.</summary>
    public required string Name { get; init; }

    /// <summary>Year in which the pages were fetched; empty: unknown.</summary>
    public required string Period { get; init; }

    /// <summary>Pages that were learned from.</summary>
    public required long Pages { get; init; }

    /// <summary>Lines that were learned.</summary>
    public required long Lines { get; init; }

    /// <summary>The groups of a site, or all that have taught anything, the largest first.</summary>
    /// <param name="reader">The database.</param>
    /// <param name="site">Host or name of a site, or a line that pages share; null for all.</param>
    public static IReadOnlyList<ChromeGroupRow> Read(Reader reader, string? site)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return [.. reader.Connection.Query<ChromeGroupRow>(
            $"""
            SELECT g.kind AS Kind, g.name AS Name, g.period AS Period, g.pages AS Pages, (SELECT count(*) FROM chrome_lines l WHERE l.group_id = g.id) AS Lines
            FROM chrome_groups g WHERE {(site is null ? "EXISTS (SELECT 1 FROM chrome_lines l WHERE l.group_id = g.id)" : ChromeLineRow.OfSite)}
            ORDER BY g.pages DESC, g.kind DESC, g.name, g.period
            """, new { site = site?.Trim().ToLowerInvariant(), shown = site?.Trim() })];
    }
}

/// <summary>A line of a template that was learned.</summary>
public sealed record ChromeLineRow
{
    // A site goes by its host or by the name that its pages show.
    internal const string OfSite =
        """
        (g.name = @site OR (g.kind = 'site' AND g.id IN (
            SELECT g.value FROM documents d JOIN outlines o ON o.document_id = d.id, json_each(o.groups) g WHERE d.site = @shown COLLATE NOCASE)))
        """;

    /// <summary>Kind of the group that taught it.</summary>
    public required string Kind { get; init; }

    /// <summary>Name of that group.</summary>
    public required string Name { get; init; }

    /// <summary>Year of that group.</summary>
    public required string Period { get; init; }

    /// <summary>Pages that it stands on, of those that were learned from.</summary>
    public required long Pages { get; init; }

    /// <summary>Headlines beside it of which no two share a word, counted up to 12.</summary>
    public required long Headlines { get; init; }

    /// <summary>Whether it stands on so many pages that it is dropped between two paragraphs too.</summary>
    public required bool Fixed { get; init; }

    /// <summary>The line, as one of the pages has it.</summary>
    public required string Text { get; init; }

    /// <summary>The lines that the groups of a site have taught, the most frequent first.</summary>
    /// <param name="reader">The database.</param>
    /// <param name="site">Host or name of a site, or a line that pages share.</param>
    public static IEnumerable<ChromeLineRow> Read(Reader reader, string site)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(site);
        var texts = new Dictionary<long, Dictionary<ulong, string>>();
        using var documents = new DocumentStore(reader.Connection);
        foreach (Found found in reader.Connection.Query<Found>(
            $"""
            SELECT g.kind AS Kind, g.name AS Name, g.period AS Period, l.pages AS Pages, l.titles AS Headlines, l.fixed AS Fixed, l.line AS Line, l.document_id AS Document
            FROM chrome_groups g JOIN chrome_lines l ON l.group_id = g.id WHERE {OfSite}
            ORDER BY g.kind DESC, g.name, g.period, l.pages DESC, l.line
            """, new { site = site.Trim().ToLowerInvariant(), shown = site.Trim() }))
        {
            if (!texts.TryGetValue(found.Document, out Dictionary<ulong, string>? lines)) texts[found.Document] = lines = Texts(documents, found.Document);
            yield return new ChromeLineRow
            {
                Kind = found.Kind,
                Name = found.Name,
                Period = found.Period,
                Pages = found.Pages,
                Headlines = found.Headlines,
                Fixed = found.Fixed != 0,
                Text = lines.GetValueOrDefault(unchecked((ulong)found.Line), string.Empty),
            };
        }
    }

    /// <summary>The lines of a stored page by their keys.</summary>
    private static Dictionary<ulong, string> Texts(DocumentStore documents, long document)
    {
        var texts = new Dictionary<ulong, string>();
        foreach (Page page in documents.Pages([document]).Select(stored => stored.ToPage()))
        {
            foreach (PageLine line in PageExtractor.Extract(page.Text, page.Hints).Lines) texts.TryAdd(LineFold.Key(line.Text, out _), line.Text);
        }
        return texts;
    }

    private sealed class Found
    {
        public required string Kind { get; init; }

        public required string Name { get; init; }

        public required string Period { get; init; }

        public long Pages { get; init; }

        public long Headlines { get; init; }

        public long Fixed { get; init; }

        public long Line { get; init; }

        public long Document { get; init; }
    }
}
