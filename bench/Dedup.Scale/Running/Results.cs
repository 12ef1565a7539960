using System.Globalization;
using System.Text;

namespace Dedup.Scale.Running;

/// <summary>Writes figures as a table and as a chart.</summary>
internal static class Results
{
    private const int Width = 720;
    private const int Height = 300;
    private const int Margin = 60;

    /// <summary>Writes <c>end-to-end.md</c> and <c>end-to-end.svg</c>.</summary>
    public static void Write(IReadOnlyList<SizeFigures> figures, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, "end-to-end.md"), Table(figures));
        File.WriteAllText(Path.Combine(folder, "end-to-end.svg"), Chart(figures));
    }

    /// <summary>Writes a page of figures with what measured it, where and when.</summary>
    public static void WriteReport(string name, string title, string command, string report, string folder)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name + ".md"), string.Create(CultureInfo.InvariantCulture, $"""
            # {title}

            `dotnet run -c Release --project bench/Dedup.Scale -- {command}`, {DateTime.UtcNow:yyyy-MM-dd},
            {Cpu()}, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}.

            {report}
            """));
    }

    private static string Table(IReadOnlyList<SizeFigures> figures)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"""
            # End to end by size

            `dotnet run -c Release --project bench/Dedup.Scale -- run --sizes {string.Join(',', figures.Select(f => f.Documents))}`, {DateTime.UtcNow:yyyy-MM-dd},
            {Cpu()}, {Environment.ProcessorCount} processors, {System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription}.

            JSON Lines of pages in, a durable database out, in a process of its own from its start. Alone: the same rows written by SQLite
            alone with the same indexes and as many commits. Again: the same command when all is stored. Then, with a thirty-second of pages more than when the index was saved,
            start: the same of a file without pages, until all indexes are ready and the program ends. Match: one page against all, by a process of its own; then 2,000 pages,
            three in four of them copies, by one process behind its first 3,000.

            ![documents a second and memory by size](end-to-end.svg)

            | documents | crawl MB | ingest s | documents/s | MB/s | of SQLite alone | again s | start s | match s | p50 ms | p99 ms | resident MB | database MB | clusters | links |
            |---|---|---|---|---|---|---|---|---|---|---|---|---|---|---|

            """);
        foreach (SizeFigures f in figures)
            text.Append(CultureInfo.InvariantCulture, $"| {f.Documents:N0} | {f.Megabytes:N0} | {f.IngestSeconds:0.0} | {f.DocumentsPerSecond:N0} | {f.MegabytesPerSecond:0.0} | {f.ShareOfBare:0.00} | {f.AgainSeconds:0.0} | {f.StartSeconds:0.0} | {f.MatchSeconds:0.0} | {f.Matching.MedianMilliseconds:0.00} | {f.Matching.Percentile99Milliseconds:0.0} | {f.PeakMegabytes:N0} | {f.DatabaseMegabytes:N0} | {f.Clusters:N0} | {f.Links:N0} |\n");
        return text.ToString();
    }

    private static string Chart(IReadOnlyList<SizeFigures> figures)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {Width} {Height}" font-family="sans-serif" font-size="12">
            <rect width="{Width}" height="{Height}" fill="white"/>

            """);
        Line(svg, figures, f => f.DocumentsPerSecond, "#1f6feb", "documents a second", Margin);
        Line(svg, figures, f => f.PeakMegabytes, "#d1242f", "MB resident", Width - Margin);
        double last = Math.Log10(figures[^1].Documents);
        foreach (SizeFigures f in figures)
            svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{X(f, figures[0], last):0}\" y=\"{Height - Margin + 20}\" text-anchor=\"middle\">{f.Documents:N0}</text>\n");
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{Width / 2}\" y=\"{Height - 10}\" text-anchor=\"middle\">documents</text>\n</svg>\n");
        return svg.ToString();
    }

    /// <summary>One line with its own scale, from nothing to its greatest value.</summary>
    private static void Line(StringBuilder svg, IReadOnlyList<SizeFigures> figures, Func<SizeFigures, double> value, string colour, string name, int axis)
    {
        double most = figures.Max(value);
        double last = Math.Log10(figures[^1].Documents);
        string side = axis < Width / 2 ? "start" : "end";
        svg.Append(CultureInfo.InvariantCulture, $"<text x=\"{(axis < Width / 2 ? 10 : Width - 10)}\" y=\"20\" text-anchor=\"{side}\" fill=\"{colour}\">{name}</text>\n<polyline fill=\"none\" stroke=\"{colour}\" stroke-width=\"2\" points=\"");
        foreach (SizeFigures f in figures) svg.Append(CultureInfo.InvariantCulture, $"{X(f, figures[0], last):0.0},{Y(value(f), most):0.0} ");
        svg.Append("\"/>\n");
        foreach (SizeFigures f in figures)
            svg.Append(CultureInfo.InvariantCulture, $"<circle cx=\"{X(f, figures[0], last):0.0}\" cy=\"{Y(value(f), most):0.0}\" r=\"3\" fill=\"{colour}\"/><text x=\"{X(f, figures[0], last):0.0}\" y=\"{Y(value(f), most) - 8:0.0}\" text-anchor=\"middle\" fill=\"{colour}\">{value(f):N0}</text>\n");
    }

    private static double X(SizeFigures f, SizeFigures first, double last)
    {
        double from = Math.Log10(first.Documents);
        return last == from ? Width / 2.0 : Margin + (Math.Log10(f.Documents) - from) / (last - from) * (Width - 2 * Margin);
    }

    private static double Y(double value, double most) => Height - Margin - value / most * (Height - 2 * Margin);

    private static string Cpu() => File.Exists("/proc/cpuinfo")
        ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown processor"
        : "unknown processor";
}
