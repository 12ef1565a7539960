using System.Text;
using System.Text.Json;
using Dedup.Engine.Export;
using Dedup.Engine.Queries;
using Dedup.Engine.Storage;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Dedup.Host.Output;

/// <summary>The two consoles: results go to standard output, progress to standard error.</summary>
internal static class Screen
{
    /// <summary>Columns of text that goes to a file or pipe, where no terminal has a width.</summary>
    private const int RedirectedWidth = 150;

    /// <summary>Columns of a table that goes there: its rows are never broken.</summary>
    private const int AllColumns = 100_000;

    /// <summary>Narrower than this no text is broken into lines.</summary>
    private const int LeastText = 24;

    public static IAnsiConsole Out { get; } = Create(Console.Out, Console.IsOutputRedirected);

    public static IAnsiConsole Error { get; } = Create(Console.Error, Console.IsErrorRedirected);

    /// <summary>Whether standard output shows colours: a terminal that can, and no NO_COLOR in the environment.</summary>
    public static bool HasColours => !Console.IsOutputRedirected && Out.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors };

    /// <summary>Opens a database for reading, and says so where documents wait for their clusters.</summary>
    public static Reader OpenReader(IStore store)
    {
        var reader = new Reader(store);
        long pending = reader.CountPending();
        if (pending > 0)
            Console.Error.WriteLine($"dedup: {pending} documents wait for their clusters and are not shown: a run goes on, or was interrupted ('dedup ingest' again finishes it)");
        return reader;
    }

    /// <summary>One indented JSON value, for programs.</summary>
    public static void Json<T>(T value) =>
        Console.Out.WriteLine(JsonSerializer.Serialize(value, Indented));

    /// <summary>One JSON value in a line, for programs.</summary>
    public static void JsonLine<T>(T value) => Console.Out.WriteLine(JsonSerializer.Serialize(value, Exporter.Json));

    private static readonly JsonSerializerOptions Indented = new(Exporter.Json) { WriteIndented = true };

    /// <summary>Does some long work; on a terminal it says how far it is.</summary>
    public static T WithCounter<T>(bool quiet, Func<Action<string>, T> work)
    {
        if (quiet || Console.IsErrorRedirected) return work(_ => { });
        T? result = default;
        Error.Status().Start("…", status => result = work(text => status.Status = text));
        return result!;
    }

    public static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        foreach (string column in columns) table.AddColumn(new TableColumn(new Text(column)) { NoWrap = column is not ("title" or "reason") });
        return table;
    }

    public static void Row(this Table table, params string?[] cells) =>
        table.AddRow(cells.Select(cell => new Text(Plain(cell))).ToArray());

    /// <summary>Writes a table to standard output. Where a terminal is too narrow for it, rows run on in the next line: no column is left out.</summary>
    public static void Write(Table table)
    {
        int width = Out.Profile.Width;
        Out.Profile.Width = Console.IsOutputRedirected ? AllColumns
            : Math.Max(width, ((IRenderable)table).Measure(RenderOptions.Create(Out, Out.Profile.Capabilities), AllColumns).Min + LeastText);
        Out.Write(table);
        Out.Profile.Width = width;
    }

    /// <summary>Text of a page without control characters: a hostile title cannot drive the terminal.</summary>
    public static string Plain(string? text) =>
        text is null ? string.Empty : new string([.. text.Select(c => char.IsControl(c) ? ' ' : c)]);

    /// <summary>As much of a text as fits into so many columns, with an ellipsis where something is cut off.</summary>
    public static string Shorten(string text, int columns)
    {
        if (text.GetCellWidth() <= columns) return text;
        var shown = new StringBuilder();
        int width = 1;
        foreach (Rune rune in text.EnumerateRunes())
        {
            width += rune.ToString().GetCellWidth();
            if (width > columns) break;
            shown.Append(rune);
        }
        return shown.Append('…').ToString();
    }

    private static IAnsiConsole Create(TextWriter writer, bool redirected)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
        if (redirected) console.Profile.Width = RedirectedWidth;
        return console;
    }
}
