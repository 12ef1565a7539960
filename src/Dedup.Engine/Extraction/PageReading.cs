namespace Dedup.Engine.Extraction;

/// <summary>A page that was read once and whose article can be taken with what was learned, and again.</summary>
/// <param name="Seen">As the rules alone see it, and as learning sees it: lines with their reasons, title, site and method; the rest may be missing.</param>
/// <param name="Take">The article where some of the lines are known to be chrome, one flag a line; null: by the rules alone. Title and site stay, whatever is learned.</param>
internal sealed record PageReading(Article Seen, Func<bool[]?, Article> Take);
