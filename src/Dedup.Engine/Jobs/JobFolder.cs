using System.Globalization;

namespace Dedup.Engine.Jobs;

/// <summary>Records of jobs, a file each.</summary>
/// <param name="folder">Where they lie.</param>
public sealed class JobFolder(string folder) : IJobRecords
{
    /// <inheritdoc/>
    public void Write(long number, byte[] record)
    {
        Directory.CreateDirectory(folder);
        string path = PathOf(number);
        File.WriteAllBytes(path + ".partial", record);
        File.Move(path + ".partial", path, overwrite: true);
    }

    /// <inheritdoc/>
    public byte[]? Read(long number)
    {
        try
        {
            return File.ReadAllBytes(PathOf(number));
        }
        catch (IOException)
        {
            // There is none, or it is gone meanwhile.
            return null;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<long> Numbers() => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, "*.json").Select(NumberOf).Where(number => number > 0) : [];

    /// <inheritdoc/>
    public void Forget(int kept)
    {
        foreach (string old in Directory.GetFiles(folder, "*.json").OrderDescending(StringComparer.Ordinal).Skip(kept)) File.Delete(old);
    }

    private static long NumberOf(string path) =>
        long.TryParse(Path.GetFileNameWithoutExtension(path), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : 0;

    private string PathOf(long number) => Path.Combine(folder, number.ToString("D15", CultureInfo.InvariantCulture) + ".json");
}
