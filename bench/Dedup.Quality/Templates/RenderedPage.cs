namespace Dedup.Quality.Templates;

/// <summary>
/// The page and what an extractor should find in it; null where the page does not show the field.
/// <c>Published</c> is the claimed local time, <c>yyyy-MM-ddTHH:mm:ss</c> (seconds 00 where the page stops at minutes),
/// or <c>yyyy-MM-dd</c> where only the day is shown. <c>Byline</c> is the name as shown, without "By".
/// </summary>
internal sealed record RenderedPage(
    string Text,
    string? Site,
    string? Section,
    string? Title,
    string? Published,
    string? Byline,
    IReadOnlyList<string> Body);
