using System.Text;
using Dedup.Engine.Sources;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Tables of pages.</summary>
internal static class TableTargets
{
    /// <summary>A table and its text.</summary>
    public sealed record Table(string[][] Rows, string Text);

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<MadeFile>("Delimited", "pages and rejections; the same through a pipe and after an interruption", 30, Damaged, file => Reading.Check(file)) { Shorten = MadeFile.Smaller },
        new FuzzTarget<Table>("Delimited-valid", "every cell comes out as it was written", 40, Whole, Cells),
        new FuzzTarget<MadeFile>("Parquet", "pages and rejections, none of them a fault of ours", 20, Parquet, file => Reading.Check(file)) { Shorten = MadeFile.Smaller, MostAllocated = 1L << 30 },
    ];

    private static Table Whole(FuzzRandom random)
    {
        string[][] rows = Tables.Rows(random);
        return new Table(rows, Tables.Delimited(random, rows, random.Of<char>([',', '\t', ';', '|'])));
    }

    private static MadeFile Damaged(FuzzRandom random)
    {
        string text = TextMutation.Mutate(random, Whole(random).Text, r => Whole(r).Text);
        return MadeFile.Of(random, random.Once(4) ? ByteMutation.Mutate(random, Encoding.UTF8.GetBytes("text,url\n" + text)) : Encoding.UTF8.GetBytes("text,url\n" + text));
    }

    private static void Cells(Table table)
    {
        List<SourceItem> items = Reading.Check(new MadeFile(Encoding.UTF8.GetBytes(table.Text), 1 << 24, 1));
        Property.Equal(table.Rows.Length - 1, items.Count, "rows");
        int text = Array.IndexOf(table.Rows[0], "text");
        int url = Array.IndexOf(table.Rows[0], "url");
        for (int i = 0; i < items.Count; i++)
        {
            Property.Equal(table.Rows[i + 1][text], items[i].Page?.Text, "cell of the text");
            if (url >= 0) Property.Equal(table.Rows[i + 1][url], items[i].Page?.Hints.Url, "cell of the address");
        }
    }

    private static MadeFile Parquet(FuzzRandom random)
    {
        byte[] file = Tables.Parquet(random);
        if (random.Once(4)) return MadeFile.Of(random, file);
        // Damage within: what lacks its first or last bytes is told at once.
        byte[] inner = ByteMutation.Mutate(random, file[4..^4]);
        return MadeFile.Of(random, random.Once(8) ? ByteMutation.Mutate(random, file) : [.. file.AsSpan(0, 4), .. inner, .. file.AsSpan(file.Length - 4)]);
    }
}
