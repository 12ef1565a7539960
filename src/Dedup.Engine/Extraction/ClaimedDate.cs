using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Reads the dates that pages claim, in the forms that news pages use in a dozen languages, into ISO 8601.</summary>
/// <remarks>
/// A day alone stays a day; a time without a zone stays without one; a zone is written as an offset. Two-digit day and month
/// with slashes are read as month/day, as US pages have it, unless only day/month is possible or the page is not in English; with
/// dots as day.month.
/// Digits of every script count. Dates told from the moment of reading are <see cref="RelativeDate"/>'s.
/// </remarks>
internal static partial class ClaimedDate
{
    /// <summary>What stands between year, month and day in figures; and what tells a month's name of letters.</summary>
    private static readonly SearchValues<char> FigureMarks = SearchValues.Create("-/.");

    private static readonly SearchValues<char> UnspacedMarks = SearchValues.Create("年년");

    private static readonly SearchValues<char> RelativeHeads = SearchValues.Create("aAjJlLmMoOpPtTuUyY");

    private static readonly SearchValues<string> Centuries = SearchValues.Create(["19", "20"], StringComparison.Ordinal);

    /// <summary>Longer lines are no date lines: some forms try every run of blanks with every other.</summary>
    private const int MaxDateLine = 400;

    /// <summary>The first date in the text, or null.</summary>
    /// <param name="text">The text.</param>
    /// <param name="language">Its language: outside English 8/3/2025 is the eighth of March.</param>
    public static Found? Read(string text, string? language = null)
    {
        string folded = DateText.Fold(text);
        return Found(new DateInText(folded, Find(folded, !IsMonthFirst(language))));
    }

    /// <summary>Likewise of a line, of which the date is read once.</summary>
    public static Found? Read(LineFeatures line, string? language) =>
        IsMonthFirst(language) || !(line.HasSlash || line.HasOtherLetters) ? Found(line.Date) : Read(line.Text, language);

    /// <summary>The first date in the text, month before day.</summary>
    public static DateInText In(string text)
    {
        string folded = DateText.Fold(text);
        return new DateInText(folded, Find(folded));
    }

    private static bool IsMonthFirst(string? language) => language is null or "en";

    private static Found? Found(DateInText date) => date.Value is null ? null : new Found(date.Value, date.Text[date.Start..date.End].Trim());

    /// <summary>Whether the line holds a date and, beside it, no more than words that go with dates and a few others.</summary>
    public static bool IsDateLine(string text)
    {
        if (text.Length > MaxDateLine) return false;
        if (RelativeForm().IsMatch(text) || (text.Length <= 90 && AgoForm().IsMatch(text)) || RelativeDate.IsDateLine(text)) return true;
        return IsAbsoluteLine(In(text));
    }

    /// <summary>Likewise of a line whose form is known: most lines hold nothing that the forms need.</summary>
    public static bool IsDateLine(LineFeatures line)
    {
        if (line.Text.Length > MaxDateLine) return false;
        if (MayBeRelative(line) && RelativeForm().IsMatch(line.Text)) return true;
        if (line.HasDigit && line.Text.Length <= 90 && RelativeDate.Words.In(line) && AgoForm().IsMatch(line.Text)) return true;
        return RelativeDate.IsDateLine(line) || ((line.HasDigit || line.HasOtherLetters) && IsAbsoluteLine(line.Date));
    }

    /// <summary>In plain letters such a line has seven words at most, and a figure or the first letter of one of the words that it may begin with.</summary>
    private static bool MayBeRelative(LineFeatures line) =>
        line.HasOtherLetters
        || (line.Words <= 7 && (char.IsDigit(line.Head) || (line.Words <= 2 ? line.HasDigit || RelativeHeads.Contains(line.Head) : line.Opens(Opening.Relative))));

    /// <summary>Whether the text is a date and nothing beside it but words that go with dates.</summary>
    public static bool IsDate(string text)
    {
        DateInText date = In(text);
        return date.Value is not null && DateText.CountOther(date.Text[..date.Start] + " " + date.Text[date.End..]) == 0;
    }

    private static bool IsAbsoluteLine(DateInText date)
    {
        (string text, string? value, int start, int end) = date;
        if (value is null) return false;
        // A date between bars, with the author or the section beside it, is a line about the page too.
        if (text.AsSpan(start..end).ContainsAny('|', '·', '•') is false && text.Split(['|', '·', '•']) is { Length: > 1 and <= 4 } parts)
            return text.Length <= 120 && parts.Any(part => IsAbsoluteLine(In(part.Trim())));
        string behind = text[end..];
        // Posted on … by Jane Doe in Travel: who and where beside when.
        if (AuthorBehind().Match(behind) is { Success: true, Length: <= 60 } author) behind = behind[..author.Index];
        string rest = text[..start] + " " + behind;
        // A second date (updated …) is no more than the first.
        (string? second, int from, int to) = Find(rest);
        if (second is not null) rest = rest[..from] + " " + rest[to..];
        // Money / 09.10.2025 21:55, Mon 25 Aug 2025 08:38 Lakeside Tribune: no headline tells day and minute.
        return DateText.CountOther(rest) <= (value.Contains('T', StringComparison.Ordinal) && CountWords(rest) <= 4 && !Byline.Begins(rest) ? 40 : 4);
    }

    private static int CountWords(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsLetterOrDigit));

    private static (string? Value, int Start, int End) Find(string text, bool dayFirst = false)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return default;
        bool hasYear = HasYear(text);
        // Every form behind a mark that it needs: most lines with a figure hold no date.
        if (hasYear && text.AsSpan().ContainsAny(FigureMarks) && First(text, YearFirst()) is { Value: not null } figures) return figures;
        if (text.AsSpan().ContainsAny(UnspacedMarks) && First(text, Unspaced()) is { Value: not null } unspaced) return unspaced;
        if (hasYear && First(text, DayMonthName()) is { Value: not null } dayName) return dayName;
        if (hasYear && First(text, MonthNameDay()) is { Value: not null } nameDay) return nameDay;
        return text.AsSpan().ContainsAny(FigureMarks) ? First(text, DayFirst(), dayFirst) : default;
    }

    /// <summary>Whether four figures of these two centuries stand in the text.</summary>
    private static bool HasYear(ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Centuries) is >= 0 and int at)
        {
            if (at + 3 < text.Length && char.IsDigit(text[at + 2]) && char.IsDigit(text[at + 3])) return true;
            text = text[(at + 1)..];
        }
        return false;
    }

    private static (string? Value, int Start, int End) First(string text, Regex form, bool dayFirst = false)
    {
        for (Match match = form.Match(text); match.Success; match = match.NextMatch())
        {
            if (ReadDay(match, dayFirst) is not DateOnly day) continue;
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
        return default;
    }

    private static DateOnly? ReadDay(Match match, bool dayFirst)
    {
        int year = Number(match.Groups["y"]);
        if (match.Groups["era"] is { Success: true } era) year += era.Value == "令和" ? 2018 : 1988;
        else if (year < 100) year += year < 70 ? 2000 : 1900;
        int day = Number(match.Groups["d"]);
        int month = match.Groups["n"].Success ? MonthNames.Number(match.Groups["n"].Value) : Number(match.Groups["m"]);
        if (match.Groups["sep"] is { Success: true, Value: "/" } && !dayFirst && day <= 12 && month <= 31) (day, month) = (month, day);
        if (month > 12 && day <= 12) (day, month) = (month, day);
        if (year is < 1900 or > 2100 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month)) return null;
        return new DateOnly(year, month, day);
    }

    /// <summary>The day, with the time of a match that has one in its groups h, min, s, half, half2 and zone.</summary>
    internal static string Format(DateOnly day, Match time)
    {
        if (!time.Success || !time.Groups["h"].Success) return Write(day, -1, 0, 0, string.Empty);
        int hour = Number(time.Groups["h"]);
        int minute = time.Groups["min"].Success ? Number(time.Groups["min"]) : 0;
        int second = time.Groups["s"].Success ? Number(time.Groups["s"]) : 0;
        string half = time.Groups["half"].Value.ToLowerInvariant();
        if (hour < 12 && (half.StartsWith('p') || half is "下午" or "午後" or "晚上" or "오후" || half.StartsWith('م'))) hour += 12;
        else if (hour == 12 && (half.StartsWith('a') || half is "午前" or "凌晨" or "오전" || half.StartsWith('ص'))) hour = 0;
        if (hour > 23 || minute > 59 || second > 59) return Write(day, -1, 0, 0, string.Empty);
        string zone = time.Groups["zone"] is { Success: true } named ? TimeZones.Offset(named.Value, day) : string.Empty;
        return Write(day, hour, minute, second, zone);
    }

    /// <summary>ISO 8601; without a time where the hour is negative.</summary>
    private static string Write(DateOnly day, int hour, int minute, int second, string zone)
    {
        Span<char> text = stackalloc char[19];
        Digits(day.Year / 100, text);
        Digits(day.Year % 100, text[2..]);
        text[4] = text[7] = '-';
        Digits(day.Month, text[5..]);
        Digits(day.Day, text[8..]);
        if (hour < 0) return text[..10].ToString();
        text[10] = 'T';
        Digits(hour, text[11..]);
        text[13] = text[16] = ':';
        Digits(minute, text[14..]);
        Digits(second, text[17..]);
        return string.Concat(text, zone);
    }

    private static void Digits(int number, Span<char> two) => (two[0], two[1]) = ((char)('0' + number / 10), (char)('0' + number % 10));

    private static int Number(Group group)
    {
        int number = 0;
        foreach (char digit in group.ValueSpan) number = number * 10 + CharUnicodeInfo.GetDecimalDigitValue(digit);
        return number;
    }

    private const string Month = @"(?<n>\p{L}{2,11}\.?(?:\s(?:الأول|الاول|الثاني))?)(?:\s?/\s?\p{L}{3,10}(?:\s(?:الأول|الاول|الثاني))?)?";

    private const string Zone = @"(?<zone>(?:GMT|UTC)\s?[+\u2212-]\s?\d{1,2}(?::?\d\d)?|Z\b|(?-i:ET|CT|MT|PT)\b|[A-Z]{3,4}\b|мск|[+\u2212-]\d\d(?::?\d\d)?)";

    [GeneratedRegex(@"(?<!\d)(?<y>(19|20)\d\d)(?:[-/.]\s?(?<m>\d{1,2})[-/.]\s?(?<d>\d{1,2}))(?!\d)(?:\.(?=\s\d))?", RegexOptions.CultureInvariant)]
    private static partial Regex YearFirst();

    [GeneratedRegex(@"(?:(?<!\d)(?<y>(?:19|20)\d\d)|(?<era>令和|平成)(?<y>\d{1,2}))\s*[年년]\s*(?<m>\d{1,2})\s*[月월]\s*(?<d>\d{1,2})\s*[日号號일]?", RegexOptions.CultureInvariant)]
    private static partial Regex Unspaced();

    [GeneratedRegex($@"(?<!\d)(?<d>\d{{1,2}})(?:st|nd|rd|th|er|ᵉʳ|º|°|ª|\.)?[\s/.-]*(?:of |de |من )?{Month}[,،\s./-]*(?:de |del )?(?<y>(?:19|20)\d\d)(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex DayMonthName();

    [GeneratedRegex($@"(?<!\p{{L}}){Month}[\s-]+(?<d>\d{{1,2}})(?:st|nd|rd|th)?[,،\s-]+(?<y>(?:19|20)\d\d)(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex MonthNameDay();

    [GeneratedRegex(@"(?<!\d)(?<d>\d{1,2})(?<sep>[./-])(?<m>\d{1,2})[./-](?<y>(19|20)?\d\d)(?!\d)", RegexOptions.CultureInvariant)]
    private static partial Regex DayFirst();

    /// <summary>Words that join a day and its time, then the time: 18:03, 18.03 Uhr, 18h03, 6:03 p.m., 18 Uhr, 18時03分, 下午6:03.</summary>
    [GeneratedRegex($@"\G(?:\s?[日号號일]?\s?[\(（]?[月火水木金土日一二三四五六][\)）])?(?:\s(?:г\.|года)|г\.)?[\s,،T|·•–—-]*(?:at |um |om |à |a las |a la |às |as |alle |ore |alle ore |klo |kl\.? |в |الساعة )?(?:(?<half>上午|下午|午前|午後|晚上|凌晨|早上|中午|오전|오후)\s*)?(?:(?<h>\d{{1,2}})(?:\s?[:.時时시h]\s?(?<min>\d\d))(?::(?<s>\d\d)|[分분](?:(?<s>\d\d)[秒초])?)?(?:[.,]\d+)?\s*(?<half>[ap]\.?m\b\.?|مساءً?|صباحًا|صباحا|[مص]\b)?\s*(?:Uhr\b|hs\b|hrs\b|h\b|Uur\b|часов\b)?\s*[\(（]?{Zone}?[\)）]?|(?<h>\d{{1,2}})\s?(?:Uhr|h|時|时)(?![\p{{L}}\d])|(?<h>\d{{1,2}})\s*(?<half>[ap]\.?m\b\.?)\s*\(?{Zone}?\)?)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimeAfter();

    [GeneratedRegex($@"(?<h>\d{{1,2}})[:.h](?<min>\d\d)(?::(?<s>\d\d))?\s*(?<half>[ap]\.?m\b\.?)?\s*(?:Uhr\b)?\s*\(?{Zone}?\)?[\s,،|·–—-]*(?:on |,|am |le )?\s*(?:\p{{L}}{{2,9}}day,?|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)?[\s,.]*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TimeBefore();

    [GeneratedRegex(@"^(?>\W*)(published|updated|posted|last updated|modified)?:?\s*(about |over |almost )?(an?|one|two|\d{1,3})\s*(s|sec|secs|seconds?|m|min|mins|minutes?|h|hr|hrs|hours?|d|days?|wk|weeks?|months?|years?)(?>\s*)(ago)?\W*$|^\W*(just now|yesterday|today)\W*$|^\W*(vor \d+ \p{L}+|il y a \d+ \p{L}+|hace \d+ \p{L}+)\W*$|^\d+\s*(分钟|小时|天|时间)前$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex RelativeForm();

    [GeneratedRegex(@"(?<!\p{L})(by|von|par|por|di|da|in|under)\s+\p{L}.*$", RegexOptions.CultureInvariant)]
    private static partial Regex AuthorBehind();

    /// <summary>15 hours ago among names and counts; at the end of a sentence it is the article's own.</summary>
    [GeneratedRegex(@"\d\s*(minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)\s+ago(?!.*[.!?]\W*$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AgoForm();
}
