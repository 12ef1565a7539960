using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Recognises and reads lines that say who wrote the page.</summary>
internal static partial class Byline
{
    public static bool IsByline(LineFeatures line) =>
        line.Words is >= 2 and <= 16 && line.Text.Length <= 120
        && ((FormMarks.In(line) && Form().IsMatch(line.Text))
            || (!line.EndsSentence && StaffMarks.In(line) && StaffForm().IsMatch(line.Text)));

    // Some part of every line that the forms match: most lines are not looked at twice.
    private static readonly Marks FormMarks = new("by", "von ", "par ", "por ", "di ", "autor", "автор");

    private static readonly Marks StaffMarks = new(
        "correspondent", "editor", "reporter", "staff", "writer", "agenc", "newsroom", "redaktion", "redazione", "rédaction", "redacción", "press", "desk", "team", "contributor", "report", " in ");

    /// <summary>The names: without By, e-mail addresses, and dates that stand behind.</summary>
    public static string Names(string line)
    {
        string names = Lead().Replace(line, string.Empty);
        Match cut = Tail().Match(names);
        if (cut.Success) names = names[..cut.Index];
        return names.Trim(' ', ',', '|', '·', '•', '-', '–', '—', '/', '.');
    }

    /// <summary>By and capitalised names only; the word may be in any case, the names may not.</summary>
    [GeneratedRegex(@"^\W*(?:(?:[Ww]ritten |[Rr]eported |[Ss]tory |[Ww]ords |[Pp]osted |[Pp]ublished |[Aa]nalysis |[Rr]eport |[Tt]ext |.{2,40}[|·•] )?(?:[Bb]y|BY)|Von|VON|Par|PAR|Por|POR|[Dd]i|Autor|Автор)(?:\s*:?\s+|(?=\p{Lu}))(?:the\s+)?(?:[\p{Lu}][\p{L}.'’\-]*|admin|editor|staff|newsroom)(?>(?:[\s,|&/·•@]|(?<=\s)-)+(?:[\p{Lu}][\p{L}.'’\-]*|and|und|et|y|of|for|the|de|la|von|van|der|bin|al|in|at|correspondent|reporter|editor|writer|[\w.+-]+@[\w.-]+|\d[\d:./]*|a\.m\.|p\.m\.|am|pm))*\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex Form();

    [GeneratedRegex(@"^\W*(?:(?:Reuters|AP|AFP|PTI|Newsroom|News|Web|Online|Agency)\s+(?:Staff|Desk|Staff Writer|Reporter|Team)|Staff (?:Writer|Reporter|Report|Correspondent)s?|(?:The\s+)?Associated Press|Agence France-Presse|Agencias|Agencies|La rédaction|Redacción|Redazione|Redaktion|[\p{Lu}][\p{L}.'’-]+ [\p{Lu}][\p{L}.'’-]+ in [\p{Lu}][\p{L}]+(?: [\p{Lu}][\p{L}]+)?|[\p{Lu}][\p{L}.'’-]+(?: [\p{L}.'’-]+){0,4},? (?:[Cc]orrespondent|[Ee]ditor|[Rr]eporter|[Ss]taff|[Ww]riter|[Aa]gencies|[Nn]ewsroom|Redaktion|[Rr]edazione|[Rr]édaction|[Rr]edacción|Associated Press|Staff Writer|Staff Reporter|Correspondent|Senior Reporter|Reporter|Political Editor|Contributor|Chief Reporter))\W*$", RegexOptions.CultureInvariant)]
    private static partial Regex StaffForm();

    [GeneratedRegex(@"^\W*(?:(?:.{2,40}[|·•]\s)?(?:written|reported|story|words|posted|published|article|analysis|report|text)?\s*(?:by|von|par|por|di|autor|автор)(?:\b|(?=\p{Lu})))\s*:?\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Lead();

    [GeneratedRegex(@"\s*(?:[\w.+-]+@[\w.-]+|\b(?:published|updated|posted|on)\b|[|•·]\s|,?\s*\(?(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.?\s+\d|\d).*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Tail();
}
