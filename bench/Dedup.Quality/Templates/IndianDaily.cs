namespace Dedup.Quality.Templates;

/// <summary>An Indian English daily: breadcrumb with "News", "Mar 04, 2024 05:12 pm IST", first-published lines, app prompts.</summary>
internal static class IndianDaily
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, DateForms.In(DateForms.Visit(d), "dddd, MMM dd, yyyy"), "e-Paper", "Subscribe", "Sign In");
        Menus.Row(d, ["Home", "Latest", "India", "World", "Cities", "Cricket", "Sports", "Business", "Entertainment", "Bollywood", "Lifestyle", "Tech", "Education", "Astrology", "Opinion", "Videos", "Photos", "Web Stories", "Elections", "Explained"], 70, d.House(" ", "", " | "));
        d.Maybe(0.5, "Trending", d.Headline(), d.Headline());
        d.Line(d.House($"News / {d.Section()} / {d.Title()}", $"Home / {d.Section()} / {d.Title()}", $"Home{d.Section()}{d.Title()}", $"{d.Section()}"));
        d.Line(d.Title());
        if (d.Chance(0.6) && d.Gist(1, 26) is { } synopsis)
        {
            d.Maybe(0.4, "Synopsis");
            d.Line(Gists.Stopped(synopsis));
        }

        string name = d.Byline("Web Desk", "News Desk", "Online Bureau")!;
        string stamp = DateForms.In(d.At, "MMM dd, yyyy hh:mm tt") + " IST";
        string lower = DateForms.In(d.At, "MMMM dd, yyyy ") + DateForms.Glued(d.At) + " IST";
        switch (d.House("edited", "pub", "dash", "lines"))
        {
            case "edited": d.Lines("By " + name, PageDraft.Minute(stamp)); break;
            case "pub": d.Line(PageDraft.Minute($"{name} / {d.Site()} / Updated: {stamp}")); break;
            case "dash": d.Lines(PageDraft.Minute($"{lower} - {d.Pick("NEW DELHI", "MUMBAI", "CHENNAI")}"), name); break;
            default: d.Lines("Written by: " + name, PageDraft.Minute("Updated: " + lower), d.Pick("New Delhi", "Kolkata")); break;
        }

        d.Maybe(0.5, $"{d.Between(2, 6)} min read", "Font Size Abc Small Abc Medium Abc Large");
        d.Lines(d.House("Follow Us", "Share Via", "Share", "Read Comments"), d.House("Google News", "Copy Link", "READ LATER", "PRINT"));
        d.Maybe(0.6, $"{Captions.Scene(d)} {d.Pick("| Photo Credit: AFP", "(Representational Image)", "(File Photo)", "(Express Photo)", "| Photo Credit: " + People.Name(d))}");
        List<Action> breaks = [() => d.Line(d.Pick($"Also Read | {d.Headline()}", $"ALSO READ: {d.Headline()}", $"Also read: {d.Headline()}", "Story continues below this ad"))];
        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Line(d.House("Advertisement", "Advertisement - Scroll to continue", "Promoted", "Story continues below this ad")));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Line("(You can now subscribe to our WhatsApp channel)"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, d.House(
            "(This story has not been edited by our staff and is auto-generated from a syndicated feed.)",
            "Except for the headline, this story has not been edited by our staff and is published from a syndicated feed.",
            "Catch all the latest news, breaking news events and live updates on our app. Download the app to get daily market updates."));
        d.Maybe(0.5, "First Published: " + stamp);
        d.Maybe(0.6, "Published - " + lower);
        d.Line(d.House("Topics mentioned in this article", "Related Topics", "Tags:", "TOPICS"));
        d.Line(string.Join(d.House(" / ", ", ", " "), d.Some(["world", "business economics and finance", "sports", "breaking news", "latest news", "technology"], 3)));
        d.Teasers(d.House("Top Headlines", "Latest News", "You May Like", "Must Read", "Trending Stories"), d.Between(4, 8));
        d.Lines("About Us", "Print Subscriptions", "Terms of Use", "Grievance Redressal", "RSS Feeds", "This website follows the DNPA Code of Ethics");
        d.Maybe(0.8, $"Copyright © {d.Year} {d.Site()} Pvt. Ltd. All rights reserved.");
        return d.Render();
    }
}
