namespace Dedup.Quality.Templates;

/// <summary>What readers write under articles, and one-sentence summaries of other stories.</summary>
internal static class Remarks
{
    private static readonly string[] s_comments =
    [
        "Well that didn't take long did it. Same old story every single year.",
        "Good. About time somebody stood up and said it.",
        "I remember when you could read the news without fifteen pop ups. Just saying.",
        "So who is going to pay for all this? Let me guess.",
        "My brother-in-law worked there for eleven years and he saw this coming a mile off.",
        "Can't believe people are still surprised by any of this.",
        "Interesting read, though I think the author missed the bigger picture here.",
        "Let's wait for all the facts before we start pointing fingers, shall we?",
        "First sensible comment I have seen on here all day.",
        "lol",
        "This is exactly what happened in our town and nobody did a thing about it until it was too late.",
        "Bring back common sense!",
    ];

    private static readonly string[] s_summaries =
    [
        "The move comes weeks after regulators said they would take a closer look at the sector.",
        "Residents say they were given little notice and even less information about the plan.",
        "It is the third such case this year, and officials fear it will not be the last.",
        "The company said it expects to complete the deal by the end of the third quarter.",
        "Here is what to know about the decision and who it is likely to affect.",
        "Analysts had expected a smaller rise, but strong demand caught the market off guard.",
        "The coach refused to blame the referee after a bruising night for his side.",
        "A new study suggests the habit may be more common than doctors had thought.",
        "Lawmakers are due to vote on the measure before the summer recess.",
        "The film opens in theaters nationwide next Friday after a long delay.",
        "Police have appealed for witnesses and anyone with dashcam footage to come forward.",
        "The singer broke her silence in an emotional post to her followers.",
    ];

    public static string Comment(PageDraft draft) => draft.Pick(s_comments);

    public static string Summary(PageDraft draft) => draft.Pick(s_summaries);
}
