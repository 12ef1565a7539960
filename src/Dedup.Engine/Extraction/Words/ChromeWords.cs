namespace Dedup.Engine.Extraction.Words;

/// <summary>
/// The words by which pages of one language label their chrome, parted by commas, in lower case; <see cref="Phrases"/> says
/// of each list how it is compared. To teach a language, add a file like the others and name it in <see cref="All"/>.
/// </summary>
internal sealed record ChromeWords
{
    /// <summary>Every language that has a file of its own.</summary>
    public static readonly ChromeWords[] All =
        [German.Words, French.Words, Spanish.Words, Portuguese.Words, Russian.Words, Arabic.Words, Chinese.Words, Japanese.Words];

    /// <summary>Whole lines that open a list of links.</summary>
    public string LinkHeadings { get; init; } = "";

    /// <summary>Whole lines of navigation and page functions.</summary>
    public string MenuItems { get; init; } = "";

    /// <summary>Single words of menus that stand on one line.</summary>
    public string MenuWords { get; init; } = "";

    /// <summary>Words of share bars.</summary>
    public string ShareWords { get; init; } = "";

    /// <summary>First words of lines that are buttons to share.</summary>
    public string ShareStarts { get; init; } = "";

    /// <summary>First words of lines of which the rest may be anything: asks of the reader.</summary>
    public string SubscriptionStarts { get; init; } = "";

    /// <summary>Anywhere in a line: it asks for consent, money or an address.</summary>
    public string SubscriptionMarks { get; init; } = "";

    /// <summary>Anywhere in a line: it belongs to the comments.</summary>
    public string CommentMarks { get; init; } = "";

    /// <summary>Whole lines of comments.</summary>
    public string CommentLines { get; init; } = "";

    /// <summary>First words of advertisement lines.</summary>
    public string AdvertisementStarts { get; init; } = "";

    /// <summary>Words before a colon that make the rest a link to another article.</summary>
    public string MoreLinks { get; init; } = "";

    /// <summary>Words before a colon that point to the neighbouring articles.</summary>
    public string PaginationLabels { get; init; } = "";

    /// <summary>Anywhere in a line: rights are reserved.</summary>
    public string Rights { get; init; } = "";

    /// <summary>Whole lines that open a notice about the page.</summary>
    public string NoticeHeadings { get; init; } = "";

    /// <summary>We and you of the site that speaks to its reader.</summary>
    public string Address { get; init; } = "";

    /// <summary>Words of the site's own business.</summary>
    public string Business { get; init; } = "";
}
