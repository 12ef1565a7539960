namespace Dedup.Quality.Templates;

/// <summary>Share bars, newsletter boxes and copyright lines in many wordings.</summary>
internal static class Footers
{
    public static void Share(PageDraft draft)
    {
        switch (draft.House("icons", "labels", "column", "colon", "counted", "copy", "tools", "none"))
        {
            case "icons": draft.Line("Facebook Twitter WhatsApp SMS Email"); break;
            case "labels": draft.Lines("Share on Facebook", "Share on Twitter", "Share via Email", "Copy article link"); break;
            case "column": draft.Lines("Share", "Facebook", "X", "LinkedIn", "Reddit", "Flipboard", "Print"); break;
            case "colon": draft.Lines("Share this:", "Click to share on X (Opens in new window)", "Click to share on Facebook (Opens in new window)", "Click to print (Opens in new window)"); break;
            case "counted": draft.Line($"{DateForms.Grouped(draft.Between(3, 2400))} shares"); break;
            case "copy": draft.Lines("Copy Link", "Link copied!", "Email", "Bookmark"); break;
            case "tools": draft.Lines("A A", "Text size", "Print", "Listen to this article"); break;
            default: break;
        }
    }

    public static string Newsletter(PageDraft draft)
    {
        string offer = draft.House(
            "Sign up for our daily briefing and never miss a story.",
            "Get the day's top headlines delivered to your inbox every morning.",
            "Like what you're reading? Subscribe to {0} for as little as $1 a week.",
            "Enter your email address to receive breaking news alerts. By signing up you agree to our terms and privacy policy.",
            "Don't miss out: join the {0} newsletter",
            "Subscribe to our free weekly round-up");
        return offer.Contains("{0}", StringComparison.Ordinal)
            ? offer.Replace("{0}", draft.Site(), StringComparison.Ordinal)
            : offer;
    }

    public static string Copyright(PageDraft draft)
    {
        string form = draft.House(
            "© {1} {0}",
            "Copyright © {1} {0}. All rights reserved.",
            "Copyright {1} {0}. All rights reserved. This material may not be published, broadcast, rewritten, or redistributed.",
            "©{1} {0}, a division of Harbor Media Group LLC",
            "All content © {1} {0} unless otherwise noted.",
            "{0} © {1}. Powered by BLOX Content Management System",
            "© Copyright {1} {0}, All Rights Reserved");
        return form.Replace("{0}", draft.Site(), StringComparison.Ordinal).Replace("{1}", draft.Year, StringComparison.Ordinal);
    }

    public static string Ad(PageDraft draft) => draft.House(
        "Advertisement", "ADVERTISEMENT", "Ad", "Article continues below advertisement", "- Advertisement -",
        "Story continues below", "Advertisement - story continues below", "Article continues after sponsor message", "AD");
}
