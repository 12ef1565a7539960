namespace Dedup.Fuzz.Running;

/// <summary>What has become of a target so far.</summary>
internal sealed class TargetResult(FuzzTarget target, long? quota)
{
    private readonly HashSet<string> _known = [];

    public FuzzTarget Target { get; } = target;

    /// <summary>Cases that it is to have; null: as many as there is time for.</summary>
    public long? Quota { get; } = quota;

    /// <summary>Cases that were begun.</summary>
    public long Begun { get; set; }

    /// <summary>Cases that were ended.</summary>
    public long Cases { get; set; }

    /// <summary>Time that they took together, the making of their input too.</summary>
    public TimeSpan Time { get; set; }

    /// <summary>Time of the slowest.</summary>
    public TimeSpan Slowest { get; set; }

    /// <summary>Its number.</summary>
    public long SlowestCase { get; set; }

    /// <summary>Cases that failed.</summary>
    public long Failures { get; set; }

    /// <summary>How far it is behind the others: cases for its weight.</summary>
    public double Progress => (double)Begun / Target.Weight;

    public bool IsDone => Begun >= (Quota ?? long.MaxValue);

    /// <summary>Whether a failure is not like those before.</summary>
    public bool IsNew(string kind)
    {
        const int MostKinds = 20;
        lock (_known) return _known.Count < MostKinds && _known.Add(kind);
    }
}
