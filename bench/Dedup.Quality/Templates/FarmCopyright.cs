namespace Dedup.Quality.Templates;

/// <summary>A content farm that names itself only in the copyright line and files the date under the text.</summary>
internal static class FarmCopyright
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        bool lists = d.HouseHas("lists first", 40);
        if (lists)
        {
            d.Teasers(d.House("Hot spots", "Ranking list", "Weekly hot"), d.Between(4, 8), d.House("{0}", "{1} {0}"));
        }

        if (d.HouseHas("category line", 60))
        {
            d.Line(d.House("Category: {0}", "Column: {0}", "Classification:{0}", "[{0}]", "{0}").Replace("{0}", d.Section(), StringComparison.Ordinal));
        }

        d.Line(d.Title());
        bool late = d.HouseHas("date under text", 50);
        string stamp = PageDraft.Minute(DateForms.In(d.At, d.House("yyyy/MM/dd HH:mm", "yyyy.MM.dd HH:mm", "dd-MM-yyyy HH:mm", "MMM dd, yyyy HH:mm")));
        if (!late)
        {
            d.Line(d.House("Release time:", "Published on", "Update:", "Posted at") + " " + stamp);
        }

        d.Maybe(0.4, d.House("Reading volume: ", "Popularity: ", "Clicks: ") + DateForms.Number(d.Between(50, 60000)));
        d.Body();
        if (late)
        {
            d.Line(d.House("Last updated", "Update time", "Release date") + d.House(": ", ":", " - ") + stamp);
        }

        if (d.HouseHas("editor named", 40) && d.Byline("editor", "Xiao Bian", "sysop") is { } name)
        {
            d.Line(d.House("(Editor: {0})", "(Responsible editor: {0})", "[Edit: {0}]").Replace("{0}", name, StringComparison.Ordinal));
        }

        d.Maybe(0.6, d.House("Share to:", "Share it!", "Forward:"), "Facebook Twitter LinkedIn Telegram");
        d.Maybe(0.6, d.House("Comment area", "Comments (0)", "No comments yet, come and grab the sofa!"));
        d.Teasers(d.House("Related reading", "Related recommendation", "Similar content"), d.Between(3, 6));
        if (!lists)
        {
            d.Teasers(d.House("Random reading", "Wonderful articles", "Popular now"), d.Between(4, 9), () => d.House("{0}", "{0}\n{d}", "{d} {0}").Replace("{d}", DateForms.In(d.At.AddDays(d.Between(-9, 9)), "yyyy-MM-dd"), StringComparison.Ordinal));
        }

        d.Maybe(0.6, "About us | Contact us | Copyright statement | Sitemap");
        d.Line(d.House("copyright", "icp", "powered", "domain") switch
        {
            "copyright" => $"Copyright © {d.Year} {d.Site()}. All Rights Reserved.",
            "icp" => $"© 2019-{d.Year} {d.Site()} ICP No. {d.Between(10000000, 29999999)}",
            "powered" => $"Copyright (C) {d.Year} {d.Site()} Powered by EyouCms",
            _ => $"Copyright {d.Site()} Inc. Processed in 0.0{d.Between(11, 99)} second(s)",
        });
        return d.Render();
    }
}
