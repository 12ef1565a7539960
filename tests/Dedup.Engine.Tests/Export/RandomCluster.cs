using CsCheck;
using Dedup.Core.Clustering;
using Dedup.Core.Verification;
using Dedup.Engine.Export;

namespace Dedup.Engine.Tests.Export;

/// <summary>A document of a random cluster.</summary>
internal readonly record struct RandomDocument(int Variant, string? Site, string? Fetched, bool AgencySite);

/// <summary>A cluster of random documents and links, and of excerpts that a kept document of the story may hold.</summary>
/// <param name="Documents">The documents.</param>
/// <param name="Links">Near and truncated pairs of bodies, the smaller first.</param>
/// <param name="Held">Bodies that are excerpts of a kept document, by the site of that document.</param>
internal sealed record RandomCluster(RandomDocument[] Documents, HashSet<(int A, int B)> Links, HashSet<(int Variant, string? Site)> Held)
{
    public const long StoryDocument = 1_000_000;

    private const int Variants = 7;

    private static readonly Gen<string?> Sites = OneOf(null, "North Post", "NORTH post", "Šiaurė", "šiaurė", "South");

    private static readonly Gen<string?> Times = OneOf(null, "2025-01-01T00:00:00Z", "2025-02-01T00:00:00Z");

    public static Gen<RandomCluster> Any { get; } = Gen.Select(
        Gen.Select(Gen.Int[0, Variants - 1], Sites, Times, Gen.Int[0, 5],
            (variant, site, fetched, agency) => new RandomDocument(variant, site, fetched, agency == 0)).Array[1, 14],
        Gen.Select(Gen.Int[0, Variants - 1], Gen.Int[0, Variants - 1]).Array[0, 12],
        Gen.Select(Gen.Int[0, Variants - 1], Sites).Array[0, 4],
        (documents, links, held) => new RandomCluster(documents,
            [.. links.Where(pair => pair.Item1 != pair.Item2).Select(pair => (Math.Min(pair.Item1, pair.Item2), Math.Max(pair.Item1, pair.Item2)))],
            [.. held]));

    public bool AreLinked(int a, int b) => Links.Contains((Math.Min(a, b), Math.Max(a, b)));

    /// <summary>Decides on the documents, given in an order and with ids that the seed makes.</summary>
    public IReadOnlyDictionary<string, Decision> Decide(DecisionPolicy policy, bool withExcerpts, int seed = 0)
    {
        var random = new Random(seed);
        long[] ids = [.. Enumerable.Range(1, Documents.Length).Select(id => (long)id)];
        long[] bodies = [.. Enumerable.Range(100, Variants).Select(id => (long)id)];
        random.Shuffle(ids);
        random.Shuffle(bodies);
        Member[] members = [.. Documents.Select((d, i) => ToMember(d, i, ids[i], bodies[d.Variant]))];
        random.Shuffle(members);
        (int A, int B)[] links = [.. Links];
        random.Shuffle(links);

        IEnumerable<(long, Closeness)> CloseTo(long body) => links
            .Where(link => bodies[link.A] == body || bodies[link.B] == body)
            .Select(link => (bodies[link.A] == body ? bodies[link.B] : bodies[link.A], Between(link)));
        Removal? Story(Member member) => withExcerpts && IsHeld(Array.IndexOf(bodies, member.Variant), member.Site, policy)
            ? new Removal(StoryDocument, new Closeness(Relation.Excerpt, 0.3, 1, 0.3)) : null;
        IReadOnlyList<Decision> decisions = new DecisionRule(policy, CloseTo, Story).Decide(members);
        return decisions.ToDictionary(d => d.Member.Copy.Key);
    }

    /// <summary>Whether a kept document of the story holds the body, on the site where that matters.</summary>
    public bool IsHeld(int variant, string? site, DecisionPolicy policy) => Held.Any(held =>
        held.Variant == variant && (policy != DecisionPolicy.PerSite || AreOneSite(held.Site, site)));

    public static bool AreOneSite(string? a, string? b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    /// <summary>Every pair of bodies has measures of its own, so that a mistaken one is seen.</summary>
    public static Closeness Between((int A, int B) link) =>
        new((link.A + link.B) % 2 == 0 ? Relation.Near : Relation.Truncated, 0.5 + link.A / 100.0 + link.B / 1000.0, 0.7, 0.6);

    private static Gen<string?> OneOf(params string?[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Member ToMember(RandomDocument d, int index, long id, long body) => new(id, body, null, d.Site, new Copy(
        $"key {index}", (UInt128)(ulong)(d.Variant * 5 % Variants), 100 + d.Variant / 2, true, d.AgencySite ? "AP" : null, d.AgencySite, d.Fetched, null));
}
