using Dedup.Engine;
using Dedup.Engine.Sources;

namespace Dedup.Host.Commands;

/// <summary>The one page of a file or of standard input.</summary>
internal static class SinglePage
{
    /// <summary>Reads it.</summary>
    /// <param name="path">A file, or - for standard input.</param>
    /// <param name="options">The largest page.</param>
    /// <exception cref="InvalidDataException">It holds no page, several, or one that cannot be read.</exception>
    public static Page Read(string path, DedupOptions options)
    {
        var source = new PageSource(new SourceOptions { MaxPageBytes = options.Ingest.MaxPageBytes });
        SourceItem[] items = [.. source.Read(PageSource.List([path]), Console.OpenStandardInput).Take(2)];
        if (items.Length == 0) throw new InvalidDataException($"{path}: holds no page");
        if (items.Length > 1) throw new InvalidDataException($"{path}: holds several pages; 'dedup ingest' it and explain one by its key");
        return items[0].Page ?? throw new InvalidDataException($"{items[0].Rejection!.Place}: {items[0].Rejection!.Reason}");
    }
}
