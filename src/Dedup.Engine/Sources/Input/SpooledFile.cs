namespace Dedup.Engine.Sources.Input;

/// <summary>Brings a stream that cannot be sought into a temporary file, for formats that are read from their end.</summary>
internal static class SpooledFile
{
    /// <summary>Largest copy: a disk must not be filled by a few compressed bytes.</summary>
    private const long MostBytes = 64L << 30;

    /// <summary>The copy, which is gone when it is closed.</summary>
    /// <exception cref="InvalidDataException">The stream is larger than is copied.</exception>
    public static FileStream Of(Stream stream)
    {
        FileStream file = new(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                file.Write(buffer, 0, read);
                if (file.Length > MostBytes)
                    throw new InvalidDataException($"larger than {MostBytes} bytes, which is the most that is copied to read Parquet from a pipe or a compressed file; decompress it to a file");
            }
            file.Position = 0;
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
