using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Finds the agency that a page credits, in dateline, byline, credit or copyright line. A mention in running text is no credit.</summary>
internal static partial class AgencyCredit
{
    /// <summary>An agency: its usual name, the names it goes by, and whether the short name needs credit form around it.</summary>
    private sealed record Agency(string Name, string Pattern, string Host);

    private static readonly Agency[] Agencies =
    [
        new("AP", @"(The\s+)?Associated\s+Press|AP(?!\s*(Photo|Images?)\b)(\s+News)?|A\.P\.", "apnews.com"),
        new("Reuters", @"(Thomson\s+)?Reuters|REUTERS", "reuters.com"),
        new("AFP", @"Agence\s+France[-\s]Presse|AFP(?!/Getty)", "afp.com"),
        new("Bloomberg", @"Bloomberg(\s+News)?|BLOOMBERG", "bloomberg.com"),
        new("dpa", @"dpa(-(infocom|AFX|international))?|DPA|Deutsche\s+Presse-Agentur", "dpa.com"),
        new("UPI", @"UPI|United\s+Press\s+International", "upi.com"),
        new("Xinhua", @"Xinhua(\s+News(\s+Agency)?)?|XINHUA|新华社", "xinhuanet.com"),
        new("TASS", @"TASS|ITAR-TASS|Itar-Tass|Tass|ТАСС", "tass.com"),
        new("Kyodo", @"Kyodo(\s+News)?|KYODO(\s+NEWS)?|共同", "kyodonews.net"),
        new("Yonhap", @"Yonhap(\s+News(\s+Agency)?)?|YONHAP", "yna.co.kr"),
        new("PA", @"PA(\s+(Media|News))?(?!\s*(Photo|Images?)\b)|Press\s+Association", "pa.media"),
        new("ANI", @"ANI|Asian\s+News\s+International", "aninews.in"),
        new("PTI", @"PTI|Press\s+Trust\s+of\s+India", "ptinews.com"),
        new("IANS", @"IANS|Indo-Asian\s+News\s+Service", "ians.in"),
        new("Interfax", @"Interfax|INTERFAX|Интерфакс", "interfax.com"),
        new("EFE", @"EFE|Agencia\s+EFE", "efe.com"),
        new("ANSA", @"ANSA", "ansa.it"),
        new("CNN", @"CNN(\s+Newsource|\s+Wire|\s+Business|\.com)?", "cnn.com"),
        new("ABC News", @"ABC\s+News|ABC\s+NEWS|ABCNews|ABC\s+Newswire", "abcnews.go.com"),
        new("CBS News", @"CBS\s+News|CBS\s+NEWS|CBSNews|CBS\s+Newspath", "cbsnews.com"),
        new("NBC News", @"NBC\s+News|NBC\s+NEWS|NBCNews|NBC\s+Newswire", "nbcnews.com"),
        new("BBC", @"BBC(\s+News|\s+Sport)?", "bbc.com"),
        new("NPR", @"NPR|National\s+Public\s+Radio", "npr.org"),
        new("PR Newswire", @"PR\s*Newswire|PRNEWSWIRE|PRNewswire(-\p{L}+)*", "prnewswire.com"),
        new("Business Wire", @"Business\s*Wire|BUSINESS\s*WIRE|BusinessWire", "businesswire.com"),
        new("GlobeNewswire", @"Globe\s*Newswire|GLOBE\s*NEWSWIRE|GlobeNewswire|GlobeNewsWire", "globenewswire.com"),
    ];

    private static readonly string AnyAgency = string.Join('|', Agencies.Select((a, i) => $"(?<a{i}>{a.Pattern})"));

    /// <summary>
    /// The head of the first paragraph: nothing or a place in capitals before (AP) or /PRNewswire/; a place in mixed case only
    /// where a dash follows; the bare name only where a dash follows.
    /// </summary>
    private static readonly Regex InDateline = new(
        $@"^[""“\s]*(?:(?:\p{{Lu}}{{2}}[^()\[\]]{{0,70}}?|)[\(\[/]\s*(?:{AnyAgency})(?:[\s,/–—-]+[\p{{L}} .]{{2,30}})?\s*[\)\]/]"
        + $@"|\p{{Lu}}[^()\[\]]{{1,70}}?[\(\[/]\s*(?:{AnyAgency})(?:[\s,/–—-]+[\p{{L}} .]{{2,30}})?\s*[\)\]/]\s*(?:--|[-–—:])"
        + $@"|(?:\p{{Lu}}{{2}}[\p{{Lu}} .,'’-]{{0,50}},\s*)?(?:{AnyAgency})\s*(?:--|[-–—:])\s)",
        RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture);

    /// <summary>(AFP) at the very end of the last paragraph.</summary>
    private static readonly Regex AtEnd = new(
        $@"[\(\[]\s*(?:{AnyAgency})\s*[\)\]]\W*$|\s[-–—]{{1,2}}\s?(?:{AnyAgency})\W*$",
        RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture);

    /// <summary>Associated Press writer Jane Doe contributed to this report.</summary>
    private static readonly Regex Contribution = new(
        $@"^\W*(?:The\s+)?(?:{AnyAgency})\s.{{0,120}}\bcontributed\b|\bcontributed to this (?:report|story) for (?:the\s+)?(?:{AnyAgency})",
        RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture);

    /// <summary>The agency alone, or with a person before it: By Jane Doe, Associated Press; Reuters Staff; Source: AFP.</summary>
    private static readonly Regex InByline = new(
        $@"(?<![\p{{L}}\d])(?:{AnyAgency})(?![\p{{L}}\d])", RegexOptions.CultureInvariant | RegexOptions.Compiled | RegexOptions.ExplicitCapture);

    /// <summary>A last line that is nothing but a credit: (AFP), - Reuters, With reporting by AP.</summary>
    private static readonly Regex CreditLine = new(
        $@"^\W*(?:(?:source|via|credit|from|with|additional|reporting|by|copyright|©|\(c\)|the|(19|20)\d\d|material|courtesy of|provided by|distributed by|published by|this article|this story|was|originally|appeared|on)\W+)*(?:{AnyAgency})(?:\W+(?:news agency|staff|newsroom|all rights reserved|contributed to this (?:report|story)))*\W*$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.Compiled | RegexOptions.ExplicitCapture);

    public static Found? FromDateline(string firstParagraph) =>
        Named(InDateline, firstParagraph[..Math.Min(140, firstParagraph.Length)]);

    public static Found? FromByline(string byline) => Named(InByline, byline);

    public static Found? FromLastParagraph(string paragraph) =>
        Named(AtEnd, paragraph[^Math.Min(60, paragraph.Length)..]) ?? (paragraph.Length > 300 ? null : Named(Contribution, paragraph));

    public static Found? FromCreditLine(string line) => line.Length > 140 ? null : Named(CreditLine, line);

    /// <summary>A copyright line credits an agency where the agency is the holder that follows sign and year.</summary>
    public static Found? FromCopyright(string line)
    {
        // © AP before a sentence is the credit of a picture: a notice has a year, or reserves rights.
        if (!line.AsSpan().ContainsAnyInRange('0', '9') && !line.Contains("rights", StringComparison.OrdinalIgnoreCase)) return null;
        Match holder = CopyrightHolder().Match(line);
        if (!holder.Success) return null;
        string rest = line[(holder.Index + holder.Length)..];
        Match match = InByline.Match(rest);
        return match.Success && match.Index == 0 ? new Found(NameOf(match), line) : null;
    }

    /// <summary>Whether a site's name or host is the agency's own.</summary>
    public static bool IsOwnSite(string agency, string? site, string? url)
    {
        Agency? known = Array.Find(Agencies, a => a.Name == agency);
        if (known is null) return false;
        if (site is not null && Regex.IsMatch(site, $@"^(?:{known.Pattern})$", RegexOptions.CultureInvariant)) return true;
        return Uri.TryCreate(url, UriKind.Absolute, out Uri? uri)
            && (uri.Host == known.Host || uri.Host.EndsWith("." + known.Host, StringComparison.OrdinalIgnoreCase));
    }

    private static Found? Named(Regex form, string text)
    {
        Match match = form.Match(text);
        return match.Success ? new Found(NameOf(match), match.Value.Trim()) : null;
    }

    private static string NameOf(Match match)
    {
        for (int i = 0; i < Agencies.Length; i++)
        {
            if (match.Groups[$"a{i}"].Success) return Agencies[i].Name;
        }
        throw new InvalidOperationException("a match without an agency");
    }

    [GeneratedRegex(@"^\W*(?:copyright|©|\(c\)|\W)+\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)\d\d)?)?\W*(?:by\s+)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CopyrightHolder();
}
