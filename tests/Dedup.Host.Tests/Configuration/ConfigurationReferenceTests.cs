using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Dedup.Engine;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Configuration;

/// <summary>The reference of every setting says what the code says.</summary>
public sealed partial class ConfigurationReferenceTests
{
    private static readonly string Path = System.IO.Path.Combine(Checkout.Root, "src", "Dedup.Host", "Configuration", "REFERENCE.md");

    /// <summary>With DEDUP_WRITE_REFERENCE=1 it is written anew and then compared.</summary>
    [Fact]
    public void It_is_made_of_the_options_and_what_is_written_about_them()
    {
        string reference = Make();
        if (Environment.GetEnvironmentVariable("DEDUP_WRITE_REFERENCE") == "1") File.WriteAllText(Path, reference);

        Assert.Equal(reference, File.ReadAllText(Path).ReplaceLineEndings("\n"));
    }

    [Fact]
    public void The_shipped_file_holds_every_setting_with_its_default()
    {
        using var shipped = JsonDocument.Parse(File.ReadAllText(System.IO.Path.Combine(Checkout.Root, "appsettings.json")));
        JsonElement section = shipped.RootElement.GetProperty(DedupOptions.Section);
        Assert.All(Settings(typeof(DedupOptions), new DedupOptions(), ""), setting =>
        {
            JsonElement value = setting.Key.Split(':').Aggregate(section, (at, name) => at.GetProperty(name));
            Assert.Equal(setting.Default, value.ValueKind == JsonValueKind.Array ? "none" : Show(value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()));
        });
    }

    private static string Make()
    {
        var text = new StringBuilder(
            """
            # Every setting

            Section `Dedup` of `appsettings.json` beside the program. Environment variables (`Dedup__Serve__Address=…`) and flags
            (`--set Serve:Address=…`) override it. Made of the code, and compared with it by a test.

            | setting | default | what it is |
            |---|---|---|

            """.ReplaceLineEndings("\n"));
        foreach ((string key, string standard, string words) in Settings(typeof(DedupOptions), new DedupOptions(), "")) text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{key}` | {standard} | {words} |\n");
        return text.ToString();
    }

    private static IEnumerable<(string Key, string Default, string Words)> Settings(Type type, object options, string prefix)
    {
        foreach (PropertyInfo property in type.GetProperties().Where(property => property.CanWrite))
        {
            object? value = property.GetValue(options);
            string key = prefix + property.Name;
            if (value is IList) yield return (key, "none", Words(property) + " Each has " + string.Join(", ", property.PropertyType.GetGenericArguments()[0].GetProperties().Select(inner => $"`{inner.Name}`: {Words(inner)}")));
            else if (property.PropertyType.IsClass && value is not string)
            {
                foreach ((string, string, string) inner in Settings(property.PropertyType, value!, key + ":")) yield return inner;
            }
            else yield return (key, Show(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture)), Words(property));
        }
    }

    private static string Show(string? value) => string.IsNullOrEmpty(value) ? "empty" : value is "True" or "False" ? value.ToLowerInvariant() : value;

    /// <summary>The summary of a property, as the compiler has written it beside its assembly.</summary>
    private static string Words(PropertyInfo property)
    {
        XDocument documents = XDocument.Load(System.IO.Path.ChangeExtension(property.DeclaringType!.Assembly.Location, ".xml"));
        XElement summary = documents.Descendants("member").Single(member => (string?)member.Attribute("name") == $"P:{property.DeclaringType!.FullName}.{property.Name}").Element("summary")!;
        string words = string.Concat(summary.Nodes().Select(node => node is XElement element ? $"`{(element.Attribute("cref")?.Value.Split('.')[^1] ?? element.Value)}`" : node.ToString()));
        return Spaces().Replace(System.Net.WebUtility.HtmlDecode(words), " ").Trim().Replace("|", "\\|", StringComparison.Ordinal);
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
