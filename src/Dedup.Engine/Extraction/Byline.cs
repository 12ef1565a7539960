using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Recognises and reads lines that say who wrote the page.</summary>
internal static partial class Byline
{
    public static bool IsByline(LineFeatures line) =>
        line.Words is >= 2 and <= 16 && line.Text.Length <= 120
        && ((FormMarks.In(line) && Form().IsMatch(line.Text))
            || (!line.EndsSentence && StaffMarks.In(line) && StaffForm().IsMatch(line.Text))
            || (!line.EndsSentence && line.HasOtherLetters && line.Text.Length <= 60 && OtherMarks.In(line) && OtherForm().IsMatch(line.Text)));

    // Some part of every line that the forms match: most lines are not looked at twice.
    private static readonly Marks FormMarks = new("by", "von ", "par ", "por ", "di ", "autor", "автор", "text", "redacción", "redação");

    private static readonly Marks OtherMarks = new("автор", "текст", "كتب", "بقلم", "إعداد", "تحرير", "记者", "記者", "特派員", "文", "撰", "執筆", "редакция");

    private static readonly Marks StaffMarks = new(
        "correspondent", "editor", "reporter", "staff", "writer", "agenc", "newsroom", "redaktion", "redazione", "rédaction", "redacción", "press", "desk", "team", "contributor", "report", " in ");

    /// <summary>The sets that lines are searched for.</summary>
    public static IEnumerable<Marks> Sets => [FormMarks, StaffMarks];

    /// <summary>Whether the words begin as a byline does: by, par, von and their like.</summary>
    public static bool Begins(string words) => Lead().IsMatch(words);

    // One of these stands in all that is cut off behind names, but for digits of other scripts.
    private static readonly SearchValues<char> TailSigns = SearchValues.Create("0123456789@|•·");

    private static readonly SearchValues<string> TailWords = SearchValues.Create(["published", "updated", "posted", "on"], StringComparison.OrdinalIgnoreCase);

    /// <summary>What came with a page may be of any length, and the forms try every word with every other.</summary>
    private const int MaxNames = 400;

    /// <summary>The names: without By, e-mail addresses, and dates that stand behind.</summary>
    public static string Names(string line)
    {
        if (line.Length > MaxNames) line = line[..MaxNames];
        string names = line;
        foreach (ValueMatch lead in Lead().EnumerateMatches(line)) names = line[(lead.Index + lead.Length)..];
        if ((names.AsSpan().ContainsAny(TailSigns) || names.AsSpan().ContainsAny(TailWords) || !Ascii.IsValid(names)) && Tail().Match(names) is { Success: true } cut) names = names[..cut.Index];
        return names.Trim(' ', ',', '|', '·', '•', '-', '–', '—', '/', '.');
    }

    /// <summary>By and capitalised names only; the word may be in any case, the names may not.</summary>
    [GeneratedRegex(@"^\W*(?:(?:[Ww]ritten |[Rr]eported |[Ss]tory |[Ww]ords |[Pp]osted |[Pp]ublished |[Aa]nalysis |[Rr]eport |[Tt]ext |.{2,40}[|·•] )?(?:[Bb]y|BY)|Von|VON|Par|PAR|Por|POR|[Dd]i|Autora?|Автор|Text:|Texte ?:|Texto:|Testo:)(?:\s*:?\s+|(?=\p{Lu}))(?:the\s+)?(?:[\p{Lu}][\p{L}.'’\-]*|admin|editor|staff|newsroom)(?>(?:[\s,|&/·•@]|(?<=\s)-)+(?:[\p{Lu}][\p{L}.'’\-]*|and|with|und|mit|dpa|le|am|el|em|für|et|avec|pour|y|e|con|com|para|da|do|dos|à|em|of|for|the|de|la|von|van|der|bin|al|in|at|correspondent|reporter|editor|writer|[\w.+-]+@[\w.-]+|\d[\d:./]*|a\.m\.|p\.m\.|am|pm))*\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    /// <summary>Текст: Иван Иванов, ТАСС; بقلم: أحمد علي; 新华社记者 张三; 取材・文/山田太郎; 山田太郎記者.</summary>
    [GeneratedRegex(@"^\W*(?:(?:Автор|Авторы|Текст|Редакция)\s*:?\s+\p{Lu}[\p{L} .,«»-]{2,50}|(?:كتبت?|بقلم|إعداد|تحرير)\s*[:/-]?\s+[\p{L}\p{M}]+(?:[\s،,-]+[\p{L}\p{M}]+){0,5}|(?:新华社|中新社|本报|本台|本刊|本网|特约|通讯员|[\u4E00-\u9FFF]{2,6}(?=特派))?(?:记者|記者|特派員)\s*[:：／/・ ]?\s*[\p{L}·、 ]{2,20}(?:[\(（][\p{L} ]{2,16}[\)）])?|(?:取材・|撰)?文\s*[:：／/・=]\s*[\p{L}·、 ]{2,20}(?:[\(（][\p{L} ]{2,16}[\)）])?|(?:撰文|执笔|執筆|編集)\s*[:：／/・]\s*[\p{L}·、 ]{2,20}|[\u4E00-\u9FFF\u3040-\u30FF]{1,5}\s?[\u4E00-\u9FFF\u3040-\u30FF]{1,5}\s?(?:記者|特派員))\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex OtherForm();

    [GeneratedRegex(@"^\W*(?:(?:Reuters|AP|AFP|PTI|Newsroom|News|Web|Online|Agency)\s+(?:Staff|Desk|Staff Writer|Reporter|Team)|Staff (?:Writer|Reporter|Report|Correspondent)s?|(?:The\s+)?Associated Press|Agence France-Presse|Agencias|Agencies|La rédaction|(?:La )?[Rr]edacción|(?:Da )?[Rr]edação|Redazione|Redaktion|(?:La rédaction|Redacción|Redação|[\p{Lu}][\p{L}. ]{2,30})\s?(?:[|/]|avec|mit|con|com)\s?(?:AFP|dpa|DPA|EFE|Reuters|ANSA|Lusa|agences|Agencias|agencias)|[\p{Lu}][\p{L}.'’-]+ [\p{Lu}][\p{L}.'’-]+ in [\p{Lu}][\p{L}]+(?: [\p{Lu}][\p{L}]+)?|[\p{Lu}][\p{L}.'’-]+(?: [\p{L}.'’-]+){0,4}(?:, (?:[\p{L}-]+ ){0,2}|,? )(?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Ss]taff|[Ww]riter|[Aa]gencies|[Nn]ewsroom|Redaktion|[Rr]edazione|[Rr]édaction|[Rr]edacción|Associated Press|Staff Writer|Staff Reporter|Correspondent|Senior Reporter|Reporter|Political Editor|Contributor|Chief Reporter))\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex StaffForm();

    [GeneratedRegex(@"^\W*(?:(?:.{2,40}[|·•]\s)?(?:written|reported|story|words|posted|published|article|analysis|report|text)?\s*(?:by|von|par|por|di|autora?|автор|текст|text(?=:)|texte(?= ?:)|texto(?=:)|كتبت?|بقلم|إعداد|تحرير|执笔|撰文|執筆|取材・文|文(?=\s*[:：/／])|作者)(?:\b|(?=\p{Lu})))\s*[:：/／]?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(@"\s*(?:[\w.+-]+@[\w.-]+|\b(?:published|updated|posted|on)\b|[|•·]\s|,?\s*\(?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+\d|\d).*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tail();
}
