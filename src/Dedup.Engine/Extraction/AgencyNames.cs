using System.Buffers;

namespace Dedup.Engine.Extraction;

/// <summary>
/// The agencies that pages credit, with their own sites and every name they go by in the languages whose pages we meet. A
/// short name that is a word or another's name too counts in brackets only.
/// </summary>
/// <remarks>
/// A form of all names is a hundred kilobytes of code, run at every character; here a character is looked up, and a name
/// compared only where it may begin.
/// </remarks>
internal static class AgencyNames
{
    /// <summary>Names between bars, of those that begin alike the longer first; their signs are those of <see cref="AgencyName"/>.</summary>
    private static readonly (string Name, string Host, string Spellings)[] Agencies =
    [
        ("AP", "apnews.com", "The Associated Press|Associated Press|AP通信|AP News|AP!Photo!Image!Images|A.P.|أسوشييتد برس|أسوشيتد برس|美联社|美聯社"),
        ("Reuters", "reuters.com", "Thomson Reuters|Reuters|REUTERS|رويترز|路透社|路透|ロイター通信|ロイター|Рейтер"),
        ("AFP", "afp.com", "Agence France Presse|Agence France-Presse|AFP通信|AFP=時事!/Getty|AFP!/Getty|أ~ف ب|أ~فب|فرانس برس|法新社"),
        ("Bloomberg", "bloomberg.com", "Bloomberg News|Bloomberg|BLOOMBERG|彭博社|彭博"),
        ("dpa", "dpa.com", "dpa-infocom|dpa-AFX|dpa-international|dpa|DPA|Deutsche Presse-Agentur|د~ب أ"),
        ("UPI", "upi.com", "UPI|United Press International"),
        ("Xinhua", "xinhuanet.com", "Xinhua News Agency|Xinhua News|Xinhua|XINHUA|新华社|新華社|شينخوا"),
        ("TASS", "tass.com", "TASS|ITAR-TASS|Itar-Tass|Tass|ТАСС|塔斯社"),
        ("Kyodo", "kyodonews.net", "Kyodo News|Kyodo|KYODO NEWS|KYODO|共同通信社|共同通信|共同社|共同"),
        ("Yonhap", "yna.co.kr", "Yonhap News Agency|Yonhap News|Yonhap|YONHAP|연합뉴스|韩联社"),
        ("PA", "pa.media", "PA Media!Photo!Image!Images|PA News!Photo!Image!Images|PA!Photo!Image!Images|Press Association"),
        ("ANI", "aninews.in", "ANI|Asian News International"),
        ("PTI", "ptinews.com", "PTI|Press Trust of India"),
        ("IANS", "ians.in", "IANS|Indo-Asian News Service"),
        ("Interfax", "interfax.com", "Interfax|INTERFAX|Интерфакс"),
        ("EFE", "efe.com", "Agencia EFE|EFE"),
        ("ANSA", "ansa.it", "ANSA"),
        ("CNN", "cnn.com", "CNN Newsource|CNN Wire|CNN Business|CNN.com|CNN"),
        ("ABC News", "abcnews.go.com", "ABC News|ABC NEWS|ABCNews|ABC Newswire"),
        ("CBS News", "cbsnews.com", "CBS News|CBS NEWS|CBSNews|CBS Newspath"),
        ("NBC News", "nbcnews.com", "NBC News|NBC NEWS|NBCNews|NBC Newswire"),
        ("BBC", "bbc.com", "BBC News|BBC Sport|BBC"),
        ("NPR", "npr.org", "NPR|National Public Radio"),
        ("PR Newswire", "prnewswire.com", "PR~Newswire|PRNEWSWIRE"),
        ("Business Wire", "businesswire.com", "Business~Wire|BUSINESS~WIRE"),
        ("GlobeNewswire", "globenewswire.com", "Globe~Newswire|GLOBE~NEWSWIRE|GlobeNewsWire"),
        ("Lusa", "lusa.pt", "=Agência Lusa|=Agência LUSA|=AGÊNCIA LUSA|=Lusa|=LUSA"),
        ("RIA Novosti", "ria.ru", "РИА «Новости»|РИА «Новости|РИА Новости»|РИА Новости|RIA Novosti"),
        ("Jiji", "jiji.com", "時事通信社|時事通信|時事】|Jiji Press|Jiji|JIJI PRESS|JIJI"),
        ("SPA", "spa.gov.sa", "Saudi Press Agency|SPA)|واس"),
        ("Anadolu", "aa.com.tr", "Anadolu Agency|Anadolu Ajansı|Anadolu|الأناضول"),
        ("Europa Press", "europapress.es", "Europa Press|EUROPA PRESS"),
        ("Agência Brasil", "agenciabrasil.ebc.com.br", "Agência Brasil"),
        ("Estadão Conteúdo", "estadaoconteudo.com.br", "Estadão Conteúdo"),
        ("Folhapress", "folhapress.folha.com.br", "Folhapress|FOLHAPRESS"),
        ("APA", "apa.at", "Austria Presse Agentur|APA/"),
        ("Keystone-SDA", "keystone-sda.ch", "Keystone-SDA|Keystone-ATS|ATS)|sda)"),
        ("Belga", "belga.be", "Belga)"),
        ("ANP", "anp.nl", "ANP)"),
        ("SID", "sid.de", "Sport-Informations-Dienst|SID)"),
        ("China News Service", "chinanews.com", "China News Service|中新社|中新网|中国新闻社|中國新聞社"),
        ("Petra", "petra.gov.jo", "بترا"),
    ];

    /// <summary>Some part of every name: a text without any of these credits no agency, and most texts stop here.</summary>
    private static readonly string[] Ascii =
        ["AP", "A.P.", "Press", "press", "Reuters", "REUTERS", "AFP", "Bloomberg", "BLOOMBERG", "dpa", "DPA", "UPI", "United", "Xinhua", "XINHUA", "TASS", "Tass", "Kyodo", "KYODO",
            "Yonhap", "YONHAP", "PA", "ANI", "Asian", "PTI", "IANS", "Indo", "Interfax", "INTERFAX", "EFE", "ANSA", "CNN", "ABC", "CBS", "NBC", "BBC", "NPR", "Public Radio", "PR N", "PRN", "usiness", "BUSINESS", "lobe", "GLOBE",
            "associated", "reuters", "afp", "bloomberg", "Lusa", "LUSA", "RIA", "Jiji", "JIJI", "SPA", "Anadolu", "PRESS", "Brasil", "Folha", "FOLHA", "Presse", "Keystone", "ATS", "sda", "Belga", "ANP", "SID", "Sport-", "China N"];

    private static readonly SearchValues<string> AsciiMarks = SearchValues.Create(Ascii, StringComparison.Ordinal);

    /// <summary>The same in any case, for <see cref="WordStarts"/>.</summary>
    public static readonly Marks AnyMarks = new([.. Ascii.Distinct(StringComparer.OrdinalIgnoreCase)]);

    /// <summary>Likewise in other letters, kept apart: one of them would make the search of every text slow.</summary>
    private static readonly SearchValues<string> OtherMarks = SearchValues.Create(
        ["社", "路透", "ロイター", "通信", "彭博", "共同", "時事", "中新网", "연합뉴스", "Рейтер", "ТАСС", "Интерфакс", "РИА", "برس", "رويترز", "ف ب", "فب", "ب أ", "شينخوا", "واس", "الأناضول", "بترا", "Estadão"], StringComparison.Ordinal);

    /// <summary>The names by the letter that they begin with, in the order in which they are compared.</summary>
    private static readonly Dictionary<char, AgencyName[]> ByFirst = Names(anyCase: false);

    private static readonly Dictionary<char, AgencyName[]> ByFirstInAnyCase = Names(anyCase: true);

    /// <summary>Letters that some name begins with: those of other scripts are one.</summary>
    private static readonly bool[] IsFirst = Letters(ByFirst);

    private static readonly bool[] IsFirstInAnyCase = Letters(ByFirstInAnyCase);

    /// <summary>The agencies named in the text, as words of their own, in order; <paramref name="anyCase"/> takes names in any case.</summary>
    public static AgencyMentions In(ReadOnlySpan<char> text, bool anyCase = false)
    {
        // In any case, but only beside a usual spelling: "ansa" alone is somebody's name.
        if (anyCase && !MayBeIn(text)) return AgencyMentions.None;
        List<(int At, int Length, string Agency)>? found = null;
        bool[] isFirst = anyCase ? IsFirstInAnyCase : IsFirst;
        for (int i = 0; i < text.Length; i++)
        {
            if (!isFirst[Math.Min(text[i], (char)0x80)] || (i > 0 && AgencyName.IsOfWord(text[i - 1]))) continue;
            if (NameAt(text[i..], anyCase) is not (int length, string agency)) continue;
            (found ??= []).Add((i, length, agency));
            i += length - 1;
        }
        return found is null ? AgencyMentions.None : new AgencyMentions(text.ToString(), found);
    }

    /// <summary>Host of the agency's own site; null for what is no agency.</summary>
    public static string? HostOf(string agency) =>
        Array.Find(Agencies, a => a.Name == agency) is { Host: string host } ? host : null;

    private static (int Length, string Agency)? NameAt(ReadOnlySpan<char> text, bool anyCase)
    {
        if (!(anyCase ? ByFirstInAnyCase : ByFirst).TryGetValue(text[0], out AgencyName[]? names)) return null;
        foreach (AgencyName name in names)
        {
            if (name.LengthIn(text, anyCase) is > 0 and int length) return (length, name.Agency);
        }
        return null;
    }

    private static bool MayBeIn(ReadOnlySpan<char> text) =>
        text.ContainsAny(AsciiMarks) || (Marks.HasOtherLetters(text) && text.ContainsAny(OtherMarks));

    private static Dictionary<char, AgencyName[]> Names(bool anyCase)
    {
        IEnumerable<(char First, AgencyName Name)> names =
            from agency in Agencies
            from spelling in agency.Spellings.Split('|')
            let name = new AgencyName(agency.Name, spelling)
            from first in anyCase ? new[] { char.ToUpperInvariant(name.First), char.ToLowerInvariant(name.First) }.Distinct() : [name.First]
            select (first, name);
        return names.GroupBy(row => row.First).ToDictionary(g => g.Key, g => g.Select(row => row.Name).ToArray());
    }

    private static bool[] Letters(Dictionary<char, AgencyName[]> names)
    {
        var letters = new bool[0x81];
        foreach (char first in names.Keys) letters[Math.Min(first, (char)0x80)] = true;
        return letters;
    }
}
