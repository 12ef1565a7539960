using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Splits the names of a byline into people and agency: Jane Doe and John Roe, Associated Press; Max Muster (dpa); 新华社记者 张三.</summary>
internal static partial class BylinePeople
{
    /// <summary>What stands between two people in the field.</summary>
    public const string Separator = "; ";

    private const int MaxNameWords = 5;

    /// <summary>What came with a page may be of any length, and the forms try every run of blanks with every other.</summary>
    private const int MaxNames = 400;

    /// <summary>The people, parted by <see cref="Separator"/>; null where the names are agencies, offices and titles alone.</summary>
    public static string? Read(string names)
    {
        if (names.Length > MaxNames) names = names[..MaxNames];
        var people = new List<string>();
        foreach (Range part in Parts().EnumerateSplits(names))
        {
            string person = names.AsSpan(part).Trim().ToString();
            // Titles stand before the name and behind it, one or two deep.
            for (int i = 0; i < 3 && MayHaveTitle(person) && Title().Match(person) is { Success: true } title; i++) person = person.Remove(title.Index, title.Length).Trim(' ', ',', '-', '–', '·', ':', '：');
            foreach (ValueMatch place in Place().EnumerateMatches(person)) person = person[..place.Index];
            person = person.Trim(' ', ',', '|', '·', '-', '–', '—', '/', '.', '(', ')', '（', '）', '،');
            if (IsPerson(person) && !people.Contains(person)) people.Add(person);
        }
        return people.Count == 0 ? null : string.Join(Separator, people);
    }

    // Some part of every title at either end of a name in plain letters.
    private static readonly SearchValues<string> TitleMarks = SearchValues.Create(
        ["by", "von", "par", "por", "di", "the", "unser", "notre", "nuestro", "nosso", "our", "dr", "prof", "special", "writer", "reporter", "respond", "editor", "redakt", "journalist", "corresponsal", "periodista", "redactor", "jornalista", "columnist", "contributor", "staff"],
        StringComparison.OrdinalIgnoreCase);

    private static bool MayHaveTitle(string name) => !Ascii.IsValid(name) || name.AsSpan().ContainsAny(TitleMarks);

    private static bool IsPerson(string name) =>
        name.Length is >= 2 and <= 60 && name.Count(c => c == ' ') < MaxNameWords && !name.Any(char.IsDigit)
        && char.IsLetter(name[0]) && !char.IsLower(name[0]) && !Office().IsMatch(name) && !AgencyCredit.IsName(name);

    /// <summary>What parts two people, or a person and an agency.</summary>
    [GeneratedRegex(@"\s*[,;|/•·&\u060C\u3001\uFF0C]\s*|\s+[-–—]\s+|\s*[\(\uFF08\[\)\uFF09\]]\s*|\s+(?:and|with|for|und|mit|für|et|avec|pour|y|con|para|e|com|и|с|для|مع)\s+|\s+و\s?(?=\p{L})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Parts();

    /// <summary>Titles at either end of a name.</summary>
    [GeneratedRegex(@"^(?:by|von|par|por|di|the|unser(?:em|er|en)?|notre|nuestro|nosso|our|dr|prof|special to)\b\.?\s+|^(?:staff|senior|chief|special|foreign|political|business|sports?|national)?\s*(?:writer|reporter|correspondent|editor|korrespondent(?:in)?|redakteur(?:in)?|journaliste|correspondant[e]?|envoyée? spéciale?|corresponsal|periodista|redactora?|repórter|jornalista|correspondente|корреспондент|обозреватель|журналист|специальный корреспондент|مراسل|الصحفي|الكاتب)s?\b\.?\s*|\s+(?:(?:staff|senior|chief|special|foreign|political|business|sports?|national|associated press|ap|reuters|afp)\s+)*(?:writers?|reporters?|correspondents?|editors?|columnist|contributor|staff|korrespondent(?:in)?|redakteur(?:in)?|journaliste|correspondante?|corresponsal|корреспондент)$|(?:本报|本报|本台|新华社|本刊|特约|通讯员|特派員)*(?:记者|記者|特派員|编辑|編集委員)\s*[:：]?\s*|^(?:取材・文|文)\s*[・=／/:：]?\s*(?=\p{L}{2})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Title();

    /// <summary>Where the person writes from: in London, à Lyon, aus Berlin.</summary>
    [GeneratedRegex(@"\s(?:in|from|aus|à|au|en|desde|em|de|из|в)\s\p{Lu}[\p{L}. -]{2,30}$", RegexOptions.CultureInvariant)]
    private static partial Regex Place();

    /// <summary>Offices and words that are nobody's name.</summary>
    [GeneratedRegex(@"\b(?:staff|newsroom|desk|team|admin|administrator|editors?|reporters?|writers?|correspondents?|news|agency|agencies|agencias|agências|agenzie|agentur(?:en)?|redaktion|redacción|redação|redação|redazione|rédaction|wire|press|online|media|report|reports|contributor|guest|sponsored|magazine|tribune|times|post|gazette|daily|herald|figaro|monde|zeitung|журналисты|редакция|агентства)\b|وكالات|تحرير|编辑部|編集部|本报讯|综合", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Office();
}
