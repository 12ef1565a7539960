namespace Dedup.Engine.Jobs;

/// <summary>What came of jobs, as JSON by number: files of this machine, or rows that several hosts see.</summary>
public interface IJobRecords
{
    /// <summary>Writes a record.</summary>
    void Write(long number, byte[] record);

    /// <summary>A record, or null.</summary>
    byte[]? Read(long number);

    /// <summary>All numbers, in no order.</summary>
    IEnumerable<long> Numbers();

    /// <summary>Keeps the last alone.</summary>
    void Forget(int kept);
}
