using System.Diagnostics;

namespace Dedup.Fuzz.Running;

/// <summary>How a case ended.</summary>
/// <param name="Kind">What went wrong, the same for failures alike; null where nothing did.</param>
/// <param name="Detail">The whole of it.</param>
/// <param name="Time">How long it took.</param>
internal readonly record struct CaseEnd(string? Kind, string Detail, TimeSpan Time);

/// <summary>Runs single cases and holds them to their bounds.</summary>
internal static class CaseRunner
{
    /// <summary>Smaller inputs that are tried to make a failing one small.</summary>
    private const int MostReductions = 2_000;

    private static readonly TimeSpan MostReductionTime = TimeSpan.FromSeconds(20);

    public static CaseEnd Run(FuzzTarget target, object input)
    {
        CaseEnd end = RunOnce(target, input);
        // What is compiled first is slow once.
        return end is { Kind: null } && end.Time > target.MostTime && RunOnce(target, input) is { } again && again.Time > target.MostTime
            ? again with { Kind = "slow", Detail = $"took {again.Time.TotalSeconds:0.0} s, more than {target.MostTime.TotalSeconds:0.0} s" }
            : end;
    }

    /// <summary>The smallest input found by halving that fails in the same way.</summary>
    public static object Reduce(FuzzTarget target, object input, string kind)
    {
        long began = Stopwatch.GetTimestamp();
        int tried = 0;
        for (bool found = true; found;)
        {
            found = false;
            foreach (object smaller in target.Smaller(input))
            {
                if (++tried > MostReductions || Stopwatch.GetElapsedTime(began) > MostReductionTime) return input;
                if (Run(target, smaller).Kind != kind) continue;
                input = smaller;
                found = true;
                break;
            }
        }
        return input;
    }

    private static CaseEnd RunOnce(FuzzTarget target, object input)
    {
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        TimeSpan began = CpuTime.Now;
        try
        {
            target.Check(input);
        }
        catch (PropertyViolation e)
        {
            return new CaseEnd(e.Message.Split(':')[0], e.ToString(), CpuTime.Now - began);
        }
        catch (Exception e)
        {
            return new CaseEnd($"{e.GetType().Name} {Thrower(e)}", e.ToString(), CpuTime.Now - began);
        }
        TimeSpan time = CpuTime.Now - began;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return allocated > target.MostAllocated ? new CaseEnd("memory", $"allocated {allocated >> 20} MiB, more than {target.MostAllocated >> 20}", time) : new CaseEnd(null, string.Empty, time);
    }

    /// <summary>The first of our methods that the exception came through.</summary>
    private static string Thrower(Exception e) =>
        new StackTrace(e).GetFrames().Select(frame => frame.GetMethod()).FirstOrDefault(method => method?.DeclaringType?.Namespace?.StartsWith("Dedup", StringComparison.Ordinal) == true) is { } method
            ? $"{method.DeclaringType!.Name}.{method.Name}" : string.Empty;
}
