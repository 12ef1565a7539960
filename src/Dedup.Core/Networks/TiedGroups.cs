namespace Dedup.Core.Networks;

/// <summary>Finds groups of sites in a graph of ties; a site stands in one at most.</summary>
/// <remarks>
/// Joining what is tied would chain: two networks with one site, or one tie, between them would be one. A group here begins with the two
/// sites whose ties are most alike (of a hub's ties half lead elsewhere) and the sites that both are tied with; it loses
/// those tied with too few of it, gains those tied with enough, and what is left of it is checked once more: each site is tied with that share of
/// the others. Ties break by number of site, so that the order of what was given does not matter.
/// </remarks>
internal sealed class TiedGroups
{
    private readonly TieGraph _graph;
    private readonly NetworkRule _rule;
    private readonly ulong[] _free;

    /// <summary>Sites of the group so far.</summary>
    private readonly ulong[] _group;

    private TiedGroups(TieGraph graph, NetworkRule rule)
    {
        _graph = graph;
        _rule = rule;
        _free = new ulong[(graph.Sites.Length + 63) / 64];
        _group = new ulong[_free.Length];
        for (int site = 0; site < graph.Sites.Length; site++) TieGraph.Set(_free, site);
    }

    /// <summary>The groups of a graph, each by the graph's numbers, ascending.</summary>
    public static List<List<int>> Of(TieGraph graph, NetworkRule rule)
    {
        var groups = new List<List<int>>();
        if (graph.Sites.Length < rule.MinSites) return groups;
        var run = new TiedGroups(graph, rule);
        foreach ((int a, int b) in run.Seeds())
        {
            if (TieGraph.Has(run._free, a) && TieGraph.Has(run._free, b) && run.Gather(a, b) is List<int> group) groups.Add(group);
        }
        return groups;
    }

    /// <summary>All ties, those whose two sites have the most alike ties first, of these the ones with most in common.</summary>
    private IEnumerable<(int A, int B)> Seeds()
    {
        int[] degrees = [.. Enumerable.Range(0, _graph.Sites.Length).Select(site => TieGraph.Count(_graph.Row(site)))];
        return _graph.Ties
            .Select(tie => (tie.A, tie.B, Both: TieGraph.CountBoth(_graph.Row(tie.A), _graph.Row(tie.B)), Sum: degrees[tie.A] + degrees[tie.B]))
            .OrderByDescending(tie => (double)tie.Both / (tie.Sum - tie.Both)).ThenByDescending(tie => tie.Both).ThenBy(tie => tie.A).ThenBy(tie => tie.B)
            .Select(tie => (tie.A, tie.B));
    }

    private List<int>? Gather(int a, int b)
    {
        for (int i = 0; i < _group.Length; i++) _group[i] = _graph.Row(a)[i] & _graph.Row(b)[i] & _free[i];
        Prune();
        if (TieGraph.Count(_group) < _rule.MinSites) return null;
        Grow();
        Prune();
        List<int> members = TieGraph.Members(_group);
        if (members.Count < _rule.MinSites) return null;
        foreach (int site in members) TieGraph.Clear(_free, site);
        return members;
    }

    /// <summary>Takes out the site with the fewest ties as long as one has too few.</summary>
    private void Prune()
    {
        List<int> members = TieGraph.Members(_group);
        Dictionary<int, int> ties = members.ToDictionary(site => site, site => TieGraph.CountBoth(_graph.Row(site), _group) - 1);
        while (members.Count > 1)
        {
            int weakest = members.MinBy(site => (ties[site], -site));
            if (Enough(ties[weakest], members.Count - 1)) return;
            members.Remove(weakest);
            TieGraph.Clear(_group, weakest);
            foreach (int site in members)
            {
                if (TieGraph.Has(_graph.Row(weakest), site)) ties[site]--;
            }
        }
    }

    /// <summary>Takes in the site with the most ties as long as one has enough.</summary>
    private void Grow()
    {
        int size = TieGraph.Count(_group);
        Dictionary<int, int> ties = TieGraph.Members(_free).Where(site => !TieGraph.Has(_group, site))
            .Select(site => (site, count: TieGraph.CountBoth(_graph.Row(site), _group))).Where(s => s.count > 0).ToDictionary(s => s.site, s => s.count);
        while (ties.Count > 0)
        {
            int strongest = ties.Keys.MinBy(site => (-ties[site], site));
            if (!Enough(ties[strongest], size)) return;
            ties.Remove(strongest);
            TieGraph.Set(_group, strongest);
            size++;
            foreach (int site in ties.Keys.ToList())
            {
                if (TieGraph.Has(_graph.Row(strongest), site)) ties[site]++;
            }
        }
    }

    private bool Enough(int ties, int others) => ties >= _rule.MinTied * others;
}
