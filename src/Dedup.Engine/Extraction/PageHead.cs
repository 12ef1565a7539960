using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Reads site, section and title from the lines before the article and from the page's footer.</summary>
internal sealed partial class PageHead
{
    private const int HeadLines = 12;

    private readonly IReadOnlyList<LineFeatures> _lines;
    private readonly LineReason?[] _reasons;
    private readonly int _articleStart;

    public PageHead(IReadOnlyList<LineFeatures> lines, LineReason?[] reasons, int articleStart, PageHints hints)
    {
        _lines = lines;
        _reasons = reasons;
        _articleStart = articleStart;
        Site = Given(hints.Site) ?? SiteFromLabels() ?? SiteFromCopyright();
        int breadcrumb = FindBreadcrumb();
        string? crumbs = breadcrumb >= 0 ? lines[breadcrumb].Text : null;
        if (breadcrumb >= 0) reasons[breadcrumb] = LineReason.Breadcrumb;
        TitleLine = FindTitle(crumbs, breadcrumb);
        if (TitleLine >= 0) Title = new Found(CleanTitle(lines[TitleLine].Text), lines[TitleLine].Text);
        if (crumbs is not null) ReadBreadcrumb(crumbs);
        Section ??= FromLabel("section");
        Title = Given(hints.Title) ?? Title;
        Site ??= SiteFromUrl(hints.Url);
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
        for (int i = 0; i < _lines.Count; i++)
        {
            if (_reasons[i] != LineReason.Label) continue;
            foreach ((string k, string value) in PageLabels.Read(_lines[i].Text))
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
        for (int i = _lines.Count - 1; i >= 0; i--)
        {
            if (_reasons[i] != LineReason.Copyright) continue;
            string line = _lines[i].Text;
            if (AgencyCredit.FromCopyright(line) is not null) continue;
            Match match = Holder().Match(line);
            if (match.Success && match.Groups[1].Value.Trim(' ', '-', '|', ',', '.') is { Length: > 1 and <= 40 } holder
                && holder.Any(char.IsLetter))
            {
                return new Found(holder, line);
            }
        }
        return null;
    }

    private int FindBreadcrumb()
    {
        for (int i = 0; i < Math.Min(HeadLines, Math.Max(_articleStart, 3)) && i < _lines.Count; i++)
        {
            if (_reasons[i] is null or LineReason.LinkList or LineReason.Label or LineReason.Menu
                && BreadcrumbForm().IsMatch(_lines[i].Text))
            {
                return i;
            }
        }
        return -1;
    }

    private int FindTitle(string? crumbs, int breadcrumb)
    {
        int best = -1;
        int bestScore = int.MinValue;
        int others = 0;
        for (int i = _articleStart - 1; i >= 0; i--)
        {
            LineFeatures line = _lines[i];
            if (i == breadcrumb || !CouldBeTitle(i))
            {
                if (_reasons[i] is LineReason.Menu or LineReason.Subscription or LineReason.LinkHeading) others++;
                continue;
            }
            int score = line.Words is >= 4 and <= 22 ? 3 : line.Words >= 2 ? 0 : -3;
            if (Repeated(i, crumbs)) score += 8;
            score -= Math.Min(others, 6);
            if (line.IsBullet) score -= 3;
            if (line.EndsSentence && line.Text[^1] == '.') score -= 3;
            others++;
            if (score > bestScore)
            {
                bestScore = score;
                best = i;
            }
        }
        return best;
    }

    private bool CouldBeTitle(int i)
    {
        LineFeatures line = _lines[i];
        if (_reasons[i] is not (null or LineReason.LinkList) || line.Words is 0 or > 34) return false;
        return Site is null || !string.Equals(line.Text, Site.Value, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Stands again in the head of the page: as a line, in the breadcrumb, or with the site's name behind it.</summary>
    private bool Repeated(int i, string? crumbs)
    {
        string text = _lines[i].Text;
        if (text.Length < 6) return false;
        if (crumbs is not null && crumbs.Contains(text, StringComparison.OrdinalIgnoreCase)) return true;
        for (int j = 0; j < _articleStart; j++)
        {
            if (j != i && _lines[j].Text.Length <= text.Length + 80
                && _lines[j].Text.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>A title that carries the site's name behind a dash or bar gives it up.</summary>
    private string CleanTitle(string title)
    {
        Match match = TitleAndSite().Match(title);
        if (!match.Success) return title;
        string site = match.Groups[2].Value.Trim();
        string rest = match.Groups[1].Value.Trim();
        if (Site is not null && string.Equals(site, Site.Value, StringComparison.OrdinalIgnoreCase)) return rest;
        for (int i = 0; i < _articleStart; i++)
        {
            if (string.Equals(_lines[i].Text, rest, StringComparison.OrdinalIgnoreCase))
            {
                Site ??= new Found(site, title);
                return rest;
            }
        }
        return title;
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

    [GeneratedRegex(@"^\W*(current|location|position|you are here|your location|your position|当前位置|您的位置|您现在的位置|你的位置|所在位置|现在位置)\s*[:\uFF1A]|^\W*(home|homepage|index|startseite|accueil|inicio|首页|主页|网站首页)\s*[>»›/→|:]|\s[>»›→]\s.*\s[>»›→]\s|^[^>]{1,30}\s?[>»›]\s?[^>]{1,40}\s?[>»›]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BreadcrumbForm();

    [GeneratedRegex(@"^\W*(current location|current|location|position|you are here|your location|your position|当前位置|您的位置|您现在的位置|你的位置|所在位置|现在位置)\s*[:\uFF1A]\s*", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex BreadcrumbLead();

    [GeneratedRegex(@"\s*[>»›→]\s*|\s+/\s+", RegexOptions.CultureInvariant)]
    private static partial Regex CrumbSeparator();

    [GeneratedRegex(@"^\W*(home|homepage|home page|index|main|front page|startseite|accueil|inicio|首页|主页|网站首页)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HomeWord();

    [GeneratedRegex(@"\s[-–—|_]\s?([^-–—|_]{2,40})$", RegexOptions.CultureInvariant)]
    private static partial Regex TailSite();

    /// <summary>The section's word where the title's first capital follows without a space: ScamsNorth Korea ….</summary>
    [GeneratedRegex(@"^\p{L}\p{Ll}+(?=[\p{Lu}\d'""“‘])", RegexOptions.CultureInvariant)]
    private static partial Regex GluedSection();

    [GeneratedRegex(@"^(.{6,}?)\s*(?:\s[-–—|·]\s?|_)\s*([^|_]{2,40})$", RegexOptions.CultureInvariant)]
    private static partial Regex TitleAndSite();

    [GeneratedRegex(@"(?:copyright|©|\(c\))(?:\W|copyright|(?:19|20)\d\d|by\b)*(.+?)(?:[.,|;]|\s(?:all|alle|tous|todos|terms|inc|llc|ltd|privacy|icp|版权|powered|[-–—])|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Holder();
}
