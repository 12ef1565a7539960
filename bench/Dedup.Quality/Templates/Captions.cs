namespace Dedup.Quality.Templates;

/// <summary>Photo captions and credits that stand between the lines of an article.</summary>
internal static class Captions
{
    private static readonly string[] s_scenes =
    [
        "People walk past the building on a rainy morning",
        "FILE - A sign stands outside the headquarters in this file photo",
        "An official speaks to reporters at a news conference on Wednesday",
        "Commuters wait at a station during the evening rush hour",
        "A general view of the city skyline at dusk",
        "Delegates arrive for the second day of talks",
        "Supporters hold up banners outside the venue",
        "A worker inspects equipment at a plant on the edge of town",
        "The spokesman leaves the hearing through a side entrance",
        "Shoppers on the high street last weekend",
        "Emergency vehicles line the road near the scene",
        "The minister, pictured last year, has declined to comment",
        "Traders work on the floor shortly after the opening bell",
        "Fans queue for tickets hours before the gates open",
    ];

    private static readonly string[] s_stock =
    [
        "Getty Images", "AP Photo/{0}", "REUTERS/{0}", "{0}/Getty Images", "AFP via Getty Images", "Shutterstock", "PA Wire",
        "Alamy Stock Photo", "EPA-EFE", "{0} / Bloomberg", "Courtesy photo", "iStock",
    ];

    public static string Scene(PageDraft draft) => draft.Pick(s_scenes);

    public static string Credit(PageDraft draft) =>
        draft.Pick(s_stock).Replace("{0}", People.Name(draft), StringComparison.Ordinal);

    /// <summary>A caption with its credit, in one of the usual forms.</summary>
    public static string Full(PageDraft draft) => draft.Between(0, 4) switch
    {
        0 => $"{Scene(draft)}. ({Credit(draft)})",
        1 => $"{Scene(draft)}. {Credit(draft)}",
        2 => $"{Scene(draft)}. Photo: {Credit(draft)}",
        3 => $"{Scene(draft)} | Image: {Credit(draft)}",
        _ => $"{Scene(draft)}.{Credit(draft)}",
    };
}
