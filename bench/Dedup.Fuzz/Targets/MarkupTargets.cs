using System.Text.Json;
using Dedup.Engine.Extraction.Html;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Parts of markup: JSON-LD, text out of markup, bounds.</summary>
internal static class MarkupTargets
{
    /// <summary>A valid object, and as it stands in a script.</summary>
    public sealed record Wrapped(string Json, string Script);

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<string[]>("JsonLd", "an article or none, whatever the scripts hold", 80, r => [.. Enumerable.Range(0, r.Between(1, 4)).Select(_ => JsonTexts.Script(r))], ReadScripts) { Shorten = Smaller },
        new FuzzTarget<Wrapped>("JsonLd-valid", "valid JSON in comments and marks reads as it is", 150, MakeWrapped, ReadWrapped),
        new FuzzTarget<string>("MarkupText", "one line without tags; lines of any markup", 100, Markup, Plain),
        new FuzzTarget<string>("MarkupBounds", "what is allowed is within its bounds", 30, Markup, Allow),
    ];

    private static IEnumerable<string[]> Smaller(string[] scripts) => Halves.Of(scripts).Where(s => s.Length > 0)
        .Concat(scripts.SelectMany((script, i) => Halves.Of(script).Select(half => (string[])[.. scripts[..i], half, .. scripts[(i + 1)..]])));

    private static void ReadScripts(string[] scripts)
    {
        JsonLdArticle? article = JsonLdReader.Read(scripts, "https://www.example.com/news/2025");
        if (article is null) return;
        Property.Holds(article.Authors.Count <= 20 && article.Authors.All(author => !string.IsNullOrWhiteSpace(author) && !author.Contains('\n', StringComparison.Ordinal)), "an author without a name");
        foreach (string? text in (ReadOnlySpan<string?>)[article.Headline, article.Body, article.Published, article.Publisher, article.Section])
            Property.Holds(text is null || text.AsSpan().Trim().Length > 0, "a field without text");
    }

    private static Wrapped MakeWrapped(FuzzRandom random)
    {
        string json = JsonTexts.Object(random);
        return new Wrapped(json, JsonTexts.Wrapped(random, json));
    }

    private static void ReadWrapped(Wrapped input)
    {
        using var expected = JsonDocument.Parse(input.Json);
        using JsonDocument? found = JsonLdText.Parse(input.Script);
        Property.Holds(found is not null, "valid JSON is not read");
        Property.Holds(JsonElement.DeepEquals(expected.RootElement, found.RootElement), "valid JSON reads as something else");
    }

    private static string Markup(FuzzRandom random) => random.Below(4) switch
    {
        0 => HtmlPages.Hostile(random),
        1 => TextMutation.Noise(random, 500),
        _ => TextMutation.Mutate(random, HtmlPages.Html(random), HtmlPages.Html),
    };

    private static void Plain(string markup)
    {
        string plain = MarkupText.Plain(markup);
        Property.Holds(!plain.AsSpan().ContainsAny('\n', '\t') && plain.Length == plain.Trim().Length, "more than one line");
        Property.Holds(MarkupText.Lines(markup).Length <= 2 * markup.Length + 1, "lines longer than the markup");
    }

    private static void Allow(string markup)
    {
        bool allowed = MarkupBounds.Allow(markup, out string excess);
        Property.Equal(allowed, excess.Length == 0, "a ground for the verdict");
        Property.Holds(!allowed || HtmlDocumentReader.Parse(markup) is not null, "no document");
    }
}
