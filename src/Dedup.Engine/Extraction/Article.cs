namespace Dedup.Engine.Extraction;

/// <summary>What the crawl delivered beside the page's text; every field may be unknown.</summary>
/// <param name="Url">Address of the page.</param>
/// <param name="Site">Name of the site.</param>
/// <param name="Title">Title of the page.</param>
/// <param name="Published">Claimed date.</param>
/// <param name="MediaType">What the text is: <c>text/html</c> or <c>text/plain</c>; unknown, the text itself tells.</param>
/// <param name="Language">ISO 639-1 code of its language.</param>
/// <param name="Author">Who wrote it.</param>
public sealed record PageHints(
    string? Url = null, string? Site = null, string? Title = null, string? Published = null, string? MediaType = null, string? Language = null, string? Author = null);

/// <summary>A field's value with the words of the page that show it.</summary>
/// <param name="Value">The value.</param>
/// <param name="Evidence">The words that show it, as they stand in the page.</param>
public sealed record Found(string Value, string Evidence);

/// <summary>One of the dates that a page claims for itself.</summary>
/// <param name="Kind">Where it stands: given, metadata, page, updated or url.</param>
/// <param name="Value">ISO 8601: a day, or a day and time, with a zone where the page shows one.</param>
/// <param name="Evidence">The words that show it.</param>
public sealed record DateClaim(string Kind, string Value, string Evidence);

/// <summary>What was taken out of a page.</summary>
public sealed record Article
{
    /// <summary>Name of the site that shows the page.</summary>
    public Found? Site { get; init; }

    /// <summary>Section of the site.</summary>
    public Found? Section { get; init; }

    /// <summary>Headline.</summary>
    public Found? Title { get; init; }

    /// <summary>Date the page claims, ISO 8601: a day, or a day and time, with a zone where the page shows one.</summary>
    public Found? Published { get; init; }

    /// <summary>Agency that the page credits, by its usual name.</summary>
    public Found? Agency { get; init; }

    /// <summary>Place that the body's dateline names.</summary>
    public Found? Dateline { get; init; }

    /// <summary>The people who wrote it, as the page says.</summary>
    public Found? Byline { get; init; }

    /// <summary>The address under which the page wants to be known.</summary>
    public Found? Canonical { get; init; }

    /// <summary>Its language, ISO 639-1.</summary>
    public Found? Language { get; init; }

    /// <summary>How the body was found where there is more than one way, with what each way scored.</summary>
    public Found? Method { get; init; }

    /// <summary>Every date that the page claims, <see cref="Published"/> among them; where they differ the page contradicts itself.</summary>
    public IReadOnlyList<DateClaim> Claims { get; init; } = [];

    /// <summary>The body: its lines joined by line feeds; empty where the page has none.</summary>
    public required string Body { get; init; }

    /// <summary>Every line of the page with the reason why it was kept or dropped.</summary>
    public required IReadOnlyList<PageLine> Lines { get; init; }
}

/// <summary>A line of a page.</summary>
/// <param name="Text">The line, without surrounding white space.</param>
/// <param name="Reason">Why it was kept or dropped; <see cref="LineReason.Body"/> is the only reason to keep one.</param>
public readonly record struct PageLine(string Text, LineReason Reason);

/// <summary>Why a line of a page was kept or dropped.</summary>
public enum LineReason : byte
{
    /// <summary>Kept: part of the body.</summary>
    Body,

    /// <summary>Nothing but white space.</summary>
    Blank,

    /// <summary>The headline or a repetition of it.</summary>
    Title,

    /// <summary>The way to the page: Home > Section > Title.</summary>
    Breadcrumb,

    /// <summary>The site's name.</summary>
    SiteName,

    /// <summary>Names a field and its value: Date: …, Author: … Source: ….</summary>
    Label,

    /// <summary>A date or time and little else.</summary>
    Date,

    /// <summary>Who wrote it.</summary>
    Byline,

    /// <summary>A bare number, or a count of readers, votes or comments.</summary>
    Counter,

    /// <summary>Buttons to share, print or follow.</summary>
    ShareBar,

    /// <summary>An advertisement or the mark of one.</summary>
    Advertisement,

    /// <summary>Copyright, licence or company notice.</summary>
    Copyright,

    /// <summary>A menu of sections or of the site's functions.</summary>
    Menu,

    /// <summary>Comments or the form to write one.</summary>
    Comments,

    /// <summary>The site speaks to its reader: asks to subscribe, sign up, share, accept cookies.</summary>
    Subscription,

    /// <summary>Points to another article from within the text: MORE: ….</summary>
    MoreLink,

    /// <summary>Opens a list of links.</summary>
    LinkHeading,

    /// <summary>One of a list of other headlines or teasers.</summary>
    LinkList,

    /// <summary>Previous or next article, page numbers.</summary>
    Pagination,

    /// <summary>Caption or credit of a picture or video.</summary>
    Caption,

    /// <summary>Tags and categories.</summary>
    Tags,

    /// <summary>About the author.</summary>
    AuthorBox,

    /// <summary>Stands before the article and is no part of it.</summary>
    BeforeArticle,

    /// <summary>Stands after the article and is no part of it.</summary>
    AfterArticle,

    /// <summary>A line of the template, learned from other pages of the site or of the same form.</summary>
    LearnedChrome,

    /// <summary>In markup that is not shown to the reader.</summary>
    Hidden,

    /// <summary>The same text stands on the page before.</summary>
    Repeated,
}

/// <summary>Words for the reasons of lines.</summary>
public static class LineReasonWords
{
    /// <summary>Why a line was kept or dropped, as the end of a sentence: "dropped: a date and little else".</summary>
    public static string Words(this LineReason reason) => reason switch
    {
        LineReason.Body => "part of the body",
        LineReason.Blank => "nothing but white space",
        LineReason.Title => "the headline or a repetition of it",
        LineReason.Breadcrumb => "the way to the page",
        LineReason.SiteName => "the site's name",
        LineReason.Label => "names a field and its value",
        LineReason.Date => "a date or time and little else",
        LineReason.Byline => "says who wrote it",
        LineReason.Counter => "a number, or a count of readers or votes",
        LineReason.ShareBar => "buttons to share, print or follow",
        LineReason.Advertisement => "an advertisement or the mark of one",
        LineReason.Copyright => "a copyright, licence or company notice",
        LineReason.Menu => "a menu of sections or functions of the site",
        LineReason.Comments => "comments or the form to write one",
        LineReason.Subscription => "the site to its reader: subscribe, sign up, share, accept",
        LineReason.MoreLink => "points to another article",
        LineReason.LinkHeading => "opens a list of links",
        LineReason.LinkList => "one of a list of other headlines or teasers",
        LineReason.Pagination => "previous or next article, page numbers",
        LineReason.Caption => "caption or credit of a picture or video",
        LineReason.Tags => "tags and categories",
        LineReason.AuthorBox => "about the author",
        LineReason.BeforeArticle => "stands before the article, no part of it",
        LineReason.AfterArticle => "stands after the article, no part of it",
        LineReason.LearnedChrome => "learned: a line of the template",
        LineReason.Hidden => "in markup that is not shown to the reader",
        LineReason.Repeated => "the same text stands on the page before",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, null),
    };
}
