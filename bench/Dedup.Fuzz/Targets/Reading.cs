using Dedup.Engine.Sources;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>A file, and how it is read.</summary>
/// <param name="Bytes">The file.</param>
/// <param name="MaxPageBytes">Largest page.</param>
/// <param name="Chance">Where it is cut and where reading is interrupted.</param>
internal sealed record MadeFile(byte[] Bytes, int MaxPageBytes, ulong Chance)
{
    public static MadeFile Of(FuzzRandom random, byte[] bytes) => new(bytes, random.Once(4) ? 2_000 : 1 << 20, random.Next());

    public static IEnumerable<MadeFile> Smaller(MadeFile file) => Halves.Of(file.Bytes).Select(bytes => file with { Bytes = bytes });
}

/// <summary>Reads made files as the program reads them, and checks what holds of every format.</summary>
internal static class Reading
{
    /// <summary>All items of the bytes; a fault of ours among the rejections is a violation.</summary>
    public static List<SourceItem> Items(MadeFile file, Stream stream, long done = 0)
    {
        var source = new PageSource(new SourceOptions { MaxPageBytes = file.MaxPageBytes });
        SourceFile input = PageSource.List([PageSource.StandardInput])[0];
        List<SourceItem> items = [.. source.ReadOn([input], () => stream, _ => done)];
        foreach (SourceItem item in items)
        {
            if (item.Rejection is Rejection rejection)
            {
                Property.Holds(!rejection.Reason.Contains("report it", StringComparison.Ordinal) && !rejection.MayPass, $"a fault of ours: {rejection.Reason}");
                continue;
            }
            Property.Holds(item.Page is { Text: not null } page && page.Key.Length > 0 && page.Place.Length > 0, "a page without a key");
            Property.Holds(item.Page.Fetched is null || DateTargets.IsValid(item.Page.Fetched), "a time of fetching that is none");
        }
        // A file that cannot be read further has a last rejection without a place.
        for (int i = 1; i < items.Count; i++) Property.Holds(items[i].Line > items[i - 1].Line || (i == items.Count - 1 && items[i] is { Line: 0, Rejection: not null }), $"places do not grow: {items[i - 1].Line} {items[i].Line}");
        return items;
    }

    /// <summary>Reads the file whole, through a pipe, and on from where reading was interrupted.</summary>
    /// <returns>What was read.</returns>
    public static List<SourceItem> Check(MadeFile file)
    {
        List<SourceItem> whole = Items(file, new MemoryStream(file.Bytes));
        var random = new FuzzRandom(file.Chance);
        List<SourceItem> piped = Items(file, new ChoppedStream(file.Bytes, random));
        // Damaged layers of compression give more or less before the damage shows, and in a pipe nothing behind a record that
        // claims to be longer than any page can be gone back to.
        bool isDamaged = whole.Concat(piped).Any(item => item.Rejection is Rejection r && (item.Line == 0 || r.Reason.Contains("is cut", StringComparison.Ordinal)));
        if (!isDamaged) Property.Same<string>(Texts(whole), Texts(piped), "pages through a pipe");
        if (whole.Count == 0) return whole;
        int stop = random.Below(whole.Count);
        if (whole[stop].Line == 0) return whole;
        List<SourceItem> rest = Items(file, new MemoryStream(file.Bytes), whole[stop].Line);
        Property.Same<string>([.. whole.Skip(stop + 1).Select(Word)], rest.Select(Word).ToArray(), "what is read after an interruption");
        return whole;
    }

    private static string[] Texts(List<SourceItem> items) => [.. items.Where(item => item.Page is not null).Select(Word)];

    private static string Word(SourceItem item) => $"{item.Line} {item.Page?.Key} {item.Page?.Text} {item.Rejection?.Reason}";
}
