using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Reads dates that are told from the moment of reading: 3 hours ago, yesterday, vor 2 Stunden, вчера, 3小时前.</summary>
/// <remarks>
/// They claim a day only against the time at which the page was fetched. Weeks, months and years are too coarse for a day and
/// claim none. Seconds, minutes and hours give a time in UTC; days and words for days give a day.
/// </remarks>
internal static partial class RelativeDate
{
    private const int Minute = 1;
    private const int Hour = 60;
    private const int Day = 24 * Hour;

    /// <summary>No page was fetched before there was a web; a time that says so is a mistake, and from the year 1 nothing can be told back.</summary>
    private const int FirstYear = 1990;

    private static readonly FrozenDictionary<string, int> Days = Table(
        (0, "today heute aujourd'hui hoy hoje oggi vandaag сегодня اليوم 今天 今日 오늘"),
        (1, "yesterday gestern hier ayer ontem ieri gisteren вчера أمس امس 昨天 昨日 어제"),
        (2, "vorgestern avant-hier anteayer anteontem позавчера 前天 一昨日 그저께"));

    private static readonly FrozenDictionary<string, int> Numbers = Table(
        (1, "a an one ein eine einer einem einen un une una uno um uma een один одну одна"),
        (2, "two zwei deux dos dois duas due twee два две"),
        (3, "three drei trois tres três tre drie три"));

    /// <summary>Minutes of a unit, by the letters that it begins with; the longest that fits holds.</summary>
    private static readonly (string Start, int Minutes)[] Units =
    [
        .. Rows(0, "sec sek seg s сек с ثانية ثوان لحظات 秒 초"),
        .. Rows(Minute, "min m мин м دقيقة دقائق دقيقتين 分 분"),
        .. Rows(Hour, "hour hr h stunde std heure hora ora ore uur час ч ساعة ساعات ساعتين 小时 小時 時間 시간"),
        .. Rows(Day, "day d tag jour j día dia giorn dag ден дня дней يوم أيام ايام يومين 天 日 일"),
        .. Rows(-1, "w week wk woche semaine semana settiman неделю недел أسبوع اسبوع أسابيع 周 週 星期 주 mo monat mois mes mês mese maand месяц شهر أشهر 个月 個月 か月 ヶ月 개월 year jahr an año ano jaar год лет سنة سنوات عام 年 년"),
    ];

    /// <summary>Some part of every word that the forms know: most lines are not looked at twice.</summary>
    public static readonly Marks Words = new(words: ["fa"], marks:
        ["ago", "vor ", "vorgestern", "anteayer", "anteontem", "il y a", "hace ", "atr", "geleden", "just now", " eben", "instant", "ahora", "agora", "today", "yesterday", "heute", "gestern", "aujourd", "hier", "hoy", "ayer", "hoje",
        "ontem", "oggi", "ieri", "vandaag", "gisteren", "há ", "назад", "тому", "только", "сегодня", "вчера", "منذ", "قبل", "الآن", "اليوم", "أمس", "امس", "前", "전", "今", "昨", "刚", "剛", "방금", "오늘", "어제", "그저께"]);

    /// <summary>Whether the line is such a date and little else.</summary>
    public static bool IsDateLine(string text) => text.Length <= 120 && Words.In(text) && IsDate(text);

    /// <summary>Whether the line is such a date and little else.</summary>
    public static bool IsDateLine(LineFeatures line) => line.Text.Length <= 120 && Words.In(line) && IsDate(line.Text);

    private static bool IsDate(string text)
    {
        string folded = DateText.Fold(text);
        if (Match(folded) is not { Success: true } match) return false;
        // Today 12°C is the weather: beside a word for a day stands nothing else.
        int other = DateText.CountOther(folded[..match.Index] + " " + folded[(match.Index + match.Length)..]);
        return other <= (match.Groups["day"].Success ? 0 : 4);
    }

    /// <summary>What the words say as seen at that time; null where they say no day, or the time is unknown.</summary>
    /// <param name="text">The line.</param>
    /// <param name="fetched">When the page was fetched, ISO 8601.</param>
    public static Found? Read(string text, string? fetched)
    {
        if (text.Length > 120 || !Words.In(text) || !DateTimeOffset.TryParse(fetched, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset seen) || seen.Year < FirstYear)
            return null;
        Match match = Match(DateText.Fold(text));
        if (!match.Success) return null;
        string evidence = match.Value.Trim();
        if (match.Groups["now"].Success) return new Found(Time(seen), evidence);
        if (match.Groups["day"] is { Success: true } word)
            return new Found(ClaimedDate.Format(DateOnly.FromDateTime(seen.UtcDateTime).AddDays(-Days[word.Value.Replace('’', '\'').ToLowerInvariant()]), match), evidence);
        string unit = match.Groups["u"].Value.ToLowerInvariant();
        int minutes = Units.Where(u => unit.StartsWith(u.Start, StringComparison.Ordinal)).OrderByDescending(u => u.Start.Length).Select(u => u.Minutes).FirstOrDefault(-1);
        // The Arabic dual holds its number.
        int number = match.Groups["c"] is { Success: true } count
            ? Numbers.TryGetValue(count.Value.Trim('\'', '’').ToLowerInvariant(), out int named) ? named : int.Parse(count.Value, CultureInfo.InvariantCulture)
            : unit.EndsWith("ين", StringComparison.Ordinal) ? 2 : 1;
        if (minutes < 0 || (long)number * minutes > 60L * Day) return null;
        DateTimeOffset then = seen.AddMinutes(-number * minutes);
        return new Found(minutes == Day ? then.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : Time(then), evidence);
    }

    private static Match Match(string text) => Ago().Match(text) is { Success: true } ago ? ago : DayWord().Match(text);

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private static IEnumerable<(string, int)> Rows(int minutes, string starts) => starts.Split(' ').Select(start => (start, minutes));

    private static FrozenDictionary<string, int> Table(params (int Value, string Words)[] rows) =>
        rows.SelectMany(row => row.Words.Split(' ').Select(word => (word, row.Value))).ToFrozenDictionary(row => row.word, row => row.Value);

    private const string Count = @"(?<c>\d{1,3}|an?|one|two|three|eine[rmn]?|zwei|drei|une?|una?|deux|trois|uma?|dos|tres|dois|duas|três|uno|due|tre|een|twee|drie|один|одну|два|две|три)";

    /// <summary>A number and a unit with the word that says ago, before or behind.</summary>
    [GeneratedRegex($@"(?<![\p{{L}}\d])(?:(?:vor|il y a|hace|há|منذ|قبل)\s+(?:(?:etwa|rund|environ|unos|unas|cerca de|حوالي)\s+)?(?:{Count}\s*)?(?<u>\p{{L}}{{1,10}})|(?:{Count}\s*)?(?<u>\p{{L}}{{1,10}})\.?\s+(?:ago|atrás|fa|geleden|назад|тому назад)|{Count}\s*(?<u>秒|分钟|分鐘|分|小时|小時|時間|天|日|周|週間?|星期|个月|個月|か月|ヶ月|年|초|분|시간|일|주|개월|년)\s?(?:前|전))(?![\p{{L}}\d])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Ago();

    /// <summary>A word for a day, perhaps with a time, or for this moment.</summary>
    [GeneratedRegex(@"(?<![\p{L}\d])(?:(?<now>just now|gerade eben|à l['’]instant|ahora mismo|agora mesmo|только что|الآن|刚刚|剛剛|たった今|방금)|(?<day>today|yesterday|heute|vorgestern|gestern|aujourd['’]hui|avant-hier|hier|hoy|anteayer|ayer|hoje|anteontem|ontem|oggi|ieri|vandaag|gisteren|сегодня|позавчера|вчера|اليوم|أمس|امس|今天|今日|昨天|前天|一昨日|昨日|오늘|그저께|어제)(?:[\s,]*(?:at|um|à|a las|a la|às|alle|om|в|الساعة)?\s*(?<h>\d{1,2})\s?[:.h時时]\s?(?<min>\d\d)(?<s>)?分?(?:\s*(?<half>[ap]\.?m)\b\.?)?(?:\s*(?:Uhr|h|hs))?)?)(?![\p{L}\d])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DayWord();
}
