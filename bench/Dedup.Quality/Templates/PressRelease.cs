namespace Dedup.Quality.Templates;

/// <summary>A press-release portal: "News provided by", "Share this article", SOURCE line, boilerplate and contacts in prose.</summary>
internal static class PressRelease
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, "Accessibility Statement Skip Navigation");
        d.Lines(d.HousePart(["Resources", "Blog", "Journalists", "Log In", "Sign Up", "Data Privacy", "Send a Release", "News", "Products", "Contact", "Search", "News in Focus", "Browse News Releases", "All News Releases", "Multimedia Gallery", "Trending Topics", "Business & Money", "Science & Tech", "Policy & Public Interest"], 65));
        d.Maybe(0.6, $"{d.House("Home", "News", "Overview")}{d.House(" / ", " > ", " ")}{d.Section()}");
        d.Line(d.Title());
        string issuer = d.Sites(1) is [{ } other] ? other + d.Pick("", " Inc.", " Group", " Ltd") : "Northwind Group";
        d.Line(d.House("News provided by", "NEWS PROVIDED BY", "Provided by"));
        d.Line(d.Byline() ?? issuer);
        d.Line(PageDraft.Minute(DateForms.In(d.At, d.HouseHas("padded", 50) ? "MMM dd, yyyy, HH:mm" : "dd MMM, yyyy, HH:mm") + " " + d.House("ET", "GMT", "IST")));
        d.Lines(d.House("Share this article", "Share This"), d.House("Share to X", "Share toX", "Tweet"));
        d.Maybe(0.4, "Listen", "00:00", "1x");
        List<Action> breaks = [];
        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Lines(d.House("Continue Reading", "Read more"), $"{Captions.Scene(d)} (PRNewsfoto/{issuer})"));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Lines("Tweet this", "Click to Tweet"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.7, $"About {issuer}", $"{issuer} is a leading provider of services to customers in more than {d.Between(12, 90)} countries. Founded in {d.Between(1950, 2015)}, the company employs {DateForms.Grouped(d.Between(80, 40000))} people and is headquartered in {d.Pick("Dallas", "Toronto", "Rotterdam")}. For more information, visit the company's website.");
        d.Maybe(0.4, "Forward-Looking Statements", "Certain statements in this release are forward-looking and involve known and unknown risks that could cause actual results to differ materially. Readers are cautioned not to place undue reliance on these statements, which speak only as of the date hereof. The company undertakes no obligation to update them.");
        d.Lines(d.House("Media Contact:", "CONTACT:", "Contact"), People.Name(d), $"+1 (555) 01{d.Between(0, 9)}-{d.Between(1000, 9999)}", "press@newsroom.example");
        d.Maybe(0.7, $"SOURCE {issuer}");
        d.Maybe(0.5, "21%", "more press release views with", "Request a Demo", "Modal title");
        d.Line(d.House("Also from this source", "More Releases From This Source", "Explore"));
        d.Teasers(null, d.Between(2, 3), () => $"{{0}}\n{Remarks.Summary(d)}..");
        d.Maybe(0.6, "More Releases in Similar Topics");
        d.Lines(d.Some(["Banking & Financial Services", "Health Care & Hospitals", "Retail", "Publishing & Information Services", "Surveys, Polls and Research"], d.Between(2, 4)));
        d.Lines("Contact Us", "888-555-0142 from 8 AM - 9 PM ET", "Products", "About", "Newsletter", "My Services");
        d.Line($"Copyright © {d.Year} {d.Site()} Inc. All Rights Reserved.");
        return d.Render();
    }
}
