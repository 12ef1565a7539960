using System.Runtime.Versioning;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>Runs the program as a user without rights; where that cannot be, the test is skipped.</summary>
[SupportedOSPlatform("linux")]
internal static class OtherUser
{
    private const UnixFileMode ReadAndEnter = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    /// <summary>Mode of what nobody may read who is not its owner or root.</summary>
    public const UnixFileMode Closed = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Mode of a folder in which all may write.</summary>
    public const UnixFileMode Open = ReadAndEnter | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;

    /// <summary>Makes all further processes run as that user, from a copy of the program that this user may read.</summary>
    public static void Become(Cli cli)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "needs root to become another user");
        Assert.SkipUnless(File.Exists("/usr/bin/setpriv"), "needs setpriv");
        File.SetUnixFileMode(cli.Folder, Open);
        string program = cli.File("program");
        foreach (string file in Directory.GetFiles(Path.GetDirectoryName(Checkout.Program)!))
        {
            string copy = Path.Combine(Directory.CreateDirectory(program).FullName, Path.GetFileName(file));
            File.Copy(file, copy);
            File.SetUnixFileMode(copy, ReadAndEnter);
        }
        File.SetUnixFileMode(program, ReadAndEnter);
        cli.Program = Path.Combine(program, Path.GetFileName(Checkout.Program));
        cli.Through = ["/usr/bin/setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];
        cli.Environment["HOME"] = cli.Folder;
        CliResult first = cli.Run("--help");
        Assert.SkipWhen(first.ExitCode != 0, $"another user cannot run .NET here: {first.Error}");
    }
}
