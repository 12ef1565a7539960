using System.Globalization;

namespace Dedup.Quality.HardWorld;

/// <summary>The templates of the hard world: each a way to lay a story among breadcrumbs, lists, dates and fixed chrome.</summary>
internal static class PageForms
{
    public static readonly Func<Frame, string, string[], string>[] All =
        [Trail, Stacked, Piped, Letterhead, Ticker, Boxed, Ages, Plain, Directory, Magazine, Split, Reader, Pager, Footed];

    private static string Trail(Frame f, string title, string[] body) => Join(
        [$"{f.Site.Menu[0]} › {f.Section} › {title}", title, $"{Date(f, "d MMMM yyyy HH:mm")} | {f.Site.Name}", .. body,
        "Previous: " + f.Others[0], "Next: " + f.Others[1], "Latest headlines", .. f.Others[2..8], .. f.Site.Block, string.Join(" | ", f.Site.Menu)]);

    private static string Stacked(Frame f, string title, string[] body) => Join(
        [f.Site.Name, .. f.Site.Menu, f.Section, title, .. By(f, "By {0}"), Date(f, "MMMM d, yyyy"), .. Spaced(body), "Read more", .. f.Others[..5], .. f.Site.Block]);

    private static string Piped(Frame f, string title, string[] body) => Join(
        [$"{title} | {f.Section} | {f.Site.Name}", string.Join(" | ", f.Site.Menu), .. f.Site.Block, title, $"Published {Date(f, "yyyy-MM-dd HH:mm")}", .. body,
        "You may also like", .. f.Others[..7].Select(h => "• " + h), $"© {f.At.Year} {f.Site.Name}"]);

    private static string Letterhead(Frame f, string title, string[] body) => Join(
        [f.Site.Name.ToUpperInvariant(), .. f.Site.Block.Take(1), "----", title, .. By(f, "{0}, " + f.Section.ToLowerInvariant() + " correspondent"), Date(f, "dddd, d MMMM yyyy"),
        .. body, "----", .. f.Site.Block.Skip(1), .. f.Site.Menu]);

    private static string Ticker(Frame f, string title, string[] body) => Join(
        ["BREAKING", .. f.Others[..3], string.Join("  ", f.Site.Menu), title, $"{f.Section} / {Date(f, "dd.MM.yyyy HH:mm")}", .. body, "Most read",
        .. f.Others[3..9].Select((h, i) => $"{i + 1}. {h}"), .. f.Site.Block]);

    private static string Boxed(Frame f, string title, string[] body) => Join(
        [f.Site.Name, f.Section, title, .. By(f, "Words: {0}"), $"Updated {Date(f, "d MMM yyyy")}", "Share  Save  Print", .. body[..1], "RELATED", .. f.Others[..2],
        .. body[1..], "Comments (" + (f.Number % 60) + ")", "More in " + f.Section, .. f.Others[2..8], .. f.Site.Block, .. f.Site.Menu]);

    private static string Ages(Frame f, string title, string[] body) => Join(
        [string.Join(" · ", f.Site.Menu), title, $"{f.Site.Name} · {Date(f, "d MMM yyyy")} · {2 + (f.Number % 9)} min read", .. Spaced(body), "Trending now",
        .. f.Others[..6].SelectMany((h, i) => (string[])[h, $"{i + 2} hours ago"]), .. f.Site.Block]);

    private static string Plain(Frame f, string title, string[] body) => Join(
        [title, string.Empty, Date(f, "yyyy-MM-dd HH:mm:ss"), string.Empty, .. Spaced(body), .. Spaced(f.Site.Block), string.Join(' ', f.Site.Menu), f.Site.Name]);

    private static string Directory(Frame f, string title, string[] body) => Join(
        [$"{f.Site.Name} > News > {f.Section} > {title}", title, $"Source: {f.Site.Name} Date: {Date(f, "yyyy-MM-dd")} Views: {f.Number}", .. body,
        "Recommended", .. f.Others[..8].Select(h => "- " + h), "Recent", .. f.Others[8..14].Select(h => "- " + h), .. f.Site.Block, "Links: " + string.Join(" | ", f.Site.Menu)]);

    private static string Magazine(Frame f, string title, string[] body) => Join(
        [.. f.Site.Menu, f.Section.ToUpperInvariant(), title, .. By(f, "Text {0}"), Date(f, "MMM d, yyyy"), .. f.Site.Block, .. body, "Editor’s picks", .. f.Others[..4]]);

    private static string Split(Frame f, string title, string[] body) => Join(
        [f.Site.Name, string.Join(" / ", f.Site.Menu), title, .. By(f, "by {0}"), Date(f, "dd/MM/yyyy"), .. f.Site.Block.Take(f.Site.Block.Length / 2), .. body,
        .. f.Site.Block.Skip(f.Site.Block.Length / 2), "Popular", .. f.Others[..6]]);

    private static string Reader(Frame f, string title, string[] body) => Join(
        ["Skip to content", f.Site.Name, title + " - " + f.Site.Name, title, $"Posted on {Date(f, "MMMM d, yyyy")} by {f.Author ?? "newsdesk"}", .. Spaced(body),
        "Posted in " + f.Section, "Recent posts", .. f.Others[..5], .. f.Site.Block, .. f.Site.Menu]);

    private static string Pager(Frame f, string title, string[] body) => Join(
        [string.Join(" | ", f.Site.Menu), "Home > " + f.Section, title, $"{Date(f, "HH:mm, d MMMM yyyy")}", .. By(f, "Reporting by {0}"), .. body, "« " + f.Others[0], "» " + f.Others[1],
        .. f.Site.Block, "Also on " + f.Site.Name, .. f.Others[2..7]]);

    private static string Footed(Frame f, string title, string[] body) => Join(
        [f.Section, title, $"{Date(f, "ddd d MMM yyyy HH:mm")} {f.Site.Name}", .. body, "Advertisement", .. f.Others[..4].SelectMany(h => (string[])[h, "Sponsored"]),
        .. f.Site.Block, $"Copyright {f.At.Year} {f.Site.Name}. All rights reserved.", .. f.Site.Menu]);

    private static string Date(Frame f, string format) => f.At.ToString(format, CultureInfo.InvariantCulture);

    private static string[] By(Frame f, string form) => f.Author is null ? [] : [string.Format(CultureInfo.InvariantCulture, form, f.Author)];

    private static IEnumerable<string> Spaced(string[] paragraphs) => paragraphs.SelectMany(p => (string[])[p, string.Empty]);

    private static string Join(string[] lines) => string.Join('\n', lines) + "\n";
}
