namespace Dedup.Quality.Templates;

/// <summary>A metered paper whose subscription pitch, in full sentences, stands between headline and text or above both.</summary>
internal static class PaywallBefore
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        bool above = d.HouseHas("pitch above all", 50);
        d.Maybe(0.6, d.Site());
        d.Maybe(0.6, d.House("SUBSCRIBE NOW", "Subscribe for $1", "Digital subscription: 6 months for $1"), d.House("Log in", "Sign in", "Activate"));
        if (above)
        {
            Pitch(d);
        }

        Menus.Row(d, Menus.Daily, 25, d.House("  ", " | ", " "));
        d.Maybe(0.6, d.Section());
        d.Maybe(0.5, d.House("Subscriber exclusive", "For subscribers only", "Premium", "Members only"));
        d.Line(d.Title());
        if (d.Byline("Editorial staff") is { } name)
        {
            d.Line(d.House("By ", "BY ", "Written by ") + name);
        }

        d.Line(d.House("at", "comma", "pipe") switch
        {
            "at" => PageDraft.Minute($"PUBLISHED: {DateForms.In(d.At, "MMMM d, yyyy 'at' h:mm tt")}"),
            "comma" => PageDraft.Minute($"{DateForms.In(d.At, "MMM d, yyyy, h:mm")}{DateForms.In(d.At, "tt").ToLowerInvariant()}"),
            _ => PageDraft.Minute($"{DateForms.In(d.At, "M/d/yyyy")} | {DateForms.In(d.At, "h:mm tt")}"),
        });
        d.Maybe(0.4, $"UPDATED: {DateForms.In(DateForms.Later(d), "MMMM d, yyyy 'at' h:mm tt")}");
        if (!above)
        {
            Pitch(d);
        }

        d.Maybe(0.4, Captions.Full(d));
        d.Body(() => d.Maybe(0.6, d.House("Want more stories like this? Subscribe.", "Subscribe to continue reading", "Thank you for being a subscriber.")));
        d.Maybe(0.5, d.House("Originally published on our website.", "Sign up for text alerts", "Report an error"));
        d.Maybe(0.6, "Tags:", string.Join(' ', d.Some(["Latest Headlines", "Business", "National News", "Morning Report", "Things to do"], 2)));
        d.Teasers(d.House("More like this", "Most viewed", "Popular with subscribers"), d.Between(3, 6));
        Menus.Foot(d);
        d.Line(Footers.Copyright(d));
        return d.Render();
    }

    private static void Pitch(PageDraft d)
    {
        d.Maybe(0.6, d.House("Don't miss a story", "Your subscription matters", "Unlimited access awaits", "Keep reading with a subscription"));
        d.Lines(Pitches.Subscribe(d));
        d.Maybe(0.6, d.House("See my options", "View offers", "Get started"), d.House("Maybe later", "No thanks", "Already subscribed?"));
    }
}
