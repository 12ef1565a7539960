using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Dedup.Fuzz.Running;

/// <summary>Time that this thread has worked: on a machine that others use too the clock tells of them.</summary>
internal static class CpuTime
{
    private const int ThreadCpuClock = 3;

    /// <summary>Time worked, where the system tells it; else time passed.</summary>
    public static TimeSpan Now =>
        OperatingSystem.IsLinux() && ReadClock(ThreadCpuClock, out Time time) == 0
            ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / 100)
            : Stopwatch.GetElapsedTime(0);

#pragma warning disable SYSLIB1054, CA2101 // Source-generated imports need unsafe code for this one call.
    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ReadClock(int clock, out Time time);
#pragma warning restore SYSLIB1054, CA2101

    [StructLayout(LayoutKind.Sequential)]
    private struct Time
    {
        public long Seconds;
        public long Nanoseconds;
    }
}
