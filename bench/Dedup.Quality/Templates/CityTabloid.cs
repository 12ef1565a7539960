namespace Dedup.Quality.Templates;

/// <summary>A UK regional site of a big group: bookmark widgets, job titles, newsletter prompts, "17:12, 4 MAR 2024".</summary>
internal static class CityTabloid
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, "NewsletterNotifications", "Load mobile navigation", "Sign in / Join");
        d.Lines(d.HousePart(["News", "Latest News", "In Your Area", "Football", "What's On", "Food & Drink", "Family & Kids", "Traffic & Travel", "Property", "Business", "Funeral Notices", "Jobs", "Voucher Codes", "Dating", "InYourArea", "Bingo", "Cartoons", "Crosswords"], 65));
        d.Line(d.House("Follow us", "Home", "My Account"));
        if (d.HouseHas("crumb", 60))
        {
            d.Lines(d.House("News", "Home"), d.Section());
        }

        d.Line(d.Title());
        if (d.Gist(1, 24) is { } deck)
        {
            d.Line(deck);
        }

        d.Line(d.House("Bookmark", "Comments", "Share", "News"));
        if (d.Byline("News desk", "Content editor") is { } name)
        {
            d.Line(d.Pick($"By{name}", $"By {name}", name));
            d.Maybe(0.6, d.Pick("Live News Reporter", "Audience Writer", "Deputy Editor", "Court Reporter", "Senior Football Writer"));
        }

        DateTime later = DateForms.Later(d);
        d.Line(PageDraft.Minute(Stamp(d.At)));
        d.Maybe(0.5, "Updated " + Stamp(later));
        d.Maybe(0.7, Captions.Scene(d) + $" (Image: {Captions.Credit(d)})");
        d.Maybe(0.6, Letter(d), "Invalid email", "Something went wrong, please try again later.", "Sign up", "We use your sign-up to provide content in ways you've consented to and improve our understanding of you. This may include adverts from us and third parties based on our understanding. You can unsubscribe at any time. More info", "Thank you for subscribing!");
        List<Action> breaks =
        [
            () => d.Line(d.House("Article continues below", "READ MORE", "Content cannot be displayed without consent")),
            () => d.Line($"{d.Pick("READ MORE:", "READ NEXT:", "READ MORE -", "Don't miss:")} {d.Headline()}"),
        ];
        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Line(Captions.Scene(d) + $" (Image: {Captions.Credit(d)})"));
        }

        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Line($"Join our WhatsApp community to get the latest stories straight to your phone. Click here to join. If you don't like our community, you can check out any time you like."));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, "READ NEXT:");
        d.Teasers(null, d.Between(2, 5), d.House("{0}", "- {0}", "* {0}"));
        d.Maybe(0.5, $"Get all the latest and breaking news by signing up to the {d.Site()} newsletter here.");
        d.Lines("Follow " + d.Site(), "Facebook", "X (Twitter)", "Comment");
        d.Teasers("More On", 0);
        d.Lines(d.Some(["Courts", "City Council", "Premier League", "Weather", "Cost of living", "NHS"], d.Between(1, 3)));
        d.Teasers(d.House("Most Read", "Top Stories", "Most Recent", "MOST READ"), d.Between(4, 8));
        d.Lines("About Us", "Contact Us", "How to Complain", "Corrections and Clarifications", "Advertise with us", "Syndication & Licensing", "Subscribe to Daily Paper");
        d.Line($"© {d.Year} {d.House("Harbour Regional Newspapers Limited", "Reach of the Humber plc")}");
        return d.Render();
    }

    private static string Stamp(DateTime at) => DateForms.In(at, "HH:mm, d ") + DateForms.In(at, "MMM").ToUpperInvariant() + DateForms.In(at, " yyyy");

    private static string Letter(PageDraft d) => d.House(
        "Get the biggest stories sent straight to your inbox with our daily newsletter",
        "Sign up to our free email to get the day's top stories",
        "Our community members are treated to special offers, promotions and adverts from us and our partners. You can check out at any time.");
}
