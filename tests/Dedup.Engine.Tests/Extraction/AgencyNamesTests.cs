using System.Text;
using System.Text.RegularExpressions;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Tests.Extraction;

/// <summary>The scanner for names of agencies against one form that holds them all.</summary>
public sealed class AgencyNamesTests
{
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

    private static readonly Regex Form = new(@"(?<![\p{L}\d-[\u2E80-\uD7FF]])(?:" + Any + @")(?![\p{L}\d-[\u2E80-\uD7FF]])", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture);

    private static readonly string[] Pieces =
    [
        "AP", "AP Photo", "AP Images", "AP News", "The Associated  Press", "Reuters", "Thomson Reuters", "AFP", "AFP/Getty", "AFP=時事", "dpa", "dpa-AFX", "UPI", "Xinhua News Agency", "新华社", "TASS", "Kyodo News", "共同通信社", "Yonhap",
        "PA", "PA Media", "PA Photo", "ANI", "PTI", "EFE", "CNN", "CNN.com", "ABC News", "BBC Sport", "PR Newswire", "PRNewswire", "Business Wire", "Lusa", "РИА «Новости»", "時事", "SPA", "SPA)", "SPA ]", "Anadolu Agency", "APA", "APA/", "sda)",
        "ATS", "Belga)", "SID", "SID)", "أ ف ب", "واس ", "中新社", "(", ")", " ", "  ", "-", "/", "】", "東京", "Москва", "s", "7", "said", ", ", "A.P.",
    ];

    [Fact]
    public void Finds_what_the_form_finds()
    {
        for (int seed = 1; seed <= 20_000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            for (int i = random.Next(1, 8); i > 0; i--) text.Append(Pieces[random.Next(Pieces.Length)]).Append(random.Next(2) == 0 ? " " : "");
            string line = text.ToString();

            IEnumerable<(int, int)> expected = Form.Matches(line).Select(match => (match.Index, match.Length));

            Assert.True(expected.SequenceEqual(AgencyNames.In(line).Found.Select(name => (name.At, name.Length))), $"seed {seed}: '{line}'");
        }
    }

    [Theory]
    [InlineData("source: reuters", "Reuters")]
    [InlineData("SOURCE: AFP", "AFP")]
    [InlineData("(lusa)", null)]
    [InlineData("ANSA, ansa", "ANSA")]
    public void Names_in_any_case_are_found(string text, string? agency) => Assert.Equal(agency, AgencyNames.In(text, anyCase: true).Found.Select(name => name.Agency).FirstOrDefault());
}
