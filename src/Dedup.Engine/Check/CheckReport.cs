namespace Dedup.Engine.Check;

/// <summary>One thing that was proved or found wanting.</summary>
/// <param name="Name">What was compared with what.</param>
/// <param name="Checked">How many rows.</param>
/// <param name="Faults">How many of them are wrong.</param>
/// <param name="Examples">The first faults, each naming its place.</param>
public sealed record CheckedPart(string Name, long Checked, long Faults, IReadOnlyList<string> Examples);

/// <summary>What a check of a database found.</summary>
/// <param name="Database">The file.</param>
/// <param name="Waiting">Documents that wait for their links or clusters; what they may change is not compared.</param>
/// <param name="Parts">What was checked.</param>
/// <param name="Seconds">Wall time.</param>
public sealed record CheckReport(string Database, long Waiting, IReadOnlyList<CheckedPart> Parts, double Seconds)
{
    /// <summary>Faults in all.</summary>
    public long Faults => Parts.Sum(part => part.Faults);
}

/// <summary>Counts what is checked and gathers the first faults.</summary>
internal sealed class PartCheck(string name)
{
    private const int Listed = 10;

    private readonly List<string> _examples = [];
    private long _checked;
    private long _faults;

    public CheckedPart Result => new(name, _checked, _faults, _examples);

    /// <summary>A row was looked at; a fault where the message is not null.</summary>
    public void Add(string? fault)
    {
        _checked++;
        if (fault is null) return;
        _faults++;
        if (_examples.Count < Listed) _examples.Add(fault);
    }

    /// <summary>Rows that could only be there if something is wrong.</summary>
    public void AddFaults(IEnumerable<string> faults)
    {
        foreach (string fault in faults)
        {
            Add(fault);
            _checked--;
        }
    }

    /// <summary>Rows among which faults are looked for by a query.</summary>
    public void Cover(long rows) => _checked += rows;
}
