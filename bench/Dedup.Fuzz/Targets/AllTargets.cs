using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Every target, in the order of the data's way through the program.</summary>
internal static class AllTargets
{
    public static IEnumerable<FuzzTarget> Make() =>
    [
        .. SourceTargets.Make(), .. ArchiveTargets.Make(), .. TableTargets.Make(), .. CharsetTargets.Make(),
        .. DateTargets.Make(), .. LineTargets.Make(), .. LengthTargets.Make(), .. PageTargets.Make(), .. MarkupTargets.Make(), .. ChromeTargets.Make(),
        .. TextTargets.Make(), .. SketchTargets.Make(), .. VerifierTargets.Make(), .. DiffTargets.Make(), .. ClusterTargets.Make(), .. CandidateTargets.Make(),
        .. StorageTargets.Make(), .. OptionTargets.Make(),
    ];
}
