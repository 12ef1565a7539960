using Dedup.Quality;

// Usage: Dedup.Quality [SET…] [--errors N]: measures the sets named (all by default) beside their floors.
// Exit code 0: no floor missed; 1: some missed; 2: wrong use.
int errors = 0;
var wanted = new List<string>();
for (int i = 0; i < args.Length; i++)
{
    if (args[i] == "--errors" && i + 1 < args.Length && int.TryParse(args[i + 1], out errors)) i++;
    else if (QualitySets.All.ContainsKey(args[i])) wanted.Add(args[i]);
    else
    {
        Console.Error.WriteLine($"Dedup.Quality: '{args[i]}' is no set; sets: {string.Join(", ", QualitySets.All.Keys)}; option: --errors N");
        return 2;
    }
}
var floors = Floors.Load();
int missed = 0;
int measured = 0;
foreach ((string name, Func<int, IEnumerable<Measure>?> run) in QualitySets.All)
{
    if (wanted.Count > 0 && !wanted.Contains(name)) continue;
    if (run(errors) is not IEnumerable<Measure> measures)
    {
        Console.WriteLine($"{name,-14} skipped: no data in DEDUP_DATA or ../shared/data");
        continue;
    }
    foreach (Measure measure in measures)
    {
        (string text, bool holds) = floors.Compare(name, measure);
        Console.WriteLine($"{name,-14} {measure.Name,-34} {measure.Value,10:0.####}  {text}");
        measured++;
        if (!holds) missed++;
    }
}
foreach (string stale in floors.Unused(wanted)) Console.WriteLine($"floor without a measure: {stale}");
Console.WriteLine($"{measured} measures, {missed} below their floor");
return missed == 0 && measured > 0 ? 0 : 1;
