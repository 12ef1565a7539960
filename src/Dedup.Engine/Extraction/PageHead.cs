using System.Buffers;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Reads site, section and title from the lines before the article and from the page's footer.</summary>
internal sealed partial class PageHead
{
    private const int HeadLines = 12;

    /// <summary>One of these stands in every breadcrumb.</summary>
    private static readonly SearchValues<char> CrumbSigns = SearchValues.Create(":\uFF1A>»›→/|");

    /// <summary>One of these stands between a title and a site's name.</summary>
    private static readonly SearchValues<char> SiteSigns = SearchValues.Create("-–—|·_");

    private readonly LineFeatures[] _lines;
    private readonly LineReason?[] _reasons;
    private readonly int _headEnd;

    public PageHead(LineFeatures[] lines, LineReason?[] reasons, int textStart, PageHints hints)
    {
        _lines = lines;
        _reasons = reasons;
        _headEnd = Math.Min(lines.Length, textStart + 1);
        Site = Given(hints.Site) ?? SiteFromLabels() ?? SiteFromCopyright();
        int breadcrumb = FindBreadcrumb();
        if (breadcrumb >= 0) reasons[breadcrumb] = LineReason.Breadcrumb;
        TitleLine = TitleFinder.Find(lines, reasons, textStart, breadcrumb, Site?.Value);
        if (TitleLine >= 0)
        {
            Title = new Found(CleanTitle(lines[TitleLine].Text), lines[TitleLine].Text);
            if (breadcrumb != TitleLine) ReadTitleLines(breadcrumb);
        }
        if (breadcrumb >= 0) ReadBreadcrumb(lines[breadcrumb].Text);
        Section ??= FromLabel("section");
        Title = Given(hints.Title) ?? Title;
        Site ??= SiteFromMasthead() ?? SiteFromLinkHeading() ?? SiteFromUrl(hints.Url);
    }

    public Found? Site { get; private set; }

    public Found? Section { get; private set; }

    public Found? Title { get; private set; }

    /// <summary>Index of the line that is the title, or −1.</summary>
    public int TitleLine { get; }

    private static Found? Given(string? value) => string.IsNullOrWhiteSpace(value) ? null : new Found(value.Trim(), "given with the page");

    private static Found? SiteFromUrl(string? url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0) return null;
        string host = uri.Host.StartsWith("www.", StringComparison.Ordinal) ? uri.Host[4..] : uri.Host;
        return new Found(host, url);
    }

    private Found? FromLabel(string kind)
    {
        for (int i = 0; i < _lines.Length; i++)
        {
            if (_reasons[i] != LineReason.Label) continue;
            foreach ((string k, string value) in _lines[i].Labels)
            {
                if (k == kind && value.Length > 0) return new Found(value, _lines[i].Text);
            }
        }
        return null;
    }

    private Found? SiteFromLabels() =>
        FromLabel("site") is Found found && AgencyCredit.FromByline(found.Value) is null ? found : null;

    private Found? SiteFromCopyright()
    {
        for (int i = _lines.Length - 1; i >= 0; i--)
        {
            if (_reasons[i] != LineReason.Copyright) continue;
            if (_lines[i].AgencyInCopyright is not null || _lines[i].CopyrightHolder is not Found { Value: string holder } held) continue;
            // The company may be named for the site: a line of the page that begins its name is the site's own.
            foreach (LineFeatures line in _lines)
            {
                if (line.Text.Length > 3 && line.Text.Length < holder.Length && holder[line.Text.Length] == ' ' && holder.StartsWith(line.Text, StringComparison.Ordinal))
                    return held with { Value = line.Text };
            }
            return held;
        }
        return null;
    }

    /// <summary>Who holds the rights that a line claims; null where it names nobody.</summary>
    internal static Found? HolderIn(string line) =>
        Holder().Match(line) is { Success: true } match && match.Groups[1].Value.Trim(' ', '-', '|', ',', '.') is { Length: > 1 and <= 40 } holder && holder.Any(char.IsLetter)
            ? new Found(holder, line) : null;

    /// <summary>A short line above the headline whose words stand in another line again is the masthead.</summary>
    private Found? SiteFromMasthead()
    {
        for (int i = 0; i < (TitleLine >= 0 ? TitleLine : _headEnd); i++)
        {
            LineFeatures line = _lines[i];
            if (_reasons[i] is not (null or LineReason.LinkList) || line.Words is < 1 or > 5 || line.Text.Length is < 4 or > 40 || line.Capitalised < 0.6 || line.EndsSentence) continue;
            if (line.Words == 1 && Phrases.MenuWords.Contains(line.Stem)) continue;
            for (int j = 0; j < _lines.Length; j++)
            {
                if (j != i && _lines[j].Words <= line.Words + 6 && _lines[j].Words > 0 && _reasons[j] != LineReason.Menu
                    && _lines[j].Text.Contains(line.Text, StringComparison.Ordinal))
                {
                    return new Found(line.Text, line.Text);
                }
            }
        }
        return null;
    }

    /// <summary>Also on Lakeside Tribune: a name of two words or more, as sections and topics seldom have.</summary>
    private Found? SiteFromLinkHeading()
    {
        for (int i = 0; i < _lines.Length; i++)
        {
            if (_reasons[i] == LineReason.LinkHeading && _lines[i].Capitalised >= 0.6 && OnSite().Match(_lines[i].Text) is { Success: true } match)
                return new Found(match.Groups[1].Value, _lines[i].Text);
        }
        return null;
    }

    private int FindBreadcrumb()
    {
        for (int i = 0; i < Math.Min(Math.Max(HeadLines, _headEnd), _lines.Length); i++)
        {
            if (_reasons[i] is null or LineReason.LinkList or LineReason.Label or LineReason.Menu
                && _lines[i].Text.AsSpan().ContainsAny(CrumbSigns) && (i < HeadLines ? MayBeBreadcrumb(_lines[i]) && BreadcrumbForm().IsMatch(_lines[i].Text) : ShortBreadcrumbForm().IsMatch(_lines[i].Text)))
            {
                return i;
            }
        }
        return -1;
    }

    /// <summary>It has an arrow, or begins with a word for its beginning.</summary>
    private static bool MayBeBreadcrumb(LineFeatures line) => line.HasOtherLetters || line.Opens(Opening.Crumb) || line.Text.AsSpan().ContainsAny(">»›→");

    /// <summary>Longer titles are left as they are.</summary>
    private const int MaxTitle = 1_000;

    /// <summary>A title that carries the site's name behind a dash or bar gives it up.</summary>
    private string CleanTitle(string title)
    {
        // Home and section glued before it, as in a breadcrumb that lost its links.
        if (GluedHome().Match(title) is { Success: true } home)
        {
            Match section = GluedSection().Match(title, home.Length, title.Length - home.Length);
            if (section.Success) Section ??= new Found(section.Value, title);
            title = title[(home.Length + section.Length)..];
        }
        // The form tries every run of blanks with every other.
        if (title.Length > MaxTitle || !title.AsSpan().ContainsAny(SiteSigns) || TitleAndSite().Match(title) is not { Success: true } match) return title;
        string site = match.Groups[2].Value.Trim(' ', '(', ')');
        string rest = match.Groups[1].Value.Trim();
        if (Site is not null && string.Equals(site, Site.Value, StringComparison.OrdinalIgnoreCase)) return rest;
        bool known = false;
        for (int i = 0; i < _lines.Length && !known; i++)
        {
            string other = _lines[i].Text;
            known = (i < _headEnd && string.Equals(other, rest, StringComparison.OrdinalIgnoreCase))
                || (other != title && !char.IsLower(site[0])
                    && (other == site || (_reasons[i] is LineReason.Copyright or LineReason.Label && other.Contains(site, StringComparison.Ordinal))));
        }
        if (!known) return title;
        Site ??= new Found(site, title);
        return rest;
    }

    /// <summary>The first line is often the window's title: Title - Site, Title_Section_Site, Title | Section | Site.</summary>
    private void ReadTitleLines(int breadcrumb)
    {
        for (int i = 0; i < _headEnd; i++)
        {
            string text = _lines[i].Text;
            if (i == TitleLine || i == breadcrumb || !text.StartsWith(Title!.Value, StringComparison.OrdinalIgnoreCase)) continue;
            string[] rest = [.. TitleSeparator().Split(text[Title.Value.Length..]).Select(part => part.Trim()).Where(part => part.Length > 0)];
            if (rest.Length is 0 or > 3 || rest[^1].Length > 40) continue;
            _reasons[i] = LineReason.Title;
            Site = new Found(rest[^1], text);
            if (rest.Length > 1) Section ??= new Found(rest[^2], text);
            return;
        }
    }

    /// <summary>Current:Home > SectionTitle -Site, Site > Section > Title, and their like.</summary>
    private void ReadBreadcrumb(string crumbs)
    {
        string path = BreadcrumbLead().Replace(crumbs, string.Empty);
        string[] parts = [.. CrumbSeparator().Split(path).Select(part => part.Trim()).Where(part => part.Length > 0)];
        if (parts.Length == 0) return;
        string last = parts[^1];
        int at = Title is null ? -1 : last.IndexOf(Title.Value, StringComparison.OrdinalIgnoreCase);
        string? section = parts.Length > 1 ? parts[^2] : null;
        if (at >= 0)
        {
            string glued = last[..at].Trim(' ', '-', ':', '|', '_');
            if (glued.Length > 0) section = glued;
            string behind = last[(at + Title!.Value.Length)..].Trim(' ', '-', '–', '—', '|', '_', '·');
            if (behind is { Length: > 0 and <= 40 }) Site = new Found(behind, crumbs);
        }
        else if (TailSite().Match(last) is { Success: true } tail)
        {
            Site ??= new Found(tail.Groups[1].Value.Trim(), crumbs);
            if (GluedSection().Match(last) is { Success: true } glued) section = glued.Value;
        }
        else if (Title is not null && parts.Length >= 1 && last.Split(' ').Length <= 3)
        {
            section = last;
        }
        string first = parts[0];
        bool firstIsHome = HomeWord().IsMatch(first);
        if (section is not null && !HomeWord().IsMatch(section) && (section != first || firstIsHome || parts.Length == 1 || at > 0))
            Section = new Found(section, crumbs);
        else if (section is not null && section == first && !firstIsHome && Site is not null && first != Site.Value)
            Section = new Found(section, crumbs);
        if (!firstIsHome && parts.Length > 2 && first.Length <= 40) Site ??= new Found(first, crumbs);
    }

    [GeneratedRegex(@"^\W*(current|location|position|you are here|your location|your position|当前位置|您的位置|您现在的位置|你的位置|所在位置|现在位置)\s*[:\uFF1A]|^\W*(home|homepage|index|startseite|accueil|inicio|portada|início|главная|الرئيسية|ホーム|トップ|首页|主页|网站首页)\s*[>»›/→|:]|\s[>»›→]\s.*\s[>»›→]\s|^[^>]{1,30}\s?[>»›]\s?[^>]{1,40}\s?[>»›]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BreadcrumbForm();

    [GeneratedRegex(@"^\W*(current location|current|location|position|you are here|your location|your position|当前位置|您的位置|您现在的位置|你的位置|所在位置|现在位置)\s*[:\uFF1A]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BreadcrumbLead();

    [GeneratedRegex(@"^[^>»›/.!?]{2,30}\s[>»›/]\s[^>»›/.!?]{2,30}([>»›/][^>»›]{2,120})?$", RegexOptions.CultureInvariant)]
    private static partial Regex ShortBreadcrumbForm();

    [GeneratedRegex(@"^(?:[Aa]lso|[Mm]ost [Rr]ead|[Pp]opular|[Tt]rending(?: [Nn]ow)?|[Ll]atest|[Mm]ore|[Nn]ew) on (\p{Lu}[\p{L}.'’&-]+(?: [\p{Lu}\d][\p{L}\d.'’&-]*){1,4})$", RegexOptions.CultureInvariant)]
    private static partial Regex OnSite();

    [GeneratedRegex(@"\s[-–—|·:]{1,2}\s|\s?[|_]\s?|\s?::\s?|\s[-–—]|[-–—]\s", RegexOptions.CultureInvariant)]
    private static partial Regex TitleSeparator();

    [GeneratedRegex(@"[>»›→]|\s/\s", RegexOptions.CultureInvariant)]
    private static partial Regex CrumbSeparator();

    [GeneratedRegex(@"^\W*(home|homepage|home page|index|main|front page|startseite|accueil|inicio|portada|início|главная|الرئيسية|ホーム|トップ|首页|主页|网站首页)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HomeWord();

    [GeneratedRegex(@"\s[-–—|_]\s?([^-–—|_]{2,40})$", RegexOptions.CultureInvariant)]
    private static partial Regex TailSite();

    /// <summary>The section's word where the title's first capital follows without a space: ScamsNorth Korea ….</summary>
    [GeneratedRegex(@"^\p{L}\p{Ll}+(?=[\p{Lu}\d'""“‘])", RegexOptions.CultureInvariant)]
    private static partial Regex GluedSection();

    [GeneratedRegex(@"^(Home|Homepage|Home Page|Front Page|Index|首页|网站首页)(?=[\p{Lu}\d])", RegexOptions.CultureInvariant)]
    private static partial Regex GluedHome();

    [GeneratedRegex(@"^(.{6,}?)\s*(?:\s[-–—|·]\s?|_)\s*([^|_]{2,40})$", RegexOptions.CultureInvariant)]
    private static partial Regex TitleAndSite();

    [GeneratedRegex(@"(?:copyright|©|\(c\)|الحقوق محفوظة)(?:\W|copyright|(?:19|20)\d\d|by\b)*(.+?)(?:[.,|;]|\s(?:(?:19|20)\d\d|all|alle|tous|todos|terms|inc|llc|ltd|privacy|icp|版权|tutti|todos|все права|جميع|無断|powered|[-–—])|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Holder();
}
