namespace Dedup.Quality.Templates;

/// <summary>A farm with machine-translated chrome and an odd order: editor's lead, "Release time", text enlarged or reduced.</summary>
internal static class FarmTranslated
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, d.House("Today is", "Now:") + " " + DateForms.In(DateForms.Visit(d), "yyyy-MM-dd dddd"));
        d.Maybe(0.5, d.House("Join the collection", "Set as home page", "Mobile version") + " " + d.House("Message board", "Submission", "Member center"));
        d.Line(d.House("The current position:", "You are here now:", "Now the position:") + " " + d.House("Home page", "First page", "Website home") + d.House(" -> ", " > ", " → ") + d.Section() + d.House(" -> ", " > ", " → ") + d.House("body", "main text", "browse the article"));
        bool siteInTitle = d.HouseHas("site in title", 40);
        d.Line(siteInTitle ? $"{d.Title()} ({d.Site()})" : d.Title());
        string when = d.House("iso", "dots", "day") switch
        {
            "iso" => PageDraft.Second(DateForms.In(d.At, "yyyy-MM-dd HH:mm:ss")),
            "dots" => PageDraft.Minute(DateForms.In(d.At, "yyyy.M.d HH:mm")),
            _ => PageDraft.Day(DateForms.In(d.At, "yyyy-M-d")),
        };
        string source = d.House("The source: ", "Origin: ", "Article source: ") + d.Site();
        string clicks = d.House("Number of clicks: ", "Browse times: ", "Degree of heat: ") + d.Between(30, 8000);
        foreach (string item in d.House("a", "b", "c") switch
        {
            "a" => (string[])["Release time: " + when, source, clicks],
            "b" => [$"{source}  Release date: {when}  {clicks}"],
            _ => [$"{clicks}   Time of publication: {when}", source],
        })
        {
            d.Line(item);
        }

        d.Maybe(0.4, "The text is enlarged The text is reduced Print close");
        d.Maybe(0.4, "Core tip: " + (d.Gist(0, 24) ?? d.Headline()).TrimEnd('.') + "...");
        d.Body();
        d.Maybe(0.4, d.House("[1] [2] Next page", "Home page 1 Last page", "A total of 1 page"));
        d.Maybe(0.6, d.House("Editor in charge: ", "Edited by: ") + d.Byline("Xiao Wang", "web editor", "A Qiang"));
        d.Maybe(0.6, d.House("The last one: ", "On an article: ", "Up: ") + d.Headline(), d.House("The next one: ", "Next article: ", "Down: ") + d.Headline());
        d.Teasers(d.House("Relevant news", "Associated articles", "Same kind of article"), d.Between(3, 8), () => d.House("{0}", "·{0}", "{0} [{d}]").Replace("{d}", DateForms.In(d.At.AddDays(d.Between(-5, 5)), "MM/dd"), StringComparison.Ordinal));
        d.Teasers(d.House("Picture and text hot spot", "Heat ranking", "Wonderful recommend"), d.Between(3, 8));
        d.Maybe(0.7, "Netizen comments only express personal views and do not indicate that this site agrees with its views or confirms its description.");
        d.Maybe(0.6, d.House("Blogroll: ", "Links of friendship: ") + string.Join("  ", d.Sites(5)));
        d.Line(d.House("All rights reserved ", "Copyright owned by ") + d.Site() + " " + d.Year);
        return d.Render();
    }
}
