using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Sources;

public sealed class FlatJsonTests
{
    private static readonly string[] Names = ["id", "text", "url", "tèxt", "", "other"];

    [Theory]
    [InlineData("""{"id":"k","text":"One\nTwo \"three\" \u00e9\u4e2d\/\t","url":null,"n":12}""")]
    [InlineData(""" { "id" : 0 , "text" : "" , "b" : true, "c":false } """)]
    [InlineData("{}")]
    [InlineData("""{"text":"first","text":"last"}""")]
    public void Takes_lines_as_crawls_have_them(string line) => Assert.True(IsTaken(line));

    [Theory]
    [InlineData("""{"text":["x"]}""")]
    [InlineData("""{"text":"\ud83d\ude00"}""")]
    [InlineData("""{"te\u0078t":"x"}""")]
    [InlineData("""{"n":1.5,"text":"x"}""")]
    [InlineData("""{"n":-1,"text":"x"}""")]
    [InlineData("""{"n":01,"text":"x"}""")]
    [InlineData("""{"n":nullx,"text":"x"}""")]
    [InlineData("""{"text":"x",}""")]
    [InlineData("""{"text":"x"} y""")]
    [InlineData("""{"text":"\x"}""")]
    [InlineData("""{"text":"\u12g4"}""")]
    [InlineData("""{"text":"x""")]
    [InlineData("{\"text\":\"a\u0001\"}")]
    [InlineData("""["text"]""")]
    [InlineData("")]
    public void Leaves_all_else(string line) => Assert.False(IsTaken(line));

    [Fact]
    public void More_fields_than_it_holds_are_left() =>
        Assert.False(IsTaken("{" + string.Join(',', Enumerable.Range(0, 33).Select(i => $"\"f{i}\":{i}")) + "}"));

    [Fact]
    public void What_it_takes_the_framework_reads_likewise()
    {
        string[] parts = ["{", "}", ",", ":", "\"", "\"", "\"id\"", "\"text\":", "\"url\" : ", "\"tèxt\":", "\"\":", "null", "true", "false", "0", "17", "-", ".5", "[", "]", " ", "\t", "\r", "word", "é漢", "\uD83D\uDE00", "\\", "\\n", "\\\"", "\\u00e9", "\\u12", "\\ud83d", "\u0001"];
        int taken = 0;
        for (int seed = 1; seed <= 60_000; seed++)
        {
            var random = new Random(seed);
            byte[] line = Encoding.UTF8.GetBytes(seed % 3 == 0 ? Damaged(random, parts) : string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => parts[random.Next(parts.Length)])));
            var flat = new FlatJson();
            if (!Utf8.IsValid(line) || !flat.TryRead(line)) continue;
            taken++;
            using JsonDocument json = JsonDocument.Parse(line);
            foreach (string name in Names)
            {
                foreach (bool isText in new[] { false, true })
                    Assert.True(Expected(json.RootElement, name, isText) == flat.Value(name, isText), $"seed {seed}: {Encoding.UTF8.GetString(line)}: {name}");
            }
        }
        Assert.True(taken > 3_000, $"{taken}");
    }

    /// <summary>A whole object of which a part, now and then, is another.</summary>
    private static string Damaged(Random random, string[] parts)
    {
        List<string> line = ["{"];
        for (int i = random.Next(4); i >= 0; i--)
        {
            line.Add($"\"{Names[random.Next(Names.Length)]}\"");
            line.Add(":");
            line.Add(random.Next(4) switch { 0 => "17", 1 => "null", _ => $"\"a{parts[random.Next(20, parts.Length)]}b{parts[random.Next(20, parts.Length)]}\"" });
            line.Add(i == 0 ? "}" : ",");
        }
        if (random.Next(3) == 0) line[random.Next(line.Count)] = parts[random.Next(parts.Length)];
        return string.Concat(line);
    }

    private static string? Expected(JsonElement root, string name, bool isText) => !root.TryGetProperty(name, out JsonElement value) ? null : value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number when !isText => value.GetRawText(),
        _ => null,
    };

    private static bool IsTaken(string line) => new FlatJson().TryRead(Encoding.UTF8.GetBytes(line));
}
