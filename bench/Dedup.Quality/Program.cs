using System.Diagnostics;
using System.Text.Json;
using Dedup.Engine.Evaluation;
using Dedup.Engine.Extraction;
using Dedup.Quality.Templates;

string data = "/work/shared/data";
var gold = Gold.Read(Path.Combine(data, "world-dev/gold.jsonl")).ToDictionary(g => g.Key);
var pages = File.ReadLines(Path.Combine(data, "world-dev/pages.jsonl")).Select(l => JsonDocument.Parse(l).RootElement)
    .Select(e => (Id: e.GetProperty("id").GetString()!, Text: e.GetProperty("text").GetString()!)).ToList();
var list = new List<(Gold, FoundDocument)>();
var articles = new Dictionary<string, Article>();
if (args.Contains("-p"))
{
    for (int round = 0; round < 3; round++)
    {
        void Time(string name, Action action) { var w = Stopwatch.StartNew(); action(); Console.WriteLine($"{name,-20} {w.ElapsedMilliseconds} ms"); }
        List<LineFeatures> lines = [];
        Time("repair", () => { foreach (var p in pages) Dedup.Core.Text.TextRepair.Repair(p.Text); });
        Time("features", () => { foreach (var p in pages) foreach (var l in p.Text.Split('\n')) lines.Add(new LineFeatures(l.Trim())); });
        Time("forms", () => { foreach (var l in lines) LineForms.Recognise(l); });
        Time("voice", () => { foreach (var l in lines) SiteVoice.Certainty(l); });
        Time("dateline", () => { foreach (var l in lines) if (l.Words > 10) Dateline.Read(l.Text); });
        Time("isdate", () => { foreach (var l in lines) if (l.Words < 20) ClaimedDate.IsDateLine(l.Text); });
        Time("byline", () => { foreach (var l in lines) Byline.IsByline(l); });
        Time("credit", () => { foreach (var l in lines) AgencyCredit.FromCreditLine(l.Text); });
        Time("agdateline", () => { foreach (var l in lines) AgencyCredit.FromDateline(l.Text); });
        Time("all", () => { foreach (var p in pages) TextPageExtractor.Extract(p.Text, new PageHints()); });
        foreach (var m in typeof(LineForms).GetMethods(System.Reflection.BindingFlags.Static | System.Reflection.BindingFlags.NonPublic))
        {
            if (m.ReturnType != typeof(System.Text.RegularExpressions.Regex)) continue;
            var r = (System.Text.RegularExpressions.Regex)m.Invoke(null, null)!;
            Time("  " + m.Name, () => { foreach (var l in lines) if (l.Words <= 70) r.IsMatch(l.Text); });
        }
    }
    return;
}
var watch = Stopwatch.StartNew();
foreach (var p in pages) articles[p.Id] = TextPageExtractor.Extract(p.Text, new PageHints());
Console.WriteLine($"{watch.ElapsedMilliseconds} ms for {pages.Sum(p => p.Text.Length) / 1e6:0.0} MB");
foreach (var p in pages)
{
    var a = articles[p.Id];
    list.Add((gold[p.Id], new FoundDocument(p.Id, "", null, a.Site?.Value, a.Title?.Value, a.Published?.Value, a.Agency?.Value, a.Body)));
}
Report("world-dev", list, args.Contains("-v"), id => pages.First(p => p.Id == id).Text);
if (args.Contains("-t"))
{
    var random = new Random(7);
    var stories = gold.Values.Where(g => g.Kind is "full" or "solo").OrderBy(g => g.Key, StringComparer.Ordinal).Take(400).ToList();
    foreach (var (name, render) in PageTemplates.All)
    {
        var set = new List<(Gold, FoundDocument)>();
        var texts = new Dictionary<string, string>();
        for (int n = 0; n < 40; n++)
        {
            var s = stories[random.Next(stories.Count)];
            var others = Enumerable.Range(0, 40).Select(_ => stories[random.Next(stories.Count)].Title!).Distinct().ToList();
            var page = render(new PageStory("Lakeside Tribune", "Business", s.Title!, new DateTime(2024, 1, 1).AddMinutes(random.Next(500000)), n % 3 == 0 ? null : "Maria Delgado", s.Body!.Split('\n'), others, ["Harbor Post", "Valley Wire", "NorthFeed"]), random);
            var a = TextPageExtractor.Extract(page.Text, new PageHints());
            string key = $"{name}-{n}";
            texts[key] = page.Text;
            articles[key] = a;
            set.Add((new Gold(key, "x", "full", s.Credit, page.Site, page.Section, page.Title, page.Published, s.Agency, string.Join('\n', page.Body)),
                new FoundDocument(key, "", null, a.Site?.Value, a.Title?.Value, a.Published?.Value, a.Agency?.Value, a.Body)));
        }
        Report(name, set, args.Contains(name), id => texts[id]);
    }
}

void Report(string name, List<(Gold Truth, FoundDocument Found)> set, bool verbose, Func<string, string> text)
{
    var f1 = FieldScores.BodyWordF1(set);
    Console.WriteLine($"{name,-24} body {f1.Average(f => f.F1):0.0000}  " + string.Join("  ", FieldScores.Score(set).Select(s => $"{s.Field} {s.Accuracy:0.000} inv {s.Invented}/{s.NotShown}")));
    if (!verbose && !args.Contains("-h")) return;
    if (!args.Contains("-h")) foreach (var (key, score) in f1.OrderBy(f => f.F1).Take(4))
    {
        Console.WriteLine($"======== {key} {score:0.000}");
        var body = set.First(s => s.Truth.Key == key).Truth.Body!.Split('\n').ToHashSet();
        foreach (var line in articles[key].Lines)
        {
            bool should = body.Contains(line.Text);
            bool did = line.Reason == LineReason.Body;
            if (line.Reason != LineReason.Blank) Console.WriteLine($"{(should == did ? "  " : should ? "-!" : "+!")} {line.Reason,-13} {line.Text[..Math.Min(110, line.Text.Length)]}");
        }
    }
    if (args.Contains("-h"))
    {
        foreach (var (t, f) in set.Where(x => !FieldScores.SameText(x.Truth.Title ?? "", x.Found.Title ?? "") || x.Truth.Site is not null && x.Truth.Site != x.Found.Site || x.Truth.Published is not null && !FieldScores.SameTime(x.Truth.Published, x.Found.Published ?? "")).Take(1))
        {
            Console.WriteLine($"   #### {t.Key} want title [{t.Title}] got [{f.Title}] site [{t.Site}] got [{f.Site}] date [{t.Published}] got [{f.Published}]");
            foreach (var line in articles[t.Key].Lines.Where(l => l.Reason != LineReason.Blank).Take(26))
                Console.WriteLine($"     {line.Reason,-13} {line.Text[..Math.Min(120, line.Text.Length)]}");
        }
        return;
    }
    int shown = 0;
    foreach (var (t, f) in set)
    {
        if (shown > 25) break;
        void Show(string field, string? want, string? got, Func<string, string, bool> same)
        {
            if (want is null && got is null || want is not null && got is not null && same(want, got)) return;
            shown++;
            Console.WriteLine($"   {t.Key} {field}: want [{want}] got [{got}]");
        }
        Show("site", t.Site, f.Site, FieldScores.SameText);
        Show("title", t.Title, f.Title, FieldScores.SameText);
        Show("date", t.Published, f.Published, FieldScores.SameTime);
        if (!t.Credit) Show("agency", t.Agency, f.Agency, FieldScores.SameText);
    }
}
