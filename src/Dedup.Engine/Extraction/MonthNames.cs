using System.Collections.Frozen;

namespace Dedup.Engine.Extraction;

/// <summary>Names of months in the languages whose pages we meet, whole and short, as pages write them within a date.</summary>
internal static class MonthNames
{
    // A row a language, its months in order; names of one month stand between bars. Ambiguous short forms (mar, set) agree
    // across languages, and so one table serves all.
    private static readonly string[] Languages =
    [
        "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sep|sept october|oct november|nov december|dec",
        "januar|jänner|jan februar|feber|feb märz|maerz|mrz|mär april|apr mai juni|jun juli|jul august|aug september|sept|sep oktober|okt november|nov dezember|dez",
        "janvier|janv février|fevrier|févr|fév|fev mars|mar avril|avr mai juin|juin juillet|juil|juill août|aout septembre|sept|sep octobre|oct novembre|nov décembre|decembre|déc|dec",
        "enero|ene febrero|feb marzo|mar abril|abr mayo|may junio|jun julio|jul agosto|ago septiembre|setiembre|sept|sep|set octubre|oct noviembre|nov diciembre|dic",
        "janeiro|jan fevereiro|fev março|marco|mar abril|abr maio|mai junho|jun julho|jul agosto|ago setembro|set outubro|out novembro|nov dezembro|dez",
        "gennaio|gen febbraio|feb marzo|mar aprile|apr maggio|mag giugno|giu luglio|lug agosto|ago settembre|set|sett ottobre|ott novembre|nov dicembre|dic",
        "januari|jan februari|feb maart|mrt april|apr mei juni|jun juli|jul augustus|aug september|sept|sep oktober|okt november|nov december|dec",
        "января|январь|янв февраля|февраль|фев|февр марта|март|мар апреля|апрель|апр мая|май июня|июнь|июн июля|июль|июл августа|август|авг сентября|сентябрь|сен|сент октября|октябрь|окт ноября|ноябрь|ноя|нояб декабря|декабрь|дек",
        "січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
        // Arabic: the names of Egypt and the Gulf, of the Levant, and of the Maghreb.
        "يناير فبراير مارس أبريل|ابريل|إبريل مايو يونيو|يونيه يوليو|يوليه أغسطس|اغسطس سبتمبر أكتوبر|اكتوبر نوفمبر ديسمبر",
        "كانون_الثاني شباط آذار|اذار نيسان أيار|ايار حزيران تموز آب|اب أيلول|ايلول تشرين_الأول|تشرين_الاول تشرين_الثاني كانون_الأول|كانون_الاول",
        "جانفي فيفري مارس أفريل|افريل ماي جوان جويلية أوت|اوت سبتمبر|شتنبر أكتوبر|اكتوبر نوفمبر|نونبر ديسمبر|دجنبر",
    ];

    private static readonly FrozenDictionary<string, int> Months = Languages
        .SelectMany(language => language.Split(' ').SelectMany((names, month) => names.Split('|').Select(name => (Name: name.Replace('_', ' '), Month: month + 1))))
        .DistinctBy(row => row.Name).ToFrozenDictionary(row => row.Name, row => row.Month);

    /// <summary>1–12, or 0 for what is no month.</summary>
    public static int Number(string name) => Months.GetValueOrDefault(name.TrimEnd('.').ToLowerInvariant());
}
