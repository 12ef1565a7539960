using Dedup.Engine.Evaluation;
using Dedup.Engine.Extraction;
using Dedup.Engine.Sources;

namespace Dedup.Quality.HardWorld;

/// <summary>A page of the hard world with its truth.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Text">What the crawl delivered.</param>
/// <param name="Url">Its address, where known.</param>
/// <param name="Fetched">When it was fetched.</param>
/// <param name="Story">The story that it tells.</param>
/// <param name="Kind">What was done to it; see <see cref="World"/>.</param>
/// <param name="Site">Name of its site.</param>
/// <param name="Title">Its headline.</param>
/// <param name="Published">The date that it claims.</param>
/// <param name="Body">Its article.</param>
internal sealed record HardPage(
    string Key, string Text, string? Url, string Fetched, string Story, string Kind, string Site, string Title, string Published, string Body)
{
    /// <summary>Whether the page stands in the figures over pairs.</summary>
    public bool Scored => Kind is not ("drift" or "live, early" or "excerpt" or "unlabelled");

    public bool IsRobot => Kind.StartsWith("robot", StringComparison.Ordinal);

    public Gold Truth => new(Key, Story, Kind, Credit: true, Site, null, Title, Published, null, Body);

    public SourceItem Item => new(new Page(Key, Key, Text, new PageHints(Url), Fetched), null);

    /// <summary>The page again, its article in small letters.</summary>
    public SourceItem SmallLetters
    {
        get
        {
            string text = Body.Split('\n', StringSplitOptions.RemoveEmptyEntries).Aggregate(Text, (text, line) => text.Replace(line, line.ToLowerInvariant(), StringComparison.Ordinal));
            return new(new Page(Key + "-small", Key + "-small", text, new PageHints(Url), Fetched), null);
        }
    }

    /// <summary>The page as a crawl would deliver it that takes articles out itself.</summary>
    public SourceItem BodyItem => new(new Page(Key, Key, $"{Title}\n\n{Body}\n", new PageHints(Url, Site, Title, Published), Fetched), null);
}
