using System.Globalization;
using System.Text.RegularExpressions;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Dates in words, told from now, and in addresses.</summary>
internal static partial class DateTargets
{
    /// <summary>A line and when its page was fetched.</summary>
    public sealed record Told(string Line, string? Fetched);

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<string>("ClaimedDate", "valid days from 1900 to 2100; the line's form known or not tells the same", 300, Line, Read),
        new FuzzTarget<DateOnly>("ClaimedDate-forms", "every plain form of a day is read as that day", 150, Dates.Day, ReadForms),
        new FuzzTarget<Told>("RelativeDate", "a valid day, not after the fetching; the line's form known or not tells the same", 800, r => new Told(Line(r), Dates.Fetched(r)), ReadRelative) { Shorten = told => Halves.Of(told.Line).Select(line => told with { Line = line }) },
        new FuzzTarget<string>("UrlDate", "valid days; a day in an address is read", 800, Address, ReadAddress),
        new FuzzTarget<string>("DateText", "folding twice is folding once; no more letters than there are", 400, TextTargets.AnyText, Fold),
        new FuzzTarget<string>("TimeZones", "Z, an offset of at most 14 hours, or nothing", 600, Zone, ReadZone),
        new FuzzTarget<string>("Times", "ISO 8601 in UTC that reads as itself", 900, Time, ReadTime),
    ];

    /// <summary>Whether a claimed value is ISO 8601, a valid day, and a valid time.</summary>
    public static bool IsValid(string value)
    {
        if (Iso().Match(value) is not { Success: true } match) return false;
        return DateOnly.TryParseExact(match.Groups["day"].ValueSpan, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
            && (!match.Groups["time"].Success || TimeOnly.TryParseExact(match.Groups["time"].ValueSpan, "HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out _));
    }

    private static string Line(FuzzRandom random) => random.Below(4) switch
    {
        0 => Dates.Line(random),
        1 => TextMutation.Noise(random, 40) + Dates.Absolute(random) + TextMutation.Noise(random, 40),
        2 => TextPages.Line(random),
        _ => TextMutation.Mutate(random, Dates.Line(random), Dates.Line),
    };

    private static void Read(string line)
    {
        foreach (string? language in (ReadOnlySpan<string?>)[null, "en", "de"])
        {
            if (ClaimedDate.Read(line, language) is not Found date) continue;
            Property.Holds(IsValid(date.Value) && int.Parse(date.Value[..4], CultureInfo.InvariantCulture) is >= 1900 and <= 2100, $"not a valid date: {date.Value}");
            Property.Holds(date.Evidence.Length > 0 && DateText.Fold(line).Contains(date.Evidence, StringComparison.Ordinal), "evidence that does not stand in the line");
        }
        string text = Trimmed(line);
        Property.Equal(ClaimedDate.IsDateLine(text), ClaimedDate.IsDateLine(new LineFeatures(text)), "whether it is a date line");
        Property.Holds(!ClaimedDate.IsDate(line) || ClaimedDate.Read(line) is not null, "a date that cannot be read");
    }

    private static void ReadForms(DateOnly day)
    {
        foreach (string culture in (ReadOnlySpan<string>)["en-GB", "de-DE", "fr-FR", "es-ES", "pt-PT", "it-IT", "nl-NL", "ru-RU"])
            IsRead(day, day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(culture)));
        foreach (string form in (ReadOnlySpan<string>)["yyyy-MM-dd", "yyyy/MM/dd", "dd.MM.yyyy", "MMMM d, yyyy", "yyyy年M月d日", "yyyy년 M월 d일", "dddd, d MMMM yyyy"])
            IsRead(day, day.ToString(form, CultureInfo.InvariantCulture));
        IsRead(day, string.Concat(day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture).Select(c => c == '-' ? c : (char)('٠' + c - '0'))));
    }

    private static void IsRead(DateOnly day, string written)
    {
        string expected = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Property.Equal(expected, ClaimedDate.Read($"Published {written} by us")?.Value, "day");
        Property.Equal(expected + "T18:03:00Z", ClaimedDate.Read($"{written} 18:03 UTC")?.Value, "time");
    }

    private static void ReadRelative(Told told)
    {
        string text = Trimmed(told.Line);
        Property.Equal(RelativeDate.IsDateLine(text), RelativeDate.IsDateLine(new LineFeatures(text)), "whether it is a relative line");
        if (RelativeDate.Read(told.Line, told.Fetched) is not Found date) return;
        Property.Holds(IsValid(date.Value), $"not a valid date: {date.Value}");
        Property.Holds(string.CompareOrdinal(date.Value[..10], told.Fetched![..10]) <= 0, "a day after the fetching");
    }

    private static string Address(FuzzRandom random) => random.Once(2) ? Addresses.Of(random) : TextMutation.Mutate(random, Addresses.WithDay(random), Addresses.Of);

    private static void ReadAddress(string url)
    {
        if (UrlDate.Read(url) is not Found date) return;
        Property.Holds(IsValid(date.Value) && date.Value.Length == 10, $"not a valid day: {date.Value}");
        Property.Equal(date.Value, UrlDate.Read(url + "?d=2001-01-01#2002/02/02")?.Value, "the day with a query behind it");
    }

    private static void Fold(string text)
    {
        string folded = DateText.Fold(text);
        Property.Equal(folded, DateText.Fold(folded), "folded twice");
        Property.Holds(DateText.CountOther(folded) is int other && other >= 0 && other <= folded.Length, "more letters than there are");
    }

    private static string Zone(FuzzRandom random) => random.Once(2)
        ? TextMutation.Mutate(random, random.Of<string>(["UTC", "GMT+2", "+05:30", "EST", "ET", "мск", "UTC−3", "-0800"]))
        : random.Of<string>(["+", "-", "−", "GMT", "utc +"]) + random.Of<string>(Signs.Numbers) + random.Of<string>(["", ":", "30", ":99"]);

    private static void ReadZone(string words)
    {
        string offset = TimeZones.Offset(words, new DateOnly(2025, 3, 9));
        if (offset is "" or "Z") return;
        Property.Holds(OffsetForm().IsMatch(offset) && TimeSpan.ParseExact(offset[1..], "hh\\:mm", CultureInfo.InvariantCulture) <= TimeSpan.FromHours(14), $"no offset: {offset}");
    }

    private static string Time(FuzzRandom random) => random.Below(4) switch
    {
        0 => random.Of<string>(Signs.Numbers),
        1 => Dates.Fetched(random) ?? string.Empty,
        2 => TextMutation.Mutate(random, Dates.Absolute(random)),
        _ => Dates.Absolute(random),
    };

    private static void ReadTime(string raw)
    {
        if (Times.ToUtc(raw) is not string time) return;
        Property.Holds(time.Length == 20 && IsValid(time), $"not a valid time: {time}");
        Property.Equal(time, Times.ToUtc(time), "a time read again");
    }

    /// <summary>As pages are cut into lines.</summary>
    private static string Trimmed(string line) => line.Replace('\n', ' ').Trim().Trim("\uFEFF\u200B".ToCharArray());

    [GeneratedRegex(@"^(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(T(?<time>[0-9]{2}:[0-9]{2}:[0-9]{2})(Z|[+-][0-9]{2}:[0-9]{2})?)?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();

    [GeneratedRegex(@"^[+-][0-9]{2}:[0-9]{2}\z", RegexOptions.CultureInvariant)]
    private static partial Regex OffsetForm();
}
