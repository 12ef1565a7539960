namespace Dedup.Quality.Templates;

/// <summary>A news site on a bought WordPress magazine theme: share bars, "Previous article", "Popular category" with counts.</summary>
internal static class MagazineTheme
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.6, DateForms.In(DateForms.Visit(d), "dddd, MMMM d, yyyy"), "Sign in / Join", $"{DateForms.Number(d.Between(-4, 36))}.{d.Between(0, 9)} C New York");
        d.Maybe(0.4, "Sign in", "Welcome! Log into your account", "your username", "your password", "Forgot your password? Get help", "Password recovery", "A password will be e-mailed to you.");
        d.Maybe(0.7, d.Site() + d.House("", " | " + "News, Politics and More", " – Breaking News"));
        Menus.Column(d, ["HOME", "NEWS", "POLITICS", "BUSINESS", "TECH", "LIFESTYLE", "FASHION", "SPORTS", "VIDEOS", "CONTACT US"], 70);
        d.Line(d.House("crumb", "tag", "glued") switch
        {
            "crumb" => $"Home{d.House("  ", " » ", " › ")}{d.Section()}{d.House("  ", " » ", " › ")}{d.Title()}",
            "tag" => d.Section(),
            _ => $"Home{d.Section()}{d.Title()}",
        });
        d.Line(d.Title());
        string name = d.Byline("Admin", "News Desk", "Guest Author")!;
        string date = DateForms.In(d.At, "MMMM d, yyyy");
        switch (d.House("dash", "lines", "glued", "updated"))
        {
            case "dash": d.Line(PageDraft.Day($"By {name} - {date}")); break;
            case "lines": d.Lines("By", name, "-", PageDraft.Day(date)); break;
            case "glued": d.Line(PageDraft.Day($"{name}{date}0 {d.Between(20, 4000)}")); break;
            default: d.Line(PageDraft.Minute($"by {name} Updated: {DateForms.In(d.At, "MMMM d, yyyy h:mm tt")} in {d.Section()} Reading Time: {d.Between(2, 6)} mins read")); break;
        }

        d.Maybe(0.6, DateForms.Number(d.Between(10, 3000)), "0");
        string bar = d.House("FacebookTwitterPinterestWhatsApp", "Share on Facebook Tweet on Twitter", "Share\nFacebook\nTwitter\nPinterest\nWhatsApp", "0 SHARES 12 VIEWS Share on Facebook Share on Twitter");
        d.Lines(bar.Split('\n'));
        List<Action> breaks = [];
        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Line(d.House("- Advertisement -", "ADVERTISEMENT", "Advertisements", "- Advertisement - spot_img")));
        }

        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Teasers(d.House("RELATED POSTS", "Related articles", "You may like"), d.Between(2, 3), () => "{0}\n" + DateForms.In(d.At.AddDays(-d.Between(1, 60)), "MMMM d, yyyy")));
        }

        d.Body([.. breaks]);
        d.Lines(d.House("Tags", "TAGS", "Via:"), d.Pick("featured", "headline", "top story"));
        d.Lines(bar.Split('\n'));
        d.Lines("Previous article", d.Headline(), "Next article", d.Headline());
        d.Maybe(0.6, name, "http://localhost/wp");
        d.Teasers(d.House("RELATED ARTICLESMORE FROM AUTHOR", "Related Posts", "Related Stories"), d.Between(3, 6), () => $"{{0}}\n{d.Pick(d.Story.Section, "News")} {DateForms.In(d.At.AddDays(d.Between(1, 20)), "MMMM d, yyyy")}");
        d.Lines(d.House("LEAVE A REPLY Cancel reply", "LEAVE A REPLY"), "Please enter your comment!", "Please enter your name here", "You have entered an incorrect email address!");
        d.Teasers(d.House("MOST POPULAR", "EDITOR PICKS", "Must Read", "POPULAR POSTS"), d.Between(3, 5), () => $"{{0}}\n{DateForms.In(d.At.AddDays(-d.Between(1, 90)), "MMMM d, yyyy")}");
        d.Line(d.House("POPULAR CATEGORY", "Categories"));
        foreach (string category in d.Some(["News", "Politics", "Business", "World", "Technology", "Fashion", "Sports"], 5))
        {
            d.Line(category + d.House("", " ") + DateForms.Number(d.Between(12, 2400)));
        }

        d.Lines("ABOUT US", $"{d.Site()} is your news, entertainment, music and fashion website. We provide you with the latest breaking news and videos straight from the industry.", "Contact us: contact@yoursite.example", "FOLLOW US");
        d.Maybe(0.6, d.House($"© {d.Site()} - All rights reserved", "© Newspaper WordPress Theme by TagDiv"));
        return d.Render();
    }
}
