namespace Dedup.Engine.Extraction;

/// <summary>A page that was read once and whose article can be taken again.</summary>
/// <param name="Article">As the rules alone see it; title, site and date stay, whatever is learned.</param>
/// <param name="Without">The article where some of <see cref="Article.Lines"/> are known to be chrome, one flag a line.</param>
internal sealed record PageReading(Article Article, Func<bool[], Article> Without);
