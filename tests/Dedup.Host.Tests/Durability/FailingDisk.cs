using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>One thing that goes wrong on the disk; the words are those of failing_disk.c.</summary>
/// <param name="Call">write, sync, truncate or create.</param>
/// <param name="Kind">eio, enospc, broken, short, kill or torn.</param>
/// <param name="At">Which call of that kind it hits, from 1.</param>
/// <param name="Calls">How many calls of a broken disk fail before it works again; null: all.</param>
internal sealed record DiskFault(string Call, string Kind, long At, long? Calls = null);

/// <summary>What the disk saw.</summary>
/// <param name="Writes">Writes to the database's files.</param>
/// <param name="Syncs">Syncs of them.</param>
/// <param name="Truncates">Changes of their length.</param>
/// <param name="Creates">Files that were made.</param>
/// <param name="Spoilt">Calls that were spoilt.</param>
/// <param name="Path">The file that the first of these was on.</param>
internal sealed record DiskLog(long Writes, long Syncs, long Truncates, long Creates, long Spoilt, string Path)
{
    public long Of(string call) => call switch { "write" => Writes, "sync" => Syncs, "truncate" => Truncates, _ => Creates };
}

/// <summary>The library that makes a disk fail under a program, compiled for this run of the tests.</summary>
internal sealed class FailingDisk : IDisposable
{
    private const int LogBytes = 528;

    private static readonly string Source = Path.Combine(Checkout.Root, "tests", "Dedup.Host.Tests", "Durability", "failing_disk.c");

    private readonly string _folder = Directory.CreateTempSubdirectory("dedup-disk-").FullName;

    private readonly Lock _starting = new();
    private int _logs;

    /// <summary>Compiles it; where that cannot be, the test is skipped.</summary>
    public FailingDisk()
    {
        try
        {
            Assert.SkipUnless(OperatingSystem.IsLinux(), "LD_PRELOAD is Linux's");
            Compile();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    private string Library => Path.Combine(_folder, "failing_disk.so");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Runs a command on a disk that fails, or, without a fault, on one that only counts.</summary>
    public (CliResult Result, DiskLog Log) Run(Cli cli, string prefix, DiskFault? fault, params string[] arguments)
    {
        using StartedProgram program = Start(cli, prefix, fault, out Func<DiskLog> log, arguments);
        program.Input.Close();
        return (program.Wait(), log());
    }

    /// <summary>Starts a command on a disk that fails.</summary>
    /// <param name="cli">Where it runs; its environment is as before afterwards.</param>
    /// <param name="prefix">What the paths of the files begin with.</param>
    /// <param name="fault">What goes wrong; null: nothing.</param>
    /// <param name="log">Tells what the disk has seen so far.</param>
    /// <param name="arguments">The command.</param>
    public StartedProgram Start(Cli cli, string prefix, DiskFault? fault, out Func<DiskLog> log, params string[] arguments)
    {
        string file = Path.Combine(_folder, $"log-{Interlocked.Increment(ref _logs)}");
        File.WriteAllBytes(file, new byte[LogBytes]);
        log = () => ReadLog(file);
        var variables = new Dictionary<string, string> { ["LD_PRELOAD"] = Library, ["DEDUP_DISK_PREFIX"] = Path.GetFullPath(prefix), ["DEDUP_DISK_LOG"] = file };
        if (fault is not null)
        {
            (variables["DEDUP_DISK_CALL"], variables["DEDUP_DISK_FAULT"], variables["DEDUP_DISK_AT"]) = (fault.Call, fault.Kind, $"{fault.At}");
            if (fault.Calls is long calls) variables["DEDUP_DISK_CALLS"] = $"{calls}";
        }
        // Two at a time would take each other's variables.
        lock (_starting)
        {
            foreach ((string name, string value) in variables) cli.Environment[name] = value;
            try
            {
                return cli.Start(arguments);
            }
            finally
            {
                foreach (string name in variables.Keys) cli.Environment.Remove(name);
            }
        }
    }

    private static DiskLog ReadLog(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        ReadOnlySpan<long> counts = MemoryMarshal.Cast<byte, long>(bytes.AsSpan(0, 5 * sizeof(long)));
        return new DiskLog(counts[0], counts[1], counts[2], counts[3], counts[4], Encoding.UTF8.GetString(bytes.AsSpan(5 * sizeof(long))).TrimEnd('\0'));
    }

    private void Compile()
    {
        try
        {
            using Process gcc = Process.Start(new ProcessStartInfo("gcc", ["-shared", "-fPIC", "-O1", "-Wall", "-Wextra", "-Werror", "-o", Library, Source, "-ldl"])
            {
                RedirectStandardError = true,
            })!;
            string error = gcc.StandardError.ReadToEnd();
            gcc.WaitForExit();
            Assert.True(gcc.ExitCode == 0, error);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Skip("needs gcc");
        }
    }
}
