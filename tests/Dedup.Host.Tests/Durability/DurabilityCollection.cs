namespace Dedup.Host.Tests.Durability;

/// <summary>Tests whose moments are drawn over a measured time: one after another, with no other test beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class DurabilityCollection
{
    public const string Name = "Durability";
}
