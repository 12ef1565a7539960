using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>JSON: values of any kind, and the JSON-LD of articles.</summary>
internal static class JsonTexts
{
    private static readonly string[] Names =
        ["@type", "@id", "@graph", "@context", "@value", "headline", "name", "datePublished", "dateModified", "articleBody", "author", "creator", "publisher", "articleSection", "inLanguage", "url", "mainEntityOfPage", "text", "x", "", "é", "]]>", "}", "itemListElement"];

    private static readonly string[] Types = ["NewsArticle", "Article", "BlogPosting", "WebPage", "https://schema.org/NewsArticle", "Person", "Organization", "VideoObject", "BreadcrumbList", "", "schema:Report"];

    private static readonly string[] Wrappings = ["{0}", "<!--{0}-->", "<![CDATA[{0}]]>", "//<![CDATA[\n{0}\n//]]>", "/*<![CDATA[*/{0}/*]]>*/", "{0};", "\uFEFF{0}", "  {0}\n", "// note\n{0}", "var x = {0};"];

    /// <summary>A valid object of JSON.</summary>
    public static string Object(FuzzRandom random, int depth = 0)
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, new JsonWriterOptions { Encoder = random.Once(2) ? JavaScriptEncoder.UnsafeRelaxedJsonEscaping : null, Indented = random.Once(3) }))
            WriteObject(random, writer, depth);
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    /// <summary>What a script of a page may hold: JSON-LD, damaged as a rule.</summary>
    public static string Script(FuzzRandom random)
    {
        if (random.Once(20)) return new string(random.Of<char>(['[', '{', '"', '\\', ']']), random.Size(20_000));
        if (random.Once(20)) return string.Concat(Enumerable.Repeat("{\"@graph\":[", random.Size(200))) + Object(random);
        string json = Wrapped(random, random.Once(6) ? $"[{Object(random)},{Object(random)}]" : Object(random));
        return random.Once(2) ? json : TextMutation.Mutate(random, json, r => Object(r));
    }

    /// <summary>JSON in the comments and marks that pages put around it.</summary>
    public static string Wrapped(FuzzRandom random, string json) => random.Of<string>(Wrappings).Replace("{0}", json, StringComparison.Ordinal);

    private static void WriteObject(FuzzRandom random, Utf8JsonWriter writer, int depth)
    {
        writer.WriteStartObject();
        if (random.Once(2)) writer.WriteString("@type", random.Of<string>(Types));
        for (int i = random.Below(8); i > 0; i--)
        {
            writer.WritePropertyName(random.Of<string>(Names));
            WriteValue(random, writer, depth + 1);
        }
        writer.WriteEndObject();
    }

    private static void WriteValue(FuzzRandom random, Utf8JsonWriter writer, int depth)
    {
        switch (random.Below(depth > 5 ? 8 : 12))
        {
            case 0:
                writer.WriteNullValue();
                break;
            case 1:
                writer.WriteBooleanValue(random.Once(2));
                break;
            case 2:
                writer.WriteNumberValue(random.Once(2) ? random.Next() : random.Share());
                break;
            case 3:
                writer.WriteStringValue(Dates.Absolute(random));
                break;
            case 4:
                writer.WriteStringValue(Addresses.Of(random).Replace('\uD800', 'x'));
                break;
            case 5:
                writer.WriteStringValue(random.Of<string>(["#author", "]]>", "</script>", "a&quot;b &amp;amp; <b>c</b>", "\u2028\t\n\\\"", "{", "]", "//x", "/*"]));
                break;
            case 6 or 7:
                writer.WriteStringValue(random.Once(3) ? Wording.Paragraph(random) : Wording.Headline(random));
                break;
            case 8 or 9:
                writer.WriteStartArray();
                for (int i = random.Below(4); i > 0; i--) WriteValue(random, writer, depth + 1);
                writer.WriteEndArray();
                break;
            default:
                WriteObject(random, writer, depth);
                break;
        }
    }

    /// <summary>A line of JSON Lines.</summary>
    public static string PageLine(FuzzRandom random)
    {
        string? text = random.Once(8) ? null : TextPages.Text(random);
        var page = new Dictionary<string, object?>
        {
            [random.Of<string>(["text", "text", "html", "maintext", "plain_text", "x"])] = text,
            [random.Of<string>(["url", "requested_url", "id"])] = random.Once(2) ? Addresses.Of(random).Replace('\uD800', 'x') : random.Below(1000),
            [random.Of<string>(["fetched", "date_download", "date", "published"])] = random.Below(4) switch
            {
                0 => long.Parse("1744639380", CultureInfo.InvariantCulture) + random.Below(1 << 30),
                1 => random.Of<string>(Signs.Numbers),
                2 => Dates.Fetched(random),
                _ => Dates.Absolute(random),
            },
            [random.Of<string>(["language", "author", "title", "site", "dump"])] = random.Once(2) ? Wording.Headline(random) : random.Once(2) ? null : true,
        };
        return JsonSerializer.Serialize(page);
    }
}
