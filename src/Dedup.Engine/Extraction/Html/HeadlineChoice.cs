namespace Dedup.Engine.Extraction.Html;

/// <summary>Chooses the page's headline among what its metadata, its window's title and its headings say.</summary>
/// <remarks>A heading that the metadata confirms is what the reader sees; metadata alone may be shortened for search engines or carry the site's name.</remarks>
internal static class HeadlineChoice
{
    private const int NearLines = 12;

    /// <summary>A heading that nothing confirms is a headline only if it is as long as one,</summary>
    private const int HeadlineWords = 5;

    /// <summary>and no longer: paragraphs are set as headings too.</summary>
    private const int MostHeadlineWords = 30;

    private const double LeastTopFit = 0.5;
    private const double LeastLowerFit = 0.9;

    /// <summary>Headings that share so many words are wordings of one headline.</summary>
    private const double SameHeadline = 0.5;

    /// <summary>An address that shares so many words with a claim was made of it.</summary>
    private const double MadeOf = 0.8;

    /// <summary>The headline, and the block that shows it or −1.</summary>
    public static (Found? Title, int Block) Choose(PageMarkup markup, JsonLdArticle? article, PageTree tree, int bodyStart, string? site, PageHints hints)
    {
        string? address = hints.Url ?? markup.Canonical ?? markup.Meta("og:url");
        PageHeading[] headings = [.. PageHeading.In(tree)];
        SiteNames names = SiteNames.Of(markup, article, site, address);
        HeadlineClaims claims = HeadlineClaims.Of(markup, article, headings, names, address);

        PageHeading? heading = Heading(claims, headings, bodyStart);
        Found? chosen = PageIdentity.Given(hints.Title);
        if (heading is not null) chosen ??= Shown(heading, tree, claims);
        if (chosen is null && claims.Best() is HeadlineClaim claim) chosen = new Found(claim.Title, $"{claim.Source}: {claim.Whole}");
        return (chosen, heading?.Block ?? (chosen is null ? -1 : BlockOf(tree, chosen.Value, bodyStart)));
    }

    private static Found Shown(PageHeading heading, PageTree tree, HeadlineClaims claims)
    {
        string title = claims.Names.Cut(heading.Text, claims.All.Select(claim => claim.Whole));
        return new Found(HeadlineFit.Mend(title, claims), $"{tree.Elements[tree.Blocks[heading.Block].Element].Tag}: {heading.Text}");
    }

    /// <summary>
    /// The heading that shares most words with a claim. A first-level one is the headline by right; a lower one only where it is a claim
    /// word for word, and where the first-level one is something else, as the site's or the section's name.
    /// </summary>
    private static PageHeading? Heading(HeadlineClaims claims, PageHeading[] headings, int bodyStart)
    {
        (PageHeading? Heading, double Fit) top = (null, 0);
        (PageHeading? Heading, double Fit) lower = (null, 0);
        bool addressed = claims.All.Any(claim => HeadlineFit.Shared(claim.Words, claims.Address) >= MadeOf);
        foreach (PageHeading heading in headings)
        {
            if (heading.Text.Length is < 2 or > HeadlineClaims.MaxCharacters || claims.Names.Is(heading.Text)) continue;
            if (heading.IsTop)
            {
                double fit = TopFit(heading, claims, addressed, bodyStart);
                if (fit >= LeastTopFit && fit > top.Fit) top = (heading, fit);
            }
            else if (heading.Block <= bodyStart + 1)
            {
                // Sections are often named with the headline's first words.
                double fit = HeadlineFit.MostShared(heading.Words, claims);
                if (fit >= LeastLowerFit && fit > lower.Fit) lower = (heading, fit);
            }
        }
        if (top.Heading is null || lower.Heading is null) return top.Heading ?? lower.Heading;
        return lower.Fit > top.Fit && HeadlineFit.Shared(top.Heading.Words, lower.Heading.Words) < SameHeadline ? lower.Heading : top.Heading;
    }

    private static double TopFit(PageHeading heading, HeadlineClaims claims, bool addressed, int bodyStart)
    {
        double fit = claims.All.Count == 0 ? LeastTopFit : Math.Max(HeadlineFit.Best(heading.Words, claims), HeadlineFit.Shared(heading.Words, claims.Address));
        // The address was made of a claim, and neither of them has much of this heading: a slogan.
        if (fit < LeastTopFit && addressed) return 0;
        if (heading.Block <= bodyStart + 1) fit += 0.1;
        // Nothing confirms it, but it is as long as a headline and stands right above the text: metadata may be written for search engines.
        bool near = heading.Block <= bodyStart && heading.Block >= bodyStart - NearLines;
        return near && fit < LeastTopFit && heading.Words.Length is >= HeadlineWords and <= MostHeadlineWords ? LeastTopFit : fit;
    }

    private static int BlockOf(PageTree tree, string title, int bodyStart)
    {
        for (int i = Math.Min(bodyStart + 1, tree.Blocks.Count - 1); i >= 0; i--)
        {
            if (tree.Blocks[i].Line.Text.Equals(title, StringComparison.OrdinalIgnoreCase)) return i;
        }
        return -1;
    }
}
