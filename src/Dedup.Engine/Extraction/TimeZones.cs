using System.Collections.Frozen;
using System.Globalization;

namespace Dedup.Engine.Extraction;

/// <summary>Offsets of the zones that pages name. A name that several zones share (IST) gives none.</summary>
internal static class TimeZones
{
    private static readonly FrozenDictionary<string, string> Offsets =
        ("z=Z utc=Z gmt=Z est=-05:00 edt=-04:00 cst=-06:00 cdt=-05:00 mst=-07:00 mdt=-06:00 pst=-08:00 pdt=-07:00 akst=-09:00 akdt=-08:00 hst=-10:00 bst=+01:00 wet=Z west=+01:00 "
        + "cet=+01:00 cest=+02:00 mez=+01:00 mesz=+02:00 eet=+02:00 eest=+03:00 msk=+03:00 мск=+03:00 trt=+03:00 jst=+09:00 kst=+09:00 sgt=+08:00 hkt=+08:00 pht=+08:00 myt=+08:00 wib=+07:00 "
        + "aest=+10:00 aedt=+11:00 acst=+09:30 awst=+08:00 nzst=+12:00 nzdt=+13:00 sast=+02:00 brt=-03:00 art=-03:00 pkt=+05:00 gst=+04:00 ksa=+03:00")
        .Split(' ').Select(pair => pair.Split('=')).ToFrozenDictionary(pair => pair[0], pair => pair[1]);

    /// <summary>Standard time of the zones that the United States name without saying which half of the year it is.</summary>
    private static readonly FrozenDictionary<string, int> American =
        new Dictionary<string, int> { ["et"] = -5, ["ct"] = -6, ["mt"] = -7, ["pt"] = -8 }.ToFrozenDictionary();

    /// <summary>Z or ±hh:mm; empty where the words name no single zone.</summary>
    /// <param name="words">A name, an offset, or GMT or UTC and an offset.</param>
    /// <param name="day">The day that the time is of: it tells summer from standard time.</param>
    public static string Offset(string words, DateOnly day)
    {
        string zone = words.ToLowerInvariant();
        if (Offsets.TryGetValue(zone, out string? known)) return known;
        if (American.TryGetValue(zone, out int hours)) return Format(60 * (hours + (IsAmericanSummer(day) ? 1 : 0)));
        int sign = zone.AsSpan().IndexOfAny("+-\u2212");
        if (sign < 0) return string.Empty;
        string digits = new([.. zone[sign..].Where(char.IsAsciiDigit)]);
        int minutes = digits.Length switch
        {
            1 or 2 => 60 * int.Parse(digits, CultureInfo.InvariantCulture),
            3 or 4 => 60 * int.Parse(digits[..^2], CultureInfo.InvariantCulture) + int.Parse(digits[^2..], CultureInfo.InvariantCulture),
            _ => int.MaxValue,
        };
        return minutes > 14 * 60 ? string.Empty : Format(zone[sign] == '+' ? minutes : -minutes);
    }

    /// <summary>From the second Sunday of March to the first of November, as since 2007; the days of change are exact enough.</summary>
    private static bool IsAmericanSummer(DateOnly day) => day >= Sunday(day.Year, 3, 2) && day < Sunday(day.Year, 11, 1);

    private static DateOnly Sunday(int year, int month, int nth)
    {
        var first = new DateOnly(year, month, 1);
        return first.AddDays((7 - (int)first.DayOfWeek) % 7 + 7 * (nth - 1));
    }

    private static string Format(int minutes) =>
        string.Create(CultureInfo.InvariantCulture, $"{(minutes < 0 ? '-' : '+')}{Math.Abs(minutes) / 60:00}:{Math.Abs(minutes) % 60:00}");
}
