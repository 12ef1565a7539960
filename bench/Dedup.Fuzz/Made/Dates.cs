using System.Globalization;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>Dates as pages write them, right and wrong ones.</summary>
internal static class Dates
{
    private static readonly string[] Cultures = ["en-US", "de-DE", "fr-FR", "es-ES", "pt-BR", "it-IT", "nl-NL", "ru-RU", "ja-JP"];

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd", "yyyy/MM/dd", "yyyy.MM.dd", "dd.MM.yyyy", "dd/MM/yyyy", "d.M.yy", "MM/dd/yyyy", "d MMMM yyyy", "MMMM d, yyyy", "d. MMMM yyyy", "dddd, d MMMM yyyy", "MMM d yyyy", "yyyy年M月d日", "yyyy년 M월 d일", "yyyyMMdd", "d 'de' MMMM 'de' yyyy",
        "yyyy-MM-ddTHH:mm:ssZ", "yyyy-MM-ddTHH:mm:ss.fffzzz", "yyyy-MM-dd HH:mm", "MMMM d, yyyy h:mm tt", "d MMMM yyyy 'at' HH:mm", "dd.MM.yyyy, HH.mm 'Uhr'", "d MMMM yyyy 'à' HH'h'mm",
    ];

    private static readonly string[] Zones = ["", "", " GMT", " UTC+2", " EST", " ET", "Z", "+02:00", " +0530", " (CEST)", " мск", " IST", "+99:99", " UTC+99", "−05:00", " PST"];

    private static readonly string[] Labels = ["", "Published ", "Updated: ", "Posted on ", "Veröffentlicht am ", "Publié le ", "Обновлено ", "发布时间：", "Stand: ", "Last modified: ", "By Jane Doe | ", "(", "Date : "];

    private static readonly string[] Counts = ["1", "2", "3", "59", "999", "a", "an", "one", "eine", "einer", "einem", "un", "une", "um", "uma", "dos", "due", "een", "один", "два", "٣", "９", ""];

    private static readonly string[] Units = ["seconds", "min", "minutes", "hours", "h", "days", "weeks", "months", "years", "Stunden", "Tagen", "heures", "horas", "dias", "minuti", "uur", "часа", "дней", "ساعتين", "小时", "分钟", "日", "時間", "시간", "s", "m", "d"];

    private static readonly string[] Days = ["today", "yesterday", "heute", "gestern", "vorgestern", "aujourd'hui", "aujourd’hui", "hier", "avant-hier", "hoy", "ayer", "anteayer", "hoje", "ontem", "anteontem", "oggi", "ieri", "vandaag", "gisteren", "сегодня", "вчера", "позавчера", "اليوم", "أمس", "今天", "昨天", "前天", "一昨日", "어제", "just now", "ahora mismo", "只刚刚"];

    /// <summary>A day of these two centuries.</summary>
    public static DateOnly Day(FuzzRandom random) => new DateOnly(1900, 1, 1).AddDays(random.Below(200 * 365));

    /// <summary>An absolute date.</summary>
    public static string Absolute(FuzzRandom random)
    {
        if (random.Once(5)) return random.Of<string>(Signs.Numbers) + random.Of<string>(Signs.Marks) + random.Of<string>(Signs.Numbers) + random.Of<string>(Signs.Marks) + random.Of<string>(Signs.Numbers);
        DateTime time = Day(random).ToDateTime(new TimeOnly(random.Below(24), random.Below(60), random.Below(60)));
        string date = time.ToString(random.Of<string>(Forms), CultureInfo.GetCultureInfo(random.Of<string>(Cultures))) + random.Of<string>(Zones);
        return random.Once(8) ? string.Concat(date.Select(c => c is >= '0' and <= '9' ? (char)(random.Of<int>([0x660, 0x6F0, 0x966, 0xFF10]) + c - '0') : c)) : date;
    }

    /// <summary>A date told from now.</summary>
    public static string Relative(FuzzRandom random)
    {
        string count = random.Of<string>(Counts);
        string unit = random.Of<string>(Units);
        string words = random.Below(6) switch
        {
            0 => $"{count} {unit} ago",
            1 => $"{random.Of<string>(["vor", "il y a", "hace", "há", "منذ", "قبل"])} {random.Of<string>(["", "", "etwa ", "cerca de ", "unos "])}{count} {unit}",
            2 => $"{count} {unit} {random.Of<string>(["atrás", "fa", "geleden", "назад", "тому назад"])}",
            3 => $"{count}{unit}{random.Of<string>(["前", "전"])}",
            _ => random.Of<string>(Days) + random.Of<string>(["", "", ", 18:03", " at 6:03 pm", " um 25.99 Uhr", " à 18h03", " 9:5"]),
        };
        // Letters whose other case is a letter of another kind.
        return random.Below(10) switch
        {
            0 => words.ToUpperInvariant(),
            1 => words.Replace('i', 'İ').Replace('k', 'K').Replace('s', 'ſ'),
            2 => words.ToUpperInvariant().Replace('I', 'ı'),
            _ => words,
        };
    }

    /// <summary>A line with a date.</summary>
    public static string Line(FuzzRandom random) =>
        random.Of<string>(Labels) + (random.Once(3) ? Relative(random) : Absolute(random)) + (random.Once(4) ? " | " + (random.Once(2) ? Absolute(random) : Wording.Word(random)) : string.Empty);

    /// <summary>When a page was fetched, or nothing, or no time.</summary>
    public static string? Fetched(FuzzRandom random) => random.Below(6) switch
    {
        0 => null,
        1 => random.Of<string>(["0001-01-01T00:00:00Z", "0001-01-02T00:00:00Z", "9999-12-31T23:59:59Z", "1970-01-01T00:00:00Z", "not a time", "2024-02-30T00:00:00Z", ""]),
        _ => Day(random).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T12:34:56Z",
    };
}
