using System.Globalization;

namespace Dedup.Quality.Templates;

/// <summary>English date wordings, independent of the culture of the machine.</summary>
internal static class DateForms
{
    public static string In(DateTime at, string format) => at.ToString(format, CultureInfo.InvariantCulture);

    /// <summary>5:12 p.m.</summary>
    public static string Dotted(DateTime at) => In(at, "h:mm ") + (at.Hour < 12 ? "a.m." : "p.m.");

    /// <summary>5:12pm</summary>
    public static string Glued(DateTime at) => In(at, "h:mm") + (at.Hour < 12 ? "am" : "pm");

    /// <summary>EST or EDT, near enough for a page.</summary>
    public static string Eastern(DateTime at) => at.Month is >= 4 and <= 10 ? "EDT" : "EST";

    public static string London(DateTime at) => at.Month is >= 4 and <= 10 ? "BST" : "GMT";

    /// <summary>4th, 21st, 3rd</summary>
    public static string Ordinal(int day)
    {
        string ending = (day % 10, day / 10) switch
        {
            (1, not 1) => "st",
            (2, not 1) => "nd",
            (3, not 1) => "rd",
            _ => "th",
        };
        return day.ToString(CultureInfo.InvariantCulture) + ending;
    }

    /// <summary>A month the way AP style shortens it: Sept. 4, but March 4.</summary>
    public static string ApMonth(DateTime at) => at.Month switch
    {
        9 => "Sept.",
        >= 3 and <= 7 => In(at, "MMMM"),
        _ => In(at, "MMM") + ".",
    };

    /// <summary>A later moment, from twenty minutes to a day and a half after the claimed date.</summary>
    public static DateTime Later(PageDraft draft) => draft.At.AddMinutes(draft.Between(20, 2200));

    /// <summary>The day of the visit that some mastheads print, a few days to weeks after the claimed date.</summary>
    public static DateTime Visit(PageDraft draft) => draft.At.AddDays(draft.Between(1, 40));

    /// <summary>"3 hours ago" and its relatives.</summary>
    public static string Ago(PageDraft draft) => draft.Between(0, 6) switch
    {
        0 => Number(draft.Between(2, 59)) + " minutes ago",
        1 => "1 hour ago",
        2 or 3 => Number(draft.Between(2, 23)) + " hours ago",
        4 => "1 day ago",
        5 => Number(draft.Between(2, 6)) + " days ago",
        _ => Number(draft.Between(2, 4)) + " weeks ago",
    };

    /// <summary>"3h", "2d"</summary>
    public static string ShortAgo(PageDraft draft) =>
        draft.Chance(0.6) ? Number(draft.Between(1, 23)) + "h" : Number(draft.Between(1, 9)) + "d";

    public static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>1,234</summary>
    public static string Grouped(int value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
