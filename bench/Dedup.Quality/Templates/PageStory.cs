namespace Dedup.Quality.Templates;

/// <summary>What a template wraps: one story and the material a site would put around it.</summary>
internal sealed record PageStory(
    string Site,
    string Section,
    string Title,
    DateTime Published,
    string? Author,
    IReadOnlyList<string> Paragraphs,
    IReadOnlyList<string> OtherHeadlines,
    IReadOnlyList<string> OtherSites);
