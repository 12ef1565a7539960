namespace Dedup.Engine.Extraction;

/// <summary>The rules that the first word of a line leads to, a bit each: a line with none of them is not looked at by any.</summary>
[Flags]
internal enum Opening : uint
{
    None = 0,

    /// <summary>Asks of the reader (<see cref="Phrases.SubscriptionStarts"/>).</summary>
    Subscription = 1 << 0,

    /// <summary>Opens a list of links (<see cref="Phrases.LinkHeadings"/>, <see cref="Phrases.LinkHeadingStarts"/>).</summary>
    LinkHeading = 1 << 1,

    /// <summary>Opens a notice (<see cref="Phrases.NoticeHeadings"/>).</summary>
    Notice = 1 << 2,

    /// <summary>Line of a comment form (<see cref="Phrases.CommentLines"/>).</summary>
    Comment = 1 << 3,

    /// <summary>Marks an advertisement (<see cref="Phrases.AdvertisementStarts"/>).</summary>
    Advertisement = 1 << 4,

    /// <summary>Button to share (<see cref="Phrases.ShareStarts"/>).</summary>
    Share = 1 << 5,

    /// <summary>Item of a menu (<see cref="Phrases.MenuItems"/>).</summary>
    MenuItem = 1 << 6,

    /// <summary>Credits who worked on a report.</summary>
    Credit = 1 << 7,

    /// <summary>Tells a time from the moment of reading.</summary>
    Relative = 1 << 8,

    /// <summary>Counts readers or minutes.</summary>
    Counter = 1 << 9,


    /// <summary>The first word is read, also, see, more …</summary>
    LinkWord = 1 << 10,

    /// <summary>The first word is previous, next, page …</summary>
    PageWord = 1 << 11,

    /// <summary>The first word is comment or comments.</summary>
    CommentWord = 1 << 12,

    /// <summary>Begins a breadcrumb.</summary>
    Crumb = 1 << 13,

    /// <summary>Begins the text of a button (<see cref="TitleFinder"/>).</summary>
    Button = 1 << 14,

    /// <summary>Rules of which the line's first letters, and not only the first word of its stem, decide.</summary>
    AnyRule = ((1 << 10) - 1) | Crumb | Button,
}
