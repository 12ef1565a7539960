namespace Dedup.Quality.Templates;

/// <summary>A public radio affiliate: the player's debris first, then "Site | By Name" and a transcript-like body.</summary>
internal static class RadioAffiliate
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Lines("Donate", "Play Live Radio", "Next Up:", "0:00 0:00");
        d.Lines("Available On Air Stations", "On Air Now Playing", d.Site());
        d.Maybe(0.6, "All Streams", "Open Menu", "Search Query", "Show Search");
        d.Lines(d.HousePart(["News", "Local News", "Statehouse Bureau", "Shows & Podcasts", "Schedule", "Music", "Classical", "Support", "Ways to Give", "Vehicle Donation", "Corporate Sponsorship", "Events", "About", "Community Advisory Board"], 60));
        d.Maybe(0.4, Pitches.Appeal(d)[0]);
        d.Maybe(0.7, d.Section());
        d.Line(d.Title());
        string who = d.Byline() is { } name ? $"{d.House("Network News", d.Story.Site)} | By {name}" : d.Site();
        d.Line(who);
        d.Line(PageDraft.Minute($"Published {DateForms.In(d.At, "MMMM d, yyyy")} at {DateForms.In(d.At, "h:mm tt")} {DateForms.Eastern(d.At)}"));
        d.Maybe(0.3, $"Updated {DateForms.In(DateForms.Later(d), "MMMM d, yyyy 'at' h:mm tt")} {DateForms.Eastern(d.At)}");
        d.Lines("Facebook", "Twitter", "LinkedIn", "Email");
        d.Maybe(0.5, $"Listen • {DateForms.Number(d.Between(1, 6))}:{DateForms.In(d.At, "mm")}");
        d.Maybe(0.5, Captions.Credit(d), "/", d.Pick("Getty Images", "Network", d.Story.Site), Captions.Scene(d) + ".");
        List<Action> breaks = [];
        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Lines("Loading...", Captions.Scene(d)));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Lines("Sponsor Message"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.4, $"Copyright {d.Year} {d.Site()}");
        d.Line("Tags");
        d.Line(string.Join(" ", d.Some(["News", "Top Stories", "Network News", "Environment", "Courts", "Public Health", "Economy"], 3)));
        d.Lines("Facebook", "Twitter", "LinkedIn", "Email");
        if (d.Story.Author is not null)
        {
            d.Line(d.Story.Author);
            d.Maybe(0.6, $"{d.Story.Author} is a correspondent based in the network's {d.Pick("Washington", "Chicago", "London")} bureau. Before joining the network {d.Pick("in 2016", "in 2021")} the reporter spent a decade at newspapers across the Midwest.");
            d.Line($"See stories by {d.Story.Author}");
        }

        d.Lines(Pitches.Appeal(d));
        d.Maybe(0.6, "Donate today");
        d.Teasers(d.House("Latest Stories", "Related Content", "More News"), d.Between(2, 5), () => d.Pick("{0}", $"{{0}}\nListen • {d.Between(1, 8)}:{d.Between(10, 59)}"));
        d.Line(d.House("Stay Connected", "Connect with us"));
        d.Lines("twitter", "instagram", "youtube", "facebook");
        d.Line($"© {d.Year} {d.Site()}");
        d.Lines(d.HousePart(["FCC Public Files", "Employment", "Financials", "Privacy Policy", "Contact Us"], 75));
        return d.Render();
    }
}
