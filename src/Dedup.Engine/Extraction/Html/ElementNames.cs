using System.Collections.Frozen;
using AngleSharp.Dom;

namespace Dedup.Engine.Extraction.Html;

/// <summary>How a browser shows an element.</summary>
internal enum ElementDisplay : byte
{
    /// <summary>As lines of its own.</summary>
    Block,

    /// <summary>Within a line.</summary>
    Inline,

    /// <summary>A line break.</summary>
    Break,

    /// <summary>A cell of a table.</summary>
    Cell,

    /// <summary>Holds no text that is shown.</summary>
    Silent,
}

/// <summary>What tags, attributes and names say about an element.</summary>
internal static class ElementNames
{
    private static readonly FrozenSet<string> Inline = Words("""
        a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp ruby s samp small span strike strong sub sup time tt u var wbr
        center-text relative-time local-time font-face
        """);

    private static readonly FrozenSet<string> Silent = Words("""
        script style template noscript head title meta link base svg math canvas object embed applet audio video iframe frame frameset noframes select option optgroup datalist textarea input progress meter map area img picture source track param rt
        """);

    private static readonly FrozenSet<string> ChromeTags = Words("nav footer aside form dialog menu button fieldset");

    private static readonly FrozenSet<string> ChromeRoles = Words("navigation complementary contentinfo banner search dialog alertdialog form menu menubar toolbar tablist");

    private static readonly FrozenSet<string> ChromeWords = Words("""
        nav navbar navigation menu submenu megamenu footer sidebar rail share sharing sharer social socials related recommended recommendations recirc recirculation
        newsletter newsletters signup subscribe subscription optin promo promos promotion advert advertisement ads adsense ad sponsor sponsored
        comment comments disqus respond breadcrumb breadcrumbs crumbs cookie cookies consent gdpr onetrust modal popup popover lightbox overlay
        pagination pager prevnext byline bylines masthead toolbar tags taglist trending popular outbrain taboola
        authorbox biography bio login cta toc paywall skip disclosure rating ratings topbar offcanvas
        """);

    private static readonly FrozenSet<string> HiddenWords = Words("visually-hidden visuallyhidden sr-only screen-reader-text screen-reader-only hidden u-hidden is-hidden element-invisible visually-hidden-focusable skip-link");

    private static readonly FrozenSet<string> ArticleNames = Words("""
        entry-content post-content article-body article-content articlebody article__body article__content post-body story-body post__content blog-content td-post-content single-content
        post_content entry_content content-body blog-post-content story-content article-text body-content news-content rich-text richtext
        """);

    public static ElementDisplay Display(string tag) =>
        Inline.Contains(tag) ? ElementDisplay.Inline
        : tag is "br" or "hr" ? ElementDisplay.Break
        : tag is "td" or "th" ? ElementDisplay.Cell
        : Silent.Contains(tag) ? ElementDisplay.Silent
        : ElementDisplay.Block;

    public static BlockKind KindOf(string tag, BlockKind above) => tag switch
    {
        "h1" => BlockKind.TopHeading,
        "h2" or "h3" or "h4" or "h5" or "h6" => BlockKind.Heading,
        "li" or "dt" or "dd" => BlockKind.ListItem,
        "tr" => BlockKind.TableRow,
        "figcaption" => BlockKind.Caption,
        "pre" => BlockKind.Preformatted,
        "button" => BlockKind.Button,
        "ul" or "ol" or "article" or "section" or "main" or "table" or "tbody" => BlockKind.Paragraph,
        _ => above is BlockKind.TableRow ? BlockKind.Paragraph : above,
    };

    /// <summary>Id, classes and role of the element, parted by spaces.</summary>
    public static string Read(IElement element)
    {
        string? id = element.GetAttribute("id");
        string? names = element.GetAttribute("class");
        return id is null ? names ?? string.Empty : names is null ? id : $"{names} {id}";
    }

    public static bool IsUnseen(IElement element)
    {
        if (element.Attributes.Length == 0) return false;
        if (element.HasAttribute("hidden")) return true;
        if (element.GetAttribute("style") is string style && HidesByStyle(style)) return true;
        return element.GetAttribute("class") is string names && HasAny(names, HiddenWords);
    }

    public static ElementRole RoleOf(IElement element, string tag, string names)
    {
        if (tag is "body" or "html") return ElementRole.None;
        if (IsUnseen(element) || element.GetAttribute("aria-hidden") == "true") return ElementRole.Hidden;
        if (ChromeTags.Contains(tag) || (element.GetAttribute("role") is string role && ChromeRoles.Contains(role))) return ElementRole.ChromeTag;
        if (element.GetAttribute("itemprop")?.Contains("articleBody", StringComparison.OrdinalIgnoreCase) == true) return ElementRole.Article;
        if (names.Length > 0)
        {
            if (HasAny(names, ArticleNames)) return ElementRole.Article;
            if (ChromeWordIn(names) is not null) return ElementRole.ChromeName;
        }
        return tag is "article" or "main" ? ElementRole.Article : ElementRole.None;
    }

    /// <summary>What kind of chrome the element is.</summary>
    public static LineReason ReasonOf(PageElement element)
    {
        if (element.Role == ElementRole.Hidden) return LineReason.Hidden;
        return ChromeWordIn(element.Names) switch
        {
            "nav" or "navbar" or "navigation" or "menu" or "submenu" or "megamenu" or "toc" or "topbar" or "offcanvas" or "masthead" => LineReason.Menu,
            "share" or "sharing" or "sharer" or "social" or "socials" => LineReason.ShareBar,
            "related" or "recommended" or "recommendations" or "recirc" or "recirculation" or "trending" or "popular" or "outbrain" or "taboola" => LineReason.LinkList,
            "newsletter" or "newsletters" or "signup" or "subscribe" or "subscription" or "optin" or "cookie" or "cookies" or "consent" or "gdpr" or "onetrust" or "paywall" => LineReason.Subscription,
            "advert" or "advertisement" or "ads" or "ad" or "adsense" or "sponsor" or "sponsored" or "promo" or "promos" or "promotion" or "cta" => LineReason.Advertisement,
            "comment" or "comments" or "disqus" or "respond" => LineReason.Comments,
            "breadcrumb" or "breadcrumbs" or "crumbs" => LineReason.Breadcrumb,
            "pagination" or "pager" or "prevnext" => LineReason.Pagination,
            "byline" or "bylines" => LineReason.Byline,
            "tags" or "taglist" => LineReason.Tags,
            "authorbox" or "biography" or "bio" => LineReason.AuthorBox,
            _ => element.Tag is "nav" or "menu" or "button" ? LineReason.Menu : element.Tag == "footer" ? LineReason.AfterArticle : LineReason.Menu,
        };
    }

    private static bool HidesByStyle(string style)
    {
        int at = style.IndexOf("display", StringComparison.OrdinalIgnoreCase);
        if (at >= 0 && style.AsSpan(at + 7).TrimStart(" :\t").StartsWith("none", StringComparison.OrdinalIgnoreCase)) return true;
        at = style.IndexOf("visibility", StringComparison.OrdinalIgnoreCase);
        return at >= 0 && style.AsSpan(at + 10).TrimStart(" :\t").StartsWith("hidden", StringComparison.OrdinalIgnoreCase);
    }

    private static bool HasAny(string names, FrozenSet<string> known)
    {
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = known.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (Range range in names.AsSpan().SplitAny(" \t\n\r\f"))
        {
            if (lookup.Contains(names.AsSpan(range))) return true;
        }
        return false;
    }

    /// <summary>Names are parted into words at hyphens, underscores and capitals: relatedPosts, related-posts, related_posts.</summary>
    public static string? ChromeWordIn(string names)
    {
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> lookup = ChromeWords.GetAlternateLookup<ReadOnlySpan<char>>();
        Span<char> word = stackalloc char[20];
        int length = 0;
        for (int i = 0; i <= names.Length; i++)
        {
            char c = i < names.Length ? names[i] : ' ';
            bool letter = char.IsAsciiLetter(c);
            bool starts = letter && char.IsAsciiLetterUpper(c) && i > 0 && char.IsAsciiLetterLower(names[i - 1]);
            if ((!letter || starts) && length > 0)
            {
                if (length <= word.Length && lookup.Contains(word[..length])) return word[..length].ToString();
                length = 0;
            }
            if (!letter) continue;
            if (length < word.Length) word[length] = char.ToLowerInvariant(c);
            length++;
        }
        return null;
    }

    private static FrozenSet<string> Words(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
