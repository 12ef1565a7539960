using System.Globalization;

namespace Dedup.Engine.Sources;

/// <summary>A file that is read, where in it reading begins, and how far it has come.</summary>
/// <param name="place">Name of the file in places.</param>
/// <param name="key">Key of a page that is the whole file; of others that have neither id nor address, before their place in it.</param>
/// <param name="done">Lines, rows or bytes to pass over: the <see cref="SourceItem.Line"/> of the last page that is stored.</param>
internal sealed class SourceStart(string place, string key, long done)
{
    /// <summary>Name of the file in places.</summary>
    public string Place { get; } = place;

    /// <summary>Key of a page that is the whole file.</summary>
    public string Key { get; } = key;

    /// <summary>Lines, rows or bytes to pass over.</summary>
    public long Done { get; } = done;

    /// <summary>Whether few bytes of the file may stand for many.</summary>
    public bool IsCompressed { get; set; }

    /// <summary>The last line or row that was read whole, 0 before the first; null where the file is one page.</summary>
    public long? Reached { get; set; }

    /// <summary>Place of a line, row or byte.</summary>
    public string PlaceOf(long line) => string.Create(CultureInfo.InvariantCulture, $"{Place}:{line}");

    /// <summary>Key of a page that has none of its own.</summary>
    public string KeyOf(long line) => string.Create(CultureInfo.InvariantCulture, $"{Key}:{line}");
}
