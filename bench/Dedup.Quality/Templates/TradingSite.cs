namespace Dedup.Quality.Templates;

/// <summary>A retail trading site: "Published 03/04/2024, 05:12 PM", symbol lines inside the text, a risk warning.</summary>
internal static class TradingSite
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.6, $"{d.Title()} By {d.Site()}");
        d.Lines("Open in App", d.House("Get 40% Off", "⚠ Deals extended: subscribe now", "Unlock premium data"));
        Menus.Row(d, ["Markets", "My Watchlist", "Crypto", "Charts", "News", "Analysis", "Technical", "Brokers", "Tools", "Calendar", "Academy", "More"], 70, d.House(" ", "", "\t"));
        d.Maybe(0.5, "Breaking News", "0", $"{d.Headline()}");
        Menus.Row(d, ["Most Popular", "Commodities", "Economy", "Economic Indicators", "Forex", "Stock Markets", "World", "Politics"], 80, " ");
        d.Line(d.Title());
        bool american = d.HouseHas("american date", 50);
        DateTime later = d.At.AddMinutes(d.Between(1, 90));
        string? name = d.Byline("News Desk");
        d.Maybe(0.5, d.House("By ", "Author ", "Author") + name);
        d.Line(d.Section());
        d.Line(PageDraft.Minute("Published " + (american ? DateForms.In(d.At, "MM/dd/yyyy, hh:mm tt") : DateForms.In(d.At, "dd MMM yyyy, HH:mm"))));
        d.Maybe(0.6, "Updated " + (american ? DateForms.In(later, "MM/dd/yyyy, hh:mm tt") : DateForms.In(later, "dd MMM yyyy, HH:mm")));
        for (int i = d.Between(1, 4); i > 0; i--)
        {
            Ticker.Write(d, d.Pick("EUR/USD", "GBP/USD", "US500", "DX", "LCO", "XAU/USD", "BTC/USD"));
        }

        d.Maybe(0.6, $"© {d.Pick("Reuters", "Shutterstock", "Depositphotos")}. {Captions.Scene(d)}");
        d.Body(
            () => d.Lines(d.Pick("3rd Party Ad. Not an offer or recommendation by this site.", "Remove Ads", "See disclosure here or remove ads.")),
            () => d.Maybe(0.6, "Which stock should you buy in your very next trade?", "With valuations skyrocketing, many investors are uneasy putting more money into stocks. Unsure where to invest next? Get access to our proven portfolios and discover high-potential opportunities.", "Unlock Picks"));
        d.Line("Latest comments");
        for (int i = d.Between(0, 3); i > 0; i--)
        {
            d.Lines(People.Name(d), $"{DateForms.In(DateForms.Later(d), "MMM dd, yyyy h:mmtt")}", Remarks.Comment(d), "Reply", "0 0");
        }

        d.Lines("Install Our App", "Risk Disclosure:");
        d.Lines(Pitches.Risk(d));
        d.Teasers(d.House("Related Articles", "Most Popular Articles", "Top News"), d.Between(3, 6), () => "{0}\nBy " + d.Site() + " - " + DateForms.In(d.At.AddDays(-d.Between(0, 4)), "MMM dd, yyyy"));
        d.Lines("Terms And Conditions", "Privacy Policy", "Risk Warning", $"© 2007-{d.Year} {d.Site()}. All Rights Reserved.");
        return d.Render();
    }
}
