using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Reads the dates that pages claim, in the forms that news pages use, into ISO 8601.</summary>
/// <remarks>
/// A day alone stays a day; a time without a zone stays without one; a zone is written as an offset. Two-digit day and month
/// with slashes are read as month/day, as US pages have it, unless only day/month is possible; with dots as day.month.
/// Relative dates ("3 hours ago") give nothing: they claim no day.
/// </remarks>
internal static partial class ClaimedDate
{
    private static readonly FrozenDictionary<string, int> Months = BuildMonths();

    private static readonly FrozenDictionary<string, string> Zones =
        "z=Z utc=Z gmt=Z est=-05:00 edt=-04:00 cst=-06:00 cdt=-05:00 mst=-07:00 mdt=-06:00 pst=-08:00 pdt=-07:00 bst=+01:00 cet=+01:00 cest=+02:00 jst=+09:00 kst=+09:00"
        .Split(' ').Select(pair => pair.Split('=')).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>The first date in the text, or null.</summary>
    public static Found? Read(string text)
    {
        (string? value, int start, int end) = Find(text);
        return value is null ? null : new Found(value, text[start..end].Trim());
    }

    /// <summary>Whether the line holds a date and, beside it, no more than words that go with dates and a few others.</summary>
    public static bool IsDateLine(string text)
    {
        if (RelativeForm().IsMatch(text) || (text.Length <= 90 && AgoForm().IsMatch(text))) return true;
        (string? value, int start, int end) = Find(text);
        if (value is null) return false;
        // A date between bars, with the author or the section beside it, is a line about the page too.
        if (text.AsSpan(start..end).ContainsAny('|', '·', '•') is false && text.Split(['|', '·', '•']) is { Length: > 1 and <= 4 } parts)
            return text.Length <= 120 && parts.Any(part => IsDateLine(part.Trim()));
        string behind = text[end..];
        // Posted on … by Jane Doe in Travel: who and where beside when.
        if (AuthorBehind().Match(behind) is { Success: true, Length: <= 60 } author) behind = behind[..author.Index];
        string rest = DateWords().Replace(text[..start] + " " + behind, " ");
        // A second date (updated …) is no more than the first.
        (string? second, int from, int to) = Find(rest);
        if (second is not null) rest = rest[..from] + " " + rest[to..];
        return rest.Count(char.IsLetterOrDigit) <= 4;
    }

    private static (string? Value, int Start, int End) Find(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return (null, 0, 0);
        foreach (Regex form in new[] { YearFirst(), Chinese(), DayMonthName(), MonthNameDay(), DayFirst() })
        {
            foreach (Match match in form.Matches(text))
            {
                if (ReadDay(match) is not DateOnly day) continue;
                int end = match.Index + match.Length;
                int start = match.Index;
                Match time = TimeAfter().Match(text, end);
                if (time.Success && time.Index == end)
                {
                    end = time.Index + time.Length;
                }
                else
                {
                    time = TimeBefore().Match(text[..start]);
                    if (time.Success) start = time.Index;
                }
                return (Format(day, time), start, end);
            }
        }
        return (null, 0, 0);
    }

    private static DateOnly? ReadDay(Match match)
    {
        int year = Number(match.Groups["y"]);
        if (year < 100) year += year < 70 ? 2000 : 1900;
        int day = Number(match.Groups["d"]);
        int month = match.Groups["n"].Success
            ? Months.GetValueOrDefault(match.Groups["n"].Value.TrimEnd('.').ToLowerInvariant())
            : Number(match.Groups["m"]);
        if (match.Groups["sep"] is { Success: true, Value: "/" } && day <= 12 && month <= 31) (day, month) = (month, day);
        if (month > 12 && day <= 12) (day, month) = (month, day);
        if (year is < 1900 or > 2100 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return new DateOnly(year, month, day);
    }

    private static string Format(DateOnly day, Match time)
    {
        string date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (!time.Success || !time.Groups["h"].Success) return date;
        int hour = Number(time.Groups["h"]);
        int minute = time.Groups["min"].Success ? Number(time.Groups["min"]) : 0;
        int second = time.Groups["s"].Success ? Number(time.Groups["s"]) : 0;
        string half = time.Groups["half"].Value.ToLowerInvariant();
        if (half.StartsWith('p') && hour < 12) hour += 12;
        if (half.StartsWith('a') && hour == 12) hour = 0;
        if (hour > 23 || minute > 59 || second > 59) return date;
        string zone = time.Groups["zone"].Value.ToLowerInvariant();
        if (zone.Length > 0 && !Zones.TryGetValue(zone, out zone!))
        {
            string digits = new([.. time.Groups["zone"].Value.Where(char.IsAsciiDigit)]);
            zone = digits.Length == 4 ? $"{time.Groups["zone"].Value[0]}{digits[..2]}:{digits[2..]}" : string.Empty;
        }
        return string.Create(CultureInfo.InvariantCulture, $"{date}T{hour:00}:{minute:00}:{second:00}{zone}");
    }

    /// <summary>Digits of every script: Japanese pages write full-width ones.</summary>
    private static int Number(Group group)
    {
        int number = 0;
        foreach (char digit in group.ValueSpan) number = number * 10 + CharUnicodeInfo.GetDecimalDigitValue(digit);
        return number;
    }

    private static FrozenDictionary<string, int> BuildMonths()
    {
        string[] rows =
        [
            "january jan januar janvier janv enero ene janeiro gennaio januari января jänner", "february feb februar février févr fév febrero fevereiro febbraio februari февраля", "march mar märz mrz mars marzo março maart марта",
            "april apr avril avr abril abr aprile апреля", "may mai mayo maio maggio mei мая", "june jun juni juin junio junho giugno июня", "july jul juli juillet juil julio julho luglio июля",
            "august aug août aout agosto ago augustus августа", "september sep sept septembre septiembre setembro settembre сентября", "october oct oktober okt octobre octubre outubro ottobre октября", "november nov novembre noviembre novembro ноября", "december dec dezember dez décembre déc diciembre dic dezembro dicembre декабря",
        ];
        return rows.SelectMany((row, i) => row.Split(' ').Select(name => (name, i + 1))).ToFrozenDictionary(p => p.name, p => p.Item2);
    }

    [GeneratedRegex(@"(?<!\d)(?<y>(19|20)\d\d)(?:[-/.](?<m>\d{1,2})[-/.](?<d>\d{1,2}))(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?<y>(19|20)\d\d)\s*[年년]\s*(?<m>\d{1,2})\s*[月월]\s*(?<d>\d{1,2})\s*[日号일]?", RegexOptions.CultureInvariant)]
    private static partial Regex Chinese();

    [GeneratedRegex(@"(?<!\d)(?<d>\d{1,2})(st|nd|rd|th|er|º|\.)?[\s\u00A0-]+(of |de )?(?<n>\p{L}{3,10}\.?)[,\s\u00A0-]+(de |del )?(?<y>(19|20)\d\d)(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex DayMonthName();

    [GeneratedRegex(@"(?<!\p{L})(?<n>\p{L}{3,10}\.?)[\s\u00A0-]+(?<d>\d{1,2})(st|nd|rd|th)?[,\s\u00A0-]+(?<y>(19|20)\d\d)(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex MonthNameDay();

    [GeneratedRegex(@"(?<!\d)(?<d>\d{1,2})(?<sep>[./-])(?<m>\d{1,2})[./-](?<y>(19|20)?\d\d)(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    [GeneratedRegex(@"\G[\s,\u00A0T|·•–—-]*(at |um |à |a las |alle |às |klo )?(?<h>\d{1,2})([:.h](?<min>\d\d))(:(?<s>\d\d))?(\.\d+)?\s*(?<half>[ap]\.?m\b\.?)?\s*(Uhr)?\s*\(?(?<zone>Z|[A-Z]{3,4}\b|[+-]\d\d:?\d\d)?\)?|\G[\s,\u00A0|·–—-]*(at )?(?<h>\d{1,2})\s*(?<half>[ap]\.?m\b\.?)\s*\(?(?<zone>[A-Z]{3,4}\b)?\)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimeAfter();

    [GeneratedRegex(@"(?<h>\d{1,2})[:.](?<min>\d\d)(:(?<s>\d\d))?\s*(?<half>[ap]\.?m\b\.?)?\s*\(?(?<zone>[A-Z]{3,4}\b)?\)?[\s,|·–—-]*(on |,)?\s*(\p{L}{2,9}day,?|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)?[\s,.]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimeBefore();

    [GeneratedRegex(@"^\W*(published|updated|posted|last updated|modified)?:?\s*(about |over |almost )?(an?|one|two|\d{1,3})\s*(s|sec|secs|seconds?|m|min|mins|minutes?|h|hr|hrs|hours?|d|days?|wk|weeks?|months?|years?)\s*(ago)?\W*$|^\W*(just now|yesterday|today)\W*$|^\W*(vor \d+ \p{L}+|il y a \d+ \p{L}+|hace \d+ \p{L}+)\W*$|^\d+\s*(分钟|小时|天|时间)前$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RelativeForm();

    [GeneratedRegex(@"\b(by|von|par|por|in|under)\s+\p{L}.*$", RegexOptions.CultureInvariant)]
    private static partial Regex AuthorBehind();

    /// <summary>15 hours ago among names and counts; at the end of a sentence it is the article's own.</summary>
    [GeneratedRegex(@"\d\s*(minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago(?!.*[.!?]\W*$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AgoForm();

    [GeneratedRegex(@"\b(first|originally|last|published|publication|posted|post|updated|update|modified|created|released|issued|aired|date|time|on|at|by|in|of|the|am|pm|a\.m|p\.m|et|est|edt|ct|cst|cdt|mt|pt|pst|pdt|gmt|utc|bst|ist|cet|cest|uhr|mon(day)?|tue(s|sday)?|wed(nesday)?|thu(r|rs|rsday)?|fri(day)?|sat(urday)?|sun(day)?|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mo|di|mi|do|fr|sa|so|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|veröffentlicht|aktualisiert|zuletzt|stand|vom|am|um|publié|publiée|le|à|mis|mise|jour|modifié|publicado|actualizado|el|las|a|h|hrs|hoy|pubblicato|ultimo|aggiornamento|aggiornato|alle|il|ore|heure|ist|jst|kst|sgt|hkt|aest|publication|release|eastern|central|pacific|minutes?|hours?|ago)\b|发布时间|发布日期|时间|日期|发布|更新|星期.|周.", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DateWords();
}
