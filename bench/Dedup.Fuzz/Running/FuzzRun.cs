using System.Diagnostics;
using System.Globalization;

namespace Dedup.Fuzz.Running;

/// <summary>Runs the cases of all targets on some threads, the target next that is farthest behind its share.</summary>
internal sealed class FuzzRun
{
    /// <summary>Cases that a thread takes at once; fewer of slow targets.</summary>
    private const int MostAtOnce = 500;

    private static readonly TimeSpan TimeAtOnce = TimeSpan.FromMilliseconds(50);

    /// <summary>A case that takes so long may never end.</summary>
    private static readonly TimeSpan Hung = TimeSpan.FromSeconds(60);

    private readonly Arguments _arguments;
    private readonly long _began = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();
    private readonly Running?[] _running;

    public FuzzRun(FuzzTarget[] targets, Arguments arguments)
    {
        _arguments = arguments;
        _running = new Running?[arguments.Workers];
        double weights = targets.Sum(target => target.Weight);
        Results = [.. targets.Select(target => new TargetResult(target, arguments.Cases is long cases ? (long)Math.Ceiling(cases * target.Weight / weights) : null))];
    }

    /// <summary>What has become of each target.</summary>
    public IReadOnlyList<TargetResult> Results { get; }

    private bool IsOver => _arguments.Seconds is double seconds && Stopwatch.GetElapsedTime(_began).TotalSeconds >= seconds;

    /// <summary>Runs to the end that was asked for.</summary>
    public void Work()
    {
        if (_arguments.Case is long one)
        {
            RunCase(Results[0], one);
            return;
        }
        using var ended = new ManualResetEventSlim();
        var watch = new Thread(() => Watch(ended)) { IsBackground = true };
        watch.Start();
        Thread[] workers = [.. Enumerable.Range(0, _arguments.Workers).Select(worker => new Thread(() => Work(worker)))];
        foreach (Thread worker in workers) worker.Start();
        foreach (Thread worker in workers) worker.Join();
        ended.Set();
        watch.Join();
    }

    private void Work(int worker)
    {
        while (TakeCases() is (TargetResult result, long first, int count))
        {
            for (long number = first; number < first + count && !IsOver; number++)
            {
                _running[worker] = new Running(result.Target.Name, number, Stopwatch.GetTimestamp());
                RunCase(result, number);
            }
            _running[worker] = null;
        }
    }

    private (TargetResult Result, long First, int Count)? TakeCases()
    {
        lock (_lock)
        {
            if (IsOver || Results.Where(result => !result.IsDone).MinBy(result => result.Progress) is not TargetResult next) return null;
            double perCase = next.Cases == 0 ? TimeAtOnce.TotalSeconds : next.Time.TotalSeconds / next.Cases;
            long count = (long)Math.Clamp(TimeAtOnce.TotalSeconds / Math.Max(perCase, 1e-9), 1, MostAtOnce);
            count = Math.Min(count, (next.Quota ?? long.MaxValue) - next.Begun);
            long first = next.Begun;
            next.Begun += count;
            return (next, first, (int)count);
        }
    }

    private void RunCase(TargetResult result, long number)
    {
        FuzzTarget target = result.Target;
        TimeSpan began = CpuTime.Now;
        object input = target.Make(FuzzRandom.Of(target.Name, _arguments.Seed, number));
        TimeSpan making = CpuTime.Now - began;
        CaseEnd end = CaseRunner.Run(target, input);
        lock (_lock)
        {
            result.Cases++;
            result.Time += making + end.Time;
            if (end.Time > result.Slowest) (result.Slowest, result.SlowestCase) = (end.Time, number);
            if (end.Kind is not null) result.Failures++;
        }
        if (end.Kind is null || !result.IsNew(end.Kind)) return;
        object smallest = CaseRunner.Reduce(target, input, end.Kind);
        CaseEnd shown = ReferenceEquals(smallest, input) ? end : CaseRunner.Run(target, smallest);
        string path = FailureFiles.Write(target, _arguments.Seed, number, smallest, shown.Kind is null ? end : shown);
        lock (_lock) Console.WriteLine($"FAILED {target.Name}: {end.Kind}: {end.Detail.Split('\n')[0]}\n  {FailureFiles.Repeat(target.Name, _arguments.Seed, number)}\n  input: {path}");
    }

    /// <summary>A line each second; ends the process where a case does not end.</summary>
    private void Watch(ManualResetEventSlim ended)
    {
        while (!ended.Wait(TimeSpan.FromSeconds(1)))
        {
            Running[] running = [.. _running.OfType<Running>()];
            FailureFiles.WriteRunning(running.Select(r => FailureFiles.Repeat(r.Target, _arguments.Seed, r.Number)));
            lock (_lock)
            {
                Console.Error.Write(string.Create(CultureInfo.InvariantCulture,
                    $"\r{Stopwatch.GetElapsedTime(_began).TotalSeconds:0} s, {Results.Sum(r => r.Cases):N0} cases, {Results.Sum(r => r.Failures)} failures, {string.Join(' ', running.Select(r => r.Target)),-60}"));
            }
            if (Array.Find(running, r => Stopwatch.GetElapsedTime(r.Began) > Hung) is not Running hung) continue;
            Console.WriteLine($"\nFAILED {hung.Target}: does not end\n  {FailureFiles.Repeat(hung.Target, _arguments.Seed, hung.Number)}");
            Environment.Exit(1);
        }
        Console.Error.WriteLine();
    }

    /// <summary>A case that a thread is at.</summary>
    private sealed record Running(string Target, long Number, long Began);
}
