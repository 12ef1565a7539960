namespace Dedup.Quality.Templates;

/// <summary>A release newswire in two columns: "March 04, 2024 17:12 ET | Source: …", tags, attachments, recommended reading.</summary>
internal static class WireRelease
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Lines(d.HousePart(["Newsroom", "Services", "Contact Us", "English", "Français", "Register", "Sign In"], 75));
        string issuer = d.Sites(1) is [{ } other] ? other : "Globex";
        d.Line(d.Title());
        string stamp = PageDraft.Minute(DateForms.In(d.At, "MMMM dd, yyyy HH:mm") + " ET");
        if (d.HouseHas("one line", 60))
        {
            d.Line($"{stamp}{d.House(" | ", "  ")}Source: {issuer}");
        }
        else
        {
            d.Lines(stamp, "Source: " + issuer);
        }

        d.Maybe(0.7, d.House("Follow", "Share", "Print"), d.House(issuer, "Tweet"));
        d.Maybe(0.4, $"{issuer} logo");
        d.Body(d.Chance(0.4) ? [() => d.Lines(d.Pick("Photos accompanying this announcement are available in the media gallery.", "A video accompanying this announcement is available below."))] : []);
        d.Maybe(0.5, $"For further information, please contact: {People.Name(d)}, Investor Relations, tel. +44 20 7946 0{d.Between(100, 999)}");
        d.Line(d.House("Tags", "Industry Classification", "Subjects"));
        d.Lines(d.Some(["Earnings", "Press releases", "Regulatory information", "Business Contracts", "Calendar of Events", "Product / Services Announcement"], d.Between(1, 3)));
        if (d.HouseHas("filed under", 50))
        {
            d.Line("Filed under: " + d.Section());
        }

        d.Maybe(0.5, "Attachments", "2024 Results.pdf", "Contact data");
        d.Maybe(0.7, $"About the newswire", $"{d.Site()} is one of the world's largest newswire distribution networks, specializing in the delivery of corporate press releases, financial disclosures and multimedia content to media, investors, and consumers worldwide.");
        d.Line(d.House("Recommended Reading", "Related News", "Explore"));
        for (int i = d.Between(2, 4); i > 0; i--)
        {
            d.Lines(DateForms.In(d.At.AddDays(-d.Between(1, 40)), "MMMM dd, yyyy HH:mm") + " ET", "Source: " + issuer, d.Headline(), Remarks.Summary(d) + "..", "Read More");
        }

        d.Line(d.House("Newswire Distribution Network & Management", "Request Info", "RSS Feeds"));
        d.Maybe(0.6, $"© {d.Year} {d.Site()}, Inc. All Rights Reserved.");
        return d.Render();
    }
}
