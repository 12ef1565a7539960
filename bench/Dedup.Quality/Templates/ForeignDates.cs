namespace Dedup.Quality.Templates;

/// <summary>Month and day names of the languages whose chrome the templates imitate.</summary>
internal static class ForeignDates
{
    private static readonly string[] s_german =
        ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"];

    private static readonly string[] s_germanDays =
        ["Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag"];

    private static readonly string[] s_french =
        ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"];

    private static readonly string[] s_spanish =
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"];

    private static readonly string[] s_italian =
        ["gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno", "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"];

    public static string German(DateTime at) => $"{DateForms.Number(at.Day)}. {s_german[at.Month - 1]} {DateForms.In(at, "yyyy")}";

    public static string GermanDay(DateTime at) => s_germanDays[(int)at.DayOfWeek];

    public static string French(DateTime at) =>
        $"{(at.Day == 1 ? "1er" : DateForms.Number(at.Day))} {s_french[at.Month - 1]} {DateForms.In(at, "yyyy")}";

    public static string Spanish(DateTime at) =>
        $"{DateForms.Number(at.Day)} de {s_spanish[at.Month - 1]} de {DateForms.In(at, "yyyy")}";

    public static string SpanishShort(DateTime at) =>
        $"{DateForms.In(at, "dd")} {s_spanish[at.Month - 1][..3]} {DateForms.In(at, "yyyy")}";

    public static string Italian(DateTime at) =>
        $"{DateForms.Number(at.Day)} {s_italian[at.Month - 1]} {DateForms.In(at, "yyyy")}";
}
