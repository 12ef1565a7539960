namespace Dedup.Quality.Templates;

/// <summary>Navigation menus; a site keeps its own part of each pool.</summary>
internal static class Menus
{
    public static readonly IReadOnlyList<string> Daily =
    [
        "News", "Local News", "Crime & Courts", "Education", "Politics", "Nation & World", "Elections", "Traffic", "Sports",
        "High School Sports", "College Sports", "Outdoors", "Scoreboard", "Business", "Jobs", "Real Estate", "Opinion",
        "Letters to the Editor", "Editorials", "Columnists", "Obituaries", "Place an Obituary", "In Memoriam", "Life",
        "Food & Drink", "Home & Garden", "Health", "Religion", "Travel", "Arts & Entertainment", "Movies", "Calendar",
        "Comics", "Puzzles & Games", "Horoscopes", "Weather", "Photos", "Videos", "Podcasts", "Newsletters", "E-Edition",
        "Classifieds", "Legal Notices", "Shop Local", "Contests", "Special Sections", "Archives", "Submit a Tip", "Contact Us",
    ];

    public static readonly IReadOnlyList<string> National =
    [
        "World", "U.S.", "UK", "Politics", "Business", "Markets", "Tech", "Science", "Climate", "Health", "Style", "Travel",
        "Culture", "Books", "Sport", "Football", "Weather", "Opinion", "Podcasts", "Video", "Live TV", "In Pictures", "Reality Check",
    ];

    public static readonly IReadOnlyList<string> Farm =
    [
        "Home", "News", "Finance", "Stocks", "Scams", "Invest", "Markets", "Technology", "Encyclopedia", "Entertainment",
        "Knowledge", "Leisure", "Focus", "Hotspots", "Explore", "Comprehensive", "Fashion", "Reviews", "My", "Back", "Contact",
    ];

    public static readonly IReadOnlyList<string> Legal =
    [
        "Terms of Service", "Terms of Use", "Privacy Policy", "Privacy Notice", "Cookie Policy", "Cookie Settings",
        "Do Not Sell or Share My Personal Information", "Your Privacy Choices", "Accessibility", "Ad Choices", "Advertise With Us",
        "About Us", "Contact Us", "Careers", "Help Center", "Sitemap", "Corrections", "Ethics Policy", "Newsroom Staff",
    ];

    /// <summary>One entry per line, as list items flatten.</summary>
    public static void Column(PageDraft draft, IReadOnlyList<string> pool, int percent) =>
        draft.Lines(draft.HousePart(pool, percent));

    /// <summary>All entries on one line, as inline links flatten.</summary>
    public static void Row(PageDraft draft, IReadOnlyList<string> pool, int percent, string between)
    {
        List<string> entries = draft.HousePart(pool, percent);
        if (entries.Count > 0)
        {
            draft.Line(string.Join(between, entries));
        }
    }

    /// <summary>The legal links at the foot, in a row or a column as the site has it.</summary>
    public static void Foot(PageDraft draft)
    {
        if (draft.HouseHas("foot in a row", 55))
        {
            Row(draft, Legal, 45, draft.House(" | ", "  ", " · ", " • ", ""));
        }
        else
        {
            Column(draft, Legal, 45);
        }
    }
}
