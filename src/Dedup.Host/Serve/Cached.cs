namespace Dedup.Host.Serve;

/// <summary>A value and when it was made.</summary>
/// <param name="Value">The value.</param>
/// <param name="At">When.</param>
public sealed record Made<T>(T Value, DateTimeOffset At);

/// <summary>Something that is dear to work out: made in the background, one at a time, and shown as it was last made where making it takes long.</summary>
/// <remarks>Made again when it is asked for and older than <paramref name="least"/>, and than twenty times what making it took: so it takes a twentieth of a processor at most.</remarks>
/// <param name="clock">Tells the time.</param>
/// <param name="least">Least time between two makings.</param>
/// <param name="make">Makes it.</param>
internal sealed class Cached<T>(TimeProvider clock, TimeSpan least, Func<Task<T>> make)
{
    private const int Rest = 20;

    /// <summary>Who asks waits for what takes less, and sees all that is stored.</summary>
    private static readonly TimeSpan Quick = TimeSpan.FromSeconds(.2);

    private readonly Lock _gate = new();
    private Made<T>? _last;
    private TimeSpan _took;
    private Task<Made<T>>? _making;

    /// <summary>The value: as it was last made, or once it is made where that is quick or the first time.</summary>
    public Task<Made<T>> Get()
    {
        lock (_gate)
        {
            bool isFresh = _last is not null && clock.GetUtcNow() - _last.At < (least > Rest * _took ? least : Rest * _took);
            if (!isFresh && _making is null) Start();
            return _last is not null && (isFresh || _took > Quick) ? Task.FromResult(_last) : _making!;
        }
    }

    /// <summary>The value, or null where it takes longer than one would wait for a page.</summary>
    public async Task<Made<T>?> TryGet(TimeSpan longest, CancellationToken cancellation)
    {
        Task<Made<T>> making = Get();
        await Task.WhenAny(making, Task.Delay(longest, clock, cancellation));
        cancellation.ThrowIfCancellationRequested();
        return making.IsCompleted ? await making : null;
    }

    private void Start()
    {
        _making = Task.Run(Make);
        // Nobody may be waiting any more; who asks next begins anew.
        _ = _making.ContinueWith(failed => failed.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }

    private async Task<Made<T>> Make()
    {
        long began = clock.GetTimestamp();
        try
        {
            var made = new Made<T>(await make(), clock.GetUtcNow());
            lock (_gate)
            {
                _last = made;
                _took = clock.GetElapsedTime(began);
            }
            return made;
        }
        finally
        {
            lock (_gate) _making = null;
        }
    }
}
