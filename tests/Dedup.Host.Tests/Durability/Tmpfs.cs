using System.Diagnostics;

namespace Dedup.Host.Tests.Durability;

/// <summary>A small file system of its own, whose size and rights can be changed; where it cannot be mounted, the test is skipped.</summary>
internal sealed class Tmpfs : IDisposable
{
    /// <summary>Mounts one.</summary>
    /// <param name="folder">The folder to make and mount it on.</param>
    /// <param name="kilobytes">Its size.</param>
    public Tmpfs(string folder, int kilobytes)
    {
        Folder = Directory.CreateDirectory(folder).FullName;
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "needs root to mount a tmpfs");
        string? fault = Call("mount", "-t", "tmpfs", "-o", $"size={kilobytes}k", "none", Folder);
        Assert.SkipWhen(fault is not null, $"needs to mount a tmpfs: {fault}");
    }

    public string Folder { get; }

    public string File(string name) => Path.Combine(Folder, name);

    /// <summary>Changes its options, for example <c>size=20m</c> or <c>ro</c>.</summary>
    public void Remount(string options) => Assert.Null(Call("mount", "-o", "remount," + options, Folder));

    public void Dispose() => Call("umount", "-l", Folder);

    /// <returns>What went wrong, or null.</returns>
    private static string? Call(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            string error = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0 ? null : $"{program} exits {process.ExitCode}: {error}";
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            return e.Message;
        }
    }
}
