using System.Text;
using System.Text.Json;
using Dedup.Engine.Sources;
using Dedup.Engine.Sources.Input;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Files of any kind, JSON Lines, and lines.</summary>
internal static class SourceTargets
{
    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<MadeFile>("AnyFile", "pages and rejections, none of them a fault of ours; the same through a pipe and after an interruption", 30, Any, file => Reading.Check(file)) { Shorten = MadeFile.Smaller },
        new FuzzTarget<MadeFile>("JsonLines", "a page or a rejection a line, whatever stands in it", 30, Damaged, file => Reading.Check(file)) { Shorten = MadeFile.Smaller },
        new FuzzTarget<string[]>("JsonLines-valid", "every text comes out as it was written", 30, Lines, Valid) { Shorten = Halves.Of },
        new FuzzTarget<MadeFile>("LineReader", "the lines that a split gives, but for those that are too long", 150, r => MadeFile.Of(r, ByteMutation.Mutate(r, Encoding.UTF8.GetBytes(TextPages.Text(r)))), Split) { Shorten = MadeFile.Smaller },
    ];

    private static MadeFile Any(FuzzRandom random)
    {
        byte[] bytes = random.Below(7) switch
        {
            0 => Archives.Archive(random, gzip: random.Once(2)),
            1 => Encoding.UTF8.GetBytes(JsonTexts.PageLine(random) + "\n"),
            2 => Encoding.UTF8.GetBytes(Tables.Delimited(random, Tables.Rows(random), random.Of<char>([',', '\t', ';', '|']))),
            3 => Encoding.UTF8.GetBytes(HtmlPages.Html(random)),
            4 => random.Bytes(random.Size(3_000)),
            5 => Encoding.Unicode.GetBytes("\uFEFF" + JsonTexts.PageLine(random)),
            _ => Encoding.UTF8.GetBytes(TextPages.Text(random)),
        };
        for (int layers = random.Below(3); layers > 0; layers--) bytes = random.Once(2) ? Archives.Gzip(random, bytes) : Archives.Encode(bytes, "zstd");
        return MadeFile.Of(random, random.Once(3) ? bytes : ByteMutation.Mutate(random, bytes, r => r.Bytes(20)));
    }

    private static string[] Lines(FuzzRandom random) => [.. Enumerable.Range(0, random.Below(8)).Select(_ => JsonTexts.PageLine(random))];

    private static MadeFile Damaged(FuzzRandom random)
    {
        string text = "{\"text\":\"first\"}\n" + string.Join(random.Of<string>(["\n", "\r\n", "\n\n"]), Lines(random));
        text = random.Once(2) ? TextMutation.Mutate(random, text, JsonTexts.PageLine) : text;
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        return MadeFile.Of(random, random.Once(2) ? ByteMutation.Mutate(random, bytes) : bytes);
    }

    private static void Valid(string[] lines)
    {
        string file = "{\"text\":\"first\"}\n" + string.Join('\n', lines);
        List<SourceItem> items = Reading.Check(new MadeFile(Encoding.UTF8.GetBytes(file), 1 << 24, 1));
        Property.Equal(lines.Length + 1, items.Count, "items of as many lines");
        for (int i = 0; i < lines.Length; i++)
        {
            using var line = JsonDocument.Parse(lines[i]);
            if (items[i + 1].Page is not Page page || !line.RootElement.TryGetProperty("text", out JsonElement text) || text.ValueKind != JsonValueKind.String) continue;
            Property.Equal(text.GetString(), page.Text, "text");
        }
    }

    private static void Split(MadeFile file)
    {
        int most = 1 + (int)(file.Chance % 200);
        var reader = new LineReader(new ChoppedStream(file.Bytes, new FuzzRandom(file.Chance)), most);
        string all = Encoding.Latin1.GetString(file.Bytes);
        string[] expected = all.Length == 0 ? [] : (all.EndsWith('\n') ? all[..^1] : all).Split('\n');
        int at = 0;
        while (reader.TryRead(out ReadOnlyMemory<byte> line, out bool tooLong))
        {
            Property.Holds(at < expected.Length, "more lines than there are");
            // What a read brings along may be longer than the limit and is no harm.
            Property.Holds(!tooLong || expected[at].Length > most, "a short line is too long");
            Property.Holds(tooLong || Encoding.Latin1.GetString(line.Span) == expected[at], "another line");
            at++;
        }
        Property.Equal(expected.Length, at, "lines");
    }
}
