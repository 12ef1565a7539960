namespace Dedup.Quality.Templates;

/// <summary>A public broadcaster: a bare date or "2 days ago", Share and Save, image credits, topics at the end.</summary>
internal static class PublicBroadcaster
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Lines("Skip to content", "Accessibility Help");
        d.Maybe(0.6, "Your account", "Notifications", "More menu");
        d.Lines(d.HousePart(["Home", "News", "Sport", "Business", "Innovation", "Culture", "Arts", "Travel", "Earth", "Audio", "Video", "Live", "iPlayer", "Bitesize", "CBeebies", "Food"], 70));
        d.Line("Close menu");
        d.Maybe(0.4, d.Site(), "Menu");
        d.Maybe(0.5, d.Section());
        d.Line(d.Title());
        bool relative = d.Chance(0.3);
        if (relative)
        {
            d.Line(DateForms.Ago(d));
        }
        else if (d.Chance(0.5))
        {
            d.Lines("Published", PageDraft.Day(DateForms.In(d.At, "d MMMM yyyy")));
        }
        else
        {
            d.Line(PageDraft.Day(DateForms.In(d.At, "d MMMM yyyy")));
        }

        d.Maybe(0.4, "Updated " + DateForms.Ago(d));
        d.Lines(d.House("Share Save", "Share\nSave", "Comments", "Share page", "Share page\nCopy link\nAbout sharing").Split('\n'));
        if (d.Byline() is { } name)
        {
            d.Lines(d.Chance(0.5) ? name : "By " + name);
            d.Maybe(0.6, d.Site() + d.Pick("", ", Berlin", " correspondent", " Wales"));
        }

        d.Maybe(0.6, Captions.Credit(d), Captions.Scene(d));
        d.Maybe(0.3, "This video can not be played", "To play this video you need to enable JavaScript in your browser.", "Media caption, " + d.Headline());
        List<Action> breaks = [];
        for (int i = d.Between(0, 3); i > 0; i--)
        {
            breaks.Add(d.Between(0, 3) switch
            {
                0 => () => d.Lines("Image source, " + Captions.Credit(d), "Image caption, " + Captions.Scene(d)),
                1 => () => d.Teasers(null, d.Between(2, 3)),
                2 => () => d.Lines(Captions.Credit(d), Captions.Scene(d)),
                _ => () => d.Lines("Allow content?", "This article contains content provided by another website. We ask for your permission before anything is loaded, as they may be using cookies and other technologies.", "Accept and continue"),
            });
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, d.House("Follow us on WhatsApp and Instagram, and send your story ideas to the newsroom.", "Get in touch: tell us which stories we should cover near you.", "Listen to the best of our radio on the Sounds app."));
        d.Teasers(d.House("More on this story", "More from around the region", "Around the corporation", "Related stories"), d.Between(2, 4));
        d.Line(d.House("Related topics", "Related Internet links", "Topics"));
        d.Lines(d.Some(["Politics", "Health", "Football", "Courts", "Banking", "Leeds", "Transport", "Environment"], 3));
        d.Maybe(0.5, "The corporation is not responsible for the content of external sites.");
        d.Teasers(d.House("Top stories", "Most read", "Elsewhere"), d.Between(3, 8), d.House("{0}", "{1}\n{0}", "{1}{0}"));
        d.Lines(d.HousePart(["Terms of Use", "About us", "Privacy Policy", "Cookies", "Accessibility Help", "Parental Guidance", "Contact", "Why you can trust us", "Advertise with us"], 80));
        d.Line($"© {d.Year} {d.Site()}. {d.House("The broadcaster is not responsible for the content of external sites.", "Read about our approach to external linking.")}");
        return d.Render();
    }
}
