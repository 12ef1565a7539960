using Dedup.Engine.Queries;

namespace Dedup.Host.Web.Documents;

/// <summary>What was pasted, and what came of it.</summary>
/// <param name="Text">What was pasted; empty where a file was sent.</param>
/// <param name="Kind">What it is said to be: detect, text or html.</param>
/// <param name="File">Name of the file, where one was sent.</param>
/// <param name="Others">Whether the file holds more pages than the first, which was looked at.</param>
/// <param name="Matched">What the page is, and what it is a copy of.</param>
/// <param name="Fault">Why nothing can be said of it.</param>
public sealed record PasteModel(string Text = "", string Kind = PasteModel.Detect, string? File = null, bool Others = false, MatchedPage? Matched = null, string? Fault = null)
{
    /// <summary>The page itself tells what it is.</summary>
    public const string Detect = "detect";
}
