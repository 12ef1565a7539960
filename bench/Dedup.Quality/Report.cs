using System.Globalization;
using System.Text;

namespace Dedup.Quality;

/// <summary>All figures beside their floors, and the worst errors of each set, as Markdown for a person to look at.</summary>
internal sealed class Report
{
    /// <summary>Errors of each kind that sets are asked for.</summary>
    public const int Errors = 20;

    /// <summary>Some sets list errors by template or field; more lines than these nobody reads.</summary>
    private const int MaxLines = 300;

    private readonly StringBuilder _text = new("# Quality\n");
    private readonly List<string> _missed = [];

    public void Skipped(string set) => _text.Append(CultureInfo.InvariantCulture, $"\n## {set}\n\nSkipped: its data is not there.\n");

    /// <param name="set">Name of the set.</param>
    /// <param name="rows">Its figures, each with its floor as text and whether it holds.</param>
    /// <param name="listed">What the set wrote beside its figures.</param>
    public void Add(string set, IReadOnlyList<(Measure Measure, string Floor, bool Holds)> rows, IReadOnlyList<string> listed)
    {
        _text.Append(CultureInfo.InvariantCulture, $"\n## {set}\n\n| figure | value | floor |\n|---|---:|---|\n");
        foreach ((Measure measure, string floor, bool holds) in rows)
        {
            _text.Append(CultureInfo.InvariantCulture, $"| {measure.Name} | {measure.Value:0.####} | {floor} |\n");
            if (!holds) _missed.Add(string.Create(CultureInfo.InvariantCulture, $"{set}: {measure.Name} {measure.Value:0.####}, {floor}"));
        }
        if (listed.Count == 0) return;
        _text.Append("\n```text\n").AppendJoin('\n', listed.Take(MaxLines).Select(line => line.Replace("```", "'''", StringComparison.Ordinal))).Append('\n');
        if (listed.Count > MaxLines) _text.Append(CultureInfo.InvariantCulture, $"… {listed.Count - MaxLines} more lines\n");
        _text.Append("```\n");
    }

    public void Write(string path) => File.WriteAllText(path,
        _text + "\n## Floors missed\n\n" + (_missed.Count == 0 ? "None.\n" : string.Concat(_missed.Select(line => $"- {line}\n"))));
}
