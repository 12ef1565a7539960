using System.Runtime.InteropServices;

namespace Dedup.Engine.Posts;

/// <summary>Syncs a folder to the disk: without that a file that was made or renamed in it may be missing after a loss of power, however well it was synced itself.</summary>
internal static class FolderSync
{
    /// <summary>Returns when the names in the folder are on the disk; Windows keeps them itself.</summary>
    /// <exception cref="IOException">The folder cannot be synced.</exception>
    public static void Flush(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        int file = Open(folder, 0);
        if (file < 0) throw new IOException($"{folder}: cannot be opened to be synced (errno {Marshal.GetLastPInvokeError()})");
        try
        {
            if (Sync(file) != 0) throw new IOException($"{folder}: cannot be synced (errno {Marshal.GetLastPInvokeError()})");
        }
        finally
        {
            _ = Close(file);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static extern int Sync(int file);

    [DllImport("libc", EntryPoint = "close")]
    private static extern int Close(int file);
}
