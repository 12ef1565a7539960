using Dedup.Engine.Extraction;
using Dedup.Engine.Sources;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>A page with what came beside it.</summary>
/// <param name="Text">The page.</param>
/// <param name="Hints">What came beside it.</param>
/// <param name="Fetched">When it was fetched.</param>
internal sealed record MadePage(string Text, PageHints Hints, string? Fetched);

/// <summary>Pages as lines of text: menus, headline, byline, dates, paragraphs, boxes, notices.</summary>
internal static class TextPages
{
    private const int MostLines = 200;

    private static readonly string[] Furniture =
    [
        "Home | News | Sport | Weather", "Home > News > Local", "Skip to content", "Share this:", "Facebook Twitter WhatsApp Print", "Advertisement", "Read more", "MORE: Bridge opens", "Most read", "Related articles", "Subscribe to our newsletter",
        "We use cookies to improve your experience.", "Accept", "© 2025 Example Media. All rights reserved.", "Copyright 2024 The Associated Press. All rights reserved.", "Comments (12)", "Leave a reply", "Tags: bridge, river", "Previous article", "Next", "1 2 3 … 10", "12 345 views",
        "Reads: 7871", "Photo: Jane Doe/AP", "Getty Images", "(AFP)", "- Reuters", "Source: AFP", "Quelle: dpa", "来源：新华社", "編集部", "責任編集：山田", "Filed under: Local", "Jane Doe covers the courts for the Tribune.", "Sign in", "Watch live", "ADVERTISEMENT", "***", "----", "", " ", "\u200B",
    ];

    private static readonly string[] Bylines =
        ["By Jane Doe", "By JANE DOE and MAX MUSTER, Associated Press", "Von Max Mustermann", "Par Élise Lefèvre avec AFP", "Por José García", "Reuters Staff", "By Jane Doe | The Tribune | Updated 3 hours ago", "Text: Иван Петров", "بقلم: أحمد علي", "新华社记者 张三", "取材・文／山田太郎", "山田太郎記者", "Jane Doe, Senior Reporter", "By admin", "Di Redazione ANSA", "Jane Doe in London"];

    private static readonly string[] Datelines =
        ["LONDON (Reuters) - ", "SEOUL, South Korea (AP) — ", "NEW YORK, March 3 (Reuters) -- ", "BERLIN (dpa) – ", "МОСКВА, 14 апр — РИА Новости. ", "الرياض 14 أبريل (واس) ", "[東京 14日 ロイター] ", "【東京共同】", "新华社北京4月14日电 ", "/PRNewswire/ -- ", "PARIS: ", "“LONDON"];

    /// <summary>A line of any kind.</summary>
    public static string Line(FuzzRandom random) => random.Below(10) switch
    {
        0 or 1 => random.Of<string>(Furniture),
        2 => random.Of<string>(Bylines),
        3 => Dates.Line(random),
        4 => random.Of<string>(Datelines) + Wording.Sentence(random),
        5 => Wording.Headline(random),
        6 => $"{random.Of<string>(["Author", "Source", "Published", "Section", "Editor", "Updated", "Reads", "作者", "来源", "時間", "Дата", "تاريخ النشر"])}{random.Of<string>([": ", ":", "：", " : "])}{(random.Once(2) ? Dates.Absolute(random) : Wording.Person(random))} ",
        7 => random.Of<string>(["By ", "Von ", "Par ", "by ", "Text: ", ""]) + Wording.Person(random) + random.Of<string>([", ", " and ", " | ", " / ", " (", " – "]) + random.Of<string>(["AP", "Reuters", "dpa", "AFP", "Staff Writer", "Associated Press", "新华社", "ТАСС"]) + random.Of<string>(["", ")", ".", " contributed to this report."]),
        _ => Wording.Paragraph(random),
    };

    /// <summary>A page of text.</summary>
    public static string Text(FuzzRandom random)
    {
        string[] lines = [.. Enumerable.Range(0, random.Size(MostLines)).Select(_ => Line(random))];
        if (random.Once(8) && lines.Length > 0) lines = [.. lines, .. Enumerable.Repeat(random.Of(lines), random.Size(300))];
        return string.Join(random.Once(4) ? "\r\n" : random.Once(8) ? "\n\n" : "\n", lines);
    }

    /// <summary>What came beside a page.</summary>
    public static PageHints Hints(FuzzRandom random, string? mediaType)
    {
        string? Maybe(Func<string> value) => random.Once(3) ? random.Once(6) ? TextMutation.Mutate(random, value()) : value() : null;
        return new PageHints(
            Maybe(() => random.Once(2) ? Addresses.WithDay(random) : Addresses.Of(random)), Maybe(() => Wording.Words(random, 2)), Maybe(() => Wording.Headline(random) + random.Of<string>(["", " | Example", " - Example News"])),
            Maybe(() => random.Once(2) ? Dates.Absolute(random) : Dates.Relative(random)), mediaType, PageFields.LanguageCode(Maybe(() => random.Of<string>(["en", "de", "zh", "EN-us", "x", ""]))), Maybe(() => random.Once(2) ? Wording.Person(random) : random.Of<string>(Bylines)));
    }

    /// <summary>A page of text with what came beside it, damaged as a rule.</summary>
    public static MadePage Page(FuzzRandom random) =>
        new(random.Once(12) ? TextMutation.Noise(random, 4_000) : TextMutation.Mutate(random, Text(random), Text), Hints(random, random.Once(2) ? "text/plain" : null), Dates.Fetched(random));

    /// <summary>Pages with fewer lines, or nothing beside them.</summary>
    public static IEnumerable<MadePage> Smaller(MadePage page) =>
    [
        page with { Hints = new PageHints(MediaType: page.Hints.MediaType) }, page with { Fetched = null },
        .. Halves.Of(page.Text.Split('\n')).Select(lines => page with { Text = string.Join('\n', lines) }).Concat(Halves.Of(page.Text).Select(text => page with { Text = text })).Where(p => p.Text.Length < page.Text.Length),
    ];
}
