using Dedup.Core.Verification;

namespace Dedup.Core.Clustering;

/// <summary>Takes clusters apart and joins them as an analyst has said, after all other rules have placed every variant.</summary>
/// <remarks>
/// Two variants that were told apart are never in one cluster: who is nearer to the representative stays, the other goes to the
/// next representative that it is linked with, or represents itself. Two that are one story bring their clusters with them: the
/// one with the most documents keeps its representative, and what joins it is what it is verified to be to that representative,
/// else linked. A word joins the clusters of the two that it names and nothing else. All is done in one order, by
/// resemblance, then rank, and a join that would bring together what was told apart is left out: the variant then comes without
/// its cluster. Where one body is said to be both (documents that say so came to carry it), apart wins. Everything is a function
/// of the sets of variants, links and judgements.
/// </remarks>
internal sealed class JudgedClusters
{
    private readonly StoryGraph _graph;
    private readonly IReadOnlySet<long> _composites;
    private readonly Func<long, long, double> _resemblance;
    private readonly IReadOnlyList<Placement> _placements;
    private readonly Dictionary<long, Placement> _unjudged;
    private readonly Dictionary<long, int> _rank;
    private readonly Dictionary<long, HashSet<long>> _apart = [];
    private readonly Dictionary<long, Group> _groups = [];

    private JudgedClusters(
        StoryGraph graph, IReadOnlyList<Placement> placements, IEnumerable<Standing> standings, IReadOnlySet<long> composites, Func<long, long, double> resemblance)
    {
        _graph = graph;
        _composites = composites;
        _resemblance = resemblance;
        _placements = placements;
        _unjudged = placements.ToDictionary(p => p.Variant);
        _rank = standings.Select((s, rank) => (s.Variant.Id, rank)).ToDictionary(s => s.Id, s => s.rank);
    }

    /// <summary>The placements as the judgements make them.</summary>
    /// <param name="graph">The component.</param>
    /// <param name="placements">Where the other rules have put its variants.</param>
    /// <param name="standings">Every variant, the first-ranked first.</param>
    /// <param name="composites">Variants that hold another story beside their own: they come last.</param>
    /// <param name="judgements">What was said, in any order.</param>
    /// <param name="resemblance">Of two variants that have no link.</param>
    public static IReadOnlyList<Placement> Apply(
        StoryGraph graph, IReadOnlyList<Placement> placements, IEnumerable<Standing> standings, IReadOnlySet<long> composites,
        IReadOnlyList<Judgement> judgements, Func<long, long, double> resemblance)
    {
        Judgement[] between = [.. judgements.Where(j => j.A != j.B)];
        return between.Length == 0 ? placements : new JudgedClusters(graph, placements, standings, composites, resemblance).Work(between);
    }

    private List<Placement> Work(Judgement[] judgements)
    {
        foreach (Judgement j in judgements.Where(j => !j.Same))
        {
            Apart(j.A).Add(j.B);
            Apart(j.B).Add(j.A);
        }
        foreach (long id in _placements.Where(p => p.Representative == p.Variant).Select(p => p.Variant)) _groups[id] = new Group(id, isRepresentative: true);
        long[] named = [.. judgements.SelectMany(j => new[] { j.A, j.B }).Distinct()];
        foreach (long id in named) _groups.TryAdd(id, new Group(id, isRepresentative: false));
        // By body hash: ids are others in another database.
        foreach (Judgement j in judgements.Where(j => j.Same).OrderBy(j => Hashes(j).Smaller).ThenBy(j => Hashes(j).Greater)) TryJoin(j.A, j.B);

        HashSet<long> tied = [.. named.Where(id => _groups[id].Members.Count > 1)];
        long[] open = [.. named.Where(id => _unjudged[id].Representative != id)];
        var placed = new HashSet<long>();
        foreach ((long variant, long representative) in open.SelectMany(id => Proposals(id, onlyOwn: tied.Contains(id)))
            .OrderBy(p => p.IsComposite).ThenByDescending(p => p.Resemblance).ThenBy(p => _rank[p.Variant]).ThenBy(p => _rank[p.Representative])
            .Select(p => (p.Variant, p.Representative)))
        {
            // Who is tied brings a cluster along, and stays with what it is tied to where that cannot be.
            if (!placed.Contains(variant) && TryJoin(variant, representative) && !tied.Contains(variant)) placed.Add(variant);
        }
        PlaceRest([.. open.Where(id => !tied.Contains(id) && !placed.Contains(id)).OrderBy(id => _rank[id])], tied);
        return Settle();
    }

    private HashSet<long> Apart(long id) => _apart.TryGetValue(id, out HashSet<long>? others) ? others : _apart[id] = [];

    private (UInt128 Smaller, UInt128 Greater) Hashes(Judgement j)
    {
        (UInt128 a, UInt128 b) = (_graph.Variant(j.A).BodyHash, _graph.Variant(j.B).BodyHash);
        return a < b ? (a, b) : (b, a);
    }

    private IEnumerable<(bool IsComposite, double Resemblance, long Variant, long Representative)> Proposals(long id, bool onlyOwn)
    {
        Placement own = _unjudged[id];
        bool IsStory(Placement p) => p.Relation is not (Relation.Digest or Relation.Excerpt);
        bool IsAlike(Placement p) => IsStory(own) ? IsStory(p) : p.Relation == own.Relation;
        return _graph.Of(id)
            .Where(n => n.Relation.JoinsStory() && _unjudged[n.Variant.Id] is var p && p.Representative == p.Variant
                && (p.Variant == own.Representative || (!onlyOwn && IsAlike(p))))
            .Select(n => (IsStory(own) && _composites.Contains(n.Variant.Id), n.Resemblance, id, n.Variant.Id));
    }

    /// <summary>Those that no cluster may have: the first-ranked represents, and others that are linked with it may join.</summary>
    private void PlaceRest(long[] rest, HashSet<long> tied)
    {
        List<long> own = [];
        foreach (Group group in tied.Select(id => _groups[id]).Distinct().Where(g => g.Stars.Count == 0))
        {
            group.Representative = group.Members.MinBy(id => _rank[id]);
            own.Add(group.Representative);
        }
        foreach (long id in rest)
        {
            bool joined = _graph.Of(id).Where(n => n.Relation.JoinsStory() && own.Contains(n.Variant.Id))
                .OrderByDescending(n => n.Resemblance).ThenBy(n => _rank[n.Variant.Id]).Any(n => TryJoin(n.Variant.Id, id));
            if (joined) continue;
            _groups[id].Representative = id;
            own.Add(id);
        }
    }

    /// <summary>Makes one group of two, unless that brings together what was told apart.</summary>
    private bool TryJoin(long a, long b)
    {
        (Group first, Group second) = (_groups[a], _groups[b]);
        if (first == second) return true;
        if (first.Members.Any(id => _apart.TryGetValue(id, out HashSet<long>? others) && others.Any(other => _groups[other] == second))) return false;
        foreach (long id in second.Members) _groups[id] = first;
        first.Members.AddRange(second.Members);
        first.Stars.AddRange(second.Stars);
        return true;
    }

    private Group GroupOf(Placement p) => _groups.TryGetValue(p.Variant, out Group? own) ? own : _groups[p.Representative];

    private List<Placement> Settle()
    {
        Dictionary<long, int> documents = _placements.Where(p => GroupOf(p) == _groups[p.Representative])
            .GroupBy(p => p.Representative).ToDictionary(g => g.Key, g => g.Sum(p => _graph.Variant(p.Variant).Documents));
        foreach (Group group in _groups.Values.Distinct().Where(g => g.Stars.Count > 0))
            group.Representative = group.Stars.OrderByDescending(id => documents[id]).ThenBy(id => _rank[id]).First();
        ILookup<long, Placement> members = _placements.ToLookup(p => GroupOf(p).Representative);
        return [.. _placements.Select(p => Place(p, GroupOf(p), members))];
    }

    private Placement Place(Placement before, Group group, ILookup<long, Placement> members)
    {
        Group? source = before.ExcerptOf is long s ? GroupOf(_unjudged[s]) : null;
        // In one cluster with its story it is a member like others; told apart from it, it is none of its excerpts.
        bool isMember = source == group
            || (source is not null && _apart.TryGetValue(before.Variant, out HashSet<long>? others) && others.Any(other => GroupOf(_unjudged[other]) == source));
        long? story = isMember ? null : source?.Representative;
        if (before.Variant == group.Representative)
        {
            Relation relation = before.Relation is Relation.Digest || (before.Relation == Relation.Excerpt && !isMember) ? before.Relation
                : _graph.Variant(before.Variant).Documents > 1 || members[before.Variant].Skip(1).Any() ? Relation.Exact : Relation.Lone;
            return new Placement(before.Variant, before.Variant, relation, 1, story);
        }
        if (before.Representative == group.Representative && !isMember) return before with { ExcerptOf = story };
        Neighbour? link = _graph.Between(before.Variant, group.Representative);
        return link is { } known && known.Relation.JoinsStory()
            ? new Placement(before.Variant, group.Representative, known.Relation, known.Resemblance, null)
            : new Placement(before.Variant, group.Representative, Relation.Linked, link?.Resemblance ?? _resemblance(before.Variant, group.Representative), null);
    }

    /// <summary>Variants that stand together whatever comes; others follow their representative.</summary>
    private sealed class Group
    {
        public Group(long id, bool isRepresentative)
        {
            Members = [id];
            Stars = isRepresentative ? [id] : [];
        }

        public List<long> Members { get; }

        /// <summary>Representatives among them.</summary>
        public List<long> Stars { get; }

        public long Representative { get; set; }
    }
}
