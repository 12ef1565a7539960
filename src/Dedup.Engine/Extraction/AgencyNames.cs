using System.Buffers;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>
/// The agencies that pages credit, with their own sites and every name they go by in the languages whose pages we meet. A
/// short name that is a word or another's name too counts in brackets only.
/// </summary>
internal static partial class AgencyNames
{
    private static readonly (string Name, string Host)[] Agencies =
    [
        ("AP", "apnews.com"),
        ("Reuters", "reuters.com"),
        ("AFP", "afp.com"),
        ("Bloomberg", "bloomberg.com"),
        ("dpa", "dpa.com"),
        ("UPI", "upi.com"),
        ("Xinhua", "xinhuanet.com"),
        ("TASS", "tass.com"),
        ("Kyodo", "kyodonews.net"),
        ("Yonhap", "yna.co.kr"),
        ("PA", "pa.media"),
        ("ANI", "aninews.in"),
        ("PTI", "ptinews.com"),
        ("IANS", "ians.in"),
        ("Interfax", "interfax.com"),
        ("EFE", "efe.com"),
        ("ANSA", "ansa.it"),
        ("CNN", "cnn.com"),
        ("ABC News", "abcnews.go.com"),
        ("CBS News", "cbsnews.com"),
        ("NBC News", "nbcnews.com"),
        ("BBC", "bbc.com"),
        ("NPR", "npr.org"),
        ("PR Newswire", "prnewswire.com"),
        ("Business Wire", "businesswire.com"),
        ("GlobeNewswire", "globenewswire.com"),
        ("Lusa", "lusa.pt"),
        ("RIA Novosti", "ria.ru"),
        ("Jiji", "jiji.com"),
        ("SPA", "spa.gov.sa"),
        ("Anadolu", "aa.com.tr"),
        ("Europa Press", "europapress.es"),
        ("Agência Brasil", "agenciabrasil.ebc.com.br"),
        ("Estadão Conteúdo", "estadaoconteudo.com.br"),
        ("Folhapress", "folhapress.folha.com.br"),
        ("APA", "apa.at"),
        ("Keystone-SDA", "keystone-sda.ch"),
        ("Belga", "belga.be"),
        ("ANP", "anp.nl"),
        ("SID", "sid.de"),
        ("China News Service", "chinanews.com"),
        ("Petra", "petra.gov.jo"),
    ];

    /// <summary>Some part of every name: a text without any of these credits no agency, and most texts stop here.</summary>
    private static readonly string[] Ascii =
        ["AP", "A.P.", "Press", "press", "Reuters", "REUTERS", "AFP", "Bloomberg", "BLOOMBERG", "dpa", "DPA", "UPI", "United", "Xinhua", "XINHUA", "TASS", "Tass", "Kyodo", "KYODO",
            "Yonhap", "YONHAP", "PA", "ANI", "Asian", "PTI", "IANS", "Indo", "Interfax", "INTERFAX", "EFE", "ANSA", "CNN", "ABC", "CBS", "NBC", "BBC", "NPR", "Public Radio", "PR N", "PRN", "usiness", "BUSINESS", "lobe", "GLOBE",
            "associated", "reuters", "afp", "bloomberg", "Lusa", "LUSA", "RIA", "Jiji", "JIJI", "SPA", "Anadolu", "PRESS", "Brasil", "Folha", "FOLHA", "Presse", "Keystone", "ATS", "sda", "Belga", "ANP", "SID", "Sport-", "China N"];

    private static readonly SearchValues<string> AsciiMarks = SearchValues.Create(Ascii, StringComparison.Ordinal);

    /// <summary>The same in any case, for <see cref="WordStarts"/>.</summary>
    public static readonly Marks Marks = new([.. Ascii.Distinct(StringComparer.OrdinalIgnoreCase)]);

    /// <summary>Likewise in other letters, kept apart: one of them would make the search of every text slow.</summary>
    private static readonly SearchValues<string> OtherMarks = SearchValues.Create(
        ["社", "路透", "ロイター", "通信", "彭博", "共同", "時事", "中新网", "연합뉴스", "Рейтер", "ТАСС", "Интерфакс", "РИА", "برس", "رويترز", "ف ب", "فب", "ب أ", "شينخوا", "واس", "الأناضول", "بترا", "Estadão"], StringComparison.Ordinal);

    /// <summary>The names that each agency goes by; group aN belongs to the agency N.</summary>
    private const string Any =
        @"(?<a0>(The\s+)?Associated\s+Press|AP通信|AP(?!\s*(Photo|Images?)\b)(\s+News)?|A\.P\.|أسوشيي?تد\s+برس|美联社|美聯社)"
        + @"|(?<a1>(Thomson\s+)?Reuters|REUTERS|رويترز|路透社?|ロイター(通信)?|Рейтер)"
        + @"|(?<a2>Agence\s+France[-\s]Presse|AFP通信|AFP(=時事)?(?!/Getty)|أ\s?ف\s?ب|فرانس\s+برس|法新社)"
        + @"|(?<a3>Bloomberg(\s+News)?|BLOOMBERG|彭博社?)"
        + @"|(?<a4>dpa(-(infocom|AFX|international))?|DPA|Deutsche\s+Presse-Agentur|د\s?ب\s?أ)"
        + @"|(?<a5>UPI|United\s+Press\s+International)"
        + @"|(?<a6>Xinhua(\s+News(\s+Agency)?)?|XINHUA|新华社|新華社|شينخوا)"
        + @"|(?<a7>TASS|ITAR-TASS|Itar-Tass|Tass|ТАСС|塔斯社)"
        + @"|(?<a8>Kyodo(\s+News)?|KYODO(\s+NEWS)?|共同(通信(社)?|社)?)"
        + @"|(?<a9>Yonhap(\s+News(\s+Agency)?)?|YONHAP|연합뉴스|韩联社)"
        + @"|(?<a10>PA(\s+(Media|News))?(?!\s*(Photo|Images?)\b)|Press\s+Association)"
        + @"|(?<a11>ANI|Asian\s+News\s+International)"
        + @"|(?<a12>PTI|Press\s+Trust\s+of\s+India)"
        + @"|(?<a13>IANS|Indo-Asian\s+News\s+Service)"
        + @"|(?<a14>Interfax|INTERFAX|Интерфакс)"
        + @"|(?<a15>Agencia\s+EFE|EFE)"
        + @"|(?<a16>ANSA)"
        + @"|(?<a17>CNN(\s+Newsource|\s+Wire|\s+Business|\.com)?)"
        + @"|(?<a18>ABC\s+News|ABC\s+NEWS|ABCNews|ABC\s+Newswire)"
        + @"|(?<a19>CBS\s+News|CBS\s+NEWS|CBSNews|CBS\s+Newspath)"
        + @"|(?<a20>NBC\s+News|NBC\s+NEWS|NBCNews|NBC\s+Newswire)"
        + @"|(?<a21>BBC(\s+News|\s+Sport)?)"
        + @"|(?<a22>NPR|National\s+Public\s+Radio)"
        + @"|(?<a23>PR\s*Newswire|PRNEWSWIRE|PRNewswire(-\p{L}+)*)"
        + @"|(?<a24>Business\s*Wire|BUSINESS\s*WIRE|BusinessWire)"
        + @"|(?<a25>Globe\s*Newswire|GLOBE\s*NEWSWIRE|GlobeNewswire|GlobeNewsWire)"
        + @"|(?<a26>(Agência\s+)?(?-i:Lusa|LUSA))"
        + @"|(?<a27>РИА\s+[«]?Новости[»]?|RIA\s+Novosti)"
        + @"|(?<a28>時事通信(社)?|時事(?=\s*[】\)）\]])|Jiji(\s+Press)?|JIJI(\s+PRESS)?)"
        + @"|(?<a29>Saudi\s+Press\s+Agency|(?-i:SPA)(?=\s*[\)\]])|واس(?!\p{L}))"
        + @"|(?<a30>Anadolu(\s+(Agency|Ajansı))?|الأناضول)"
        + @"|(?<a31>Europa\s+Press|EUROPA\s+PRESS)"
        + @"|(?<a32>Agência\s+Brasil)"
        + @"|(?<a33>Estadão\s+Conteúdo)"
        + @"|(?<a34>Folhapress|FOLHAPRESS)"
        + @"|(?<a35>Austria\s+Presse\s+Agentur|(?-i:APA)(?=\s*[/\)\]]))"
        + @"|(?<a36>Keystone-(SDA|ATS)|(?-i:ATS|sda)(?=\s*[\)\]]))"
        + @"|(?<a37>(?-i:Belga)(?=\s*[\)\]]))"
        + @"|(?<a38>(?-i:ANP)(?=\s*[\)\]]))"
        + @"|(?<a39>Sport-Informations-Dienst|(?-i:SID)(?=\s*[\)\]]))"
        + @"|(?<a40>China\s+News\s+Service|中新社|中新网|中国新闻社|中國新聞社)"
        + @"|(?<a41>بترا(?!\p{L}))";

    private static bool MayBeIn(string text) =>
        text.AsSpan().ContainsAny(AsciiMarks) || (Extraction.Marks.HasOtherLetters(text) && text.AsSpan().ContainsAny(OtherMarks));

    /// <summary>The agencies named in the text, as words of their own, in order; <paramref name="anyCase"/> takes names in any case.</summary>
    public static AgencyMentions In(string text, bool anyCase = false)
    {
        var found = new List<(int, int, string)>();
        if (MayBeIn(text))
        {
            for (Match match = (anyCase ? NameInAnyCase() : Name()).Match(text); match.Success; match = match.NextMatch())
                found.Add((match.Index, match.Length, Of(match)));
        }
        return new AgencyMentions(text, found);
    }

    private static string Of(Match match)
    {
        // Group 0 is the whole match; the agencies' groups follow in order.
        for (int i = 1; i < match.Groups.Count; i++)
        {
            if (match.Groups[i].Success) return Agencies[i - 1].Name;
        }
        throw new InvalidOperationException("a match without an agency");
    }

    /// <summary>Host of the agency's own site; null for what is no agency.</summary>
    public static string? HostOf(string agency) =>
        Array.Find(Agencies, a => a.Name == agency) is { Host: string host } ? host : null;

    [GeneratedRegex(@"(?<![\p{L}\d-[\u2E80-\uD7FF]])(?:" + Any + @")(?![\p{L}\d-[\u2E80-\uD7FF]])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Name();

    [GeneratedRegex(@"(?<![\p{L}\d-[\u2E80-\uD7FF]])(?:" + Any + @")(?![\p{L}\d-[\u2E80-\uD7FF]])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex NameInAnyCase();
}
