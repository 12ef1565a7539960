using Dedup.Quality;
using Dedup.Quality.HardWorld;

// Usage: Dedup.Quality [SET…] [--errors N] [--report FILE]: measures the sets named (all by default) beside their floors,
// and writes all figures with the worst errors of each set as Markdown.
// Dedup.Quality --world FOLDER writes the pages and the truth of the hard world.
// Exit code 0: no floor missed; 1: some missed; 2: wrong use.
int errors = 0;
string? reportFile = null;
var wanted = new List<string>();
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--errors" && i + 1 < args.Length && int.TryParse(args[i + 1], out errors)) i++;
    else if (args[i] == "--report" && i + 1 < args.Length) reportFile = args[++i];
    else if (args[i] == "--world" && i + 1 < args.Length)
    {
        WorldFiles.Write(args[++i]);
        return 0;
    }
    else if (QualitySets.All.ContainsKey(args[i])) wanted.Add(args[i]);
    else
    {
        Console.Error.WriteLine($"Dedup.Quality: '{args[i]}' is no set; sets: {string.Join(", ", QualitySets.All.Keys)}; options: --errors N, --report FILE, --world FOLDER");
        return 2;
    }
}
var floors = Floors.Load();
Report? report = reportFile is null ? null : new Report();
TextWriter console = Console.Out;
int missed = 0;
int measured = 0;
foreach ((string name, Func<int, IEnumerable<Measure>?> run) in QualitySets.All)
{
    if (wanted.Count > 0 && !wanted.Contains(name)) continue;
    // Sets write their errors while they measure; a report keeps them.
    using var listed = new StringWriter();
    if (report is not null) Console.SetOut(listed);
    List<Measure>? measures = run(report is null ? errors : Report.Errors)?.ToList();
    Console.SetOut(console);
    if (report is not null && errors > 0) Console.Write(listed);
    if (measures is null)
    {
        Console.WriteLine($"{name,-14} skipped: no data in DEDUP_DATA or ../shared/data");
        report?.Skipped(name);
        continue;
    }
    List<(Measure Measure, string Floor, bool Holds)> rows = [.. measures.Select(measure => (measure, floors.Compare(name, measure))).Select(row => (row.measure, row.Item2.Text, row.Item2.Holds))];
    foreach ((Measure measure, string floor, bool holds) in rows)
    {
        Console.WriteLine($"{name,-14} {measure.Name,-34} {measure.Value,10:0.####}  {floor}");
        measured++;
        if (!holds) missed++;
    }
    report?.Add(name, rows, listed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
}
foreach (string stale in floors.Unused(wanted)) Console.WriteLine($"floor without a measure: {stale}");
Console.WriteLine($"{measured} measures, {missed} below their floor");
if (reportFile is not null) report!.Write(reportFile);
return missed == 0 && measured > 0 ? 0 : 1;
