using System.Data.Common;
using System.Text.Json;
using Dapper;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Clustering;

/// <summary>
/// Cuts what waits for its clusters into parts that have nothing to do with one another, neither by links and an analyst's words
/// nor by a cluster that they once were: each is worked out for itself, so that memory is bounded by a part and not by a
/// crawl. A story is never cut, whatever its size.
/// </summary>
internal static class ComponentParts
{
    /// <summary>The parts of what is connected with the pending variants; while one is worked on, its ids stand in the temporary table <c>component</c>.</summary>
    /// <param name="connection">The writer's.</param>
    /// <param name="former">The cluster that each document was in, where its variant does not tell.</param>
    /// <param name="partVariants">Variants of a part, but for its last group, which may be larger.</param>
    public static IEnumerable<Component> Pending(DbConnection connection, IReadOnlyDictionary<long, long>? former, int partVariants)
    {
        Component.Reach(connection, Component.Pending);
        long[] variants = [.. Statement.Each(connection, "SELECT variant_id FROM component ORDER BY variant_id", row => row.Integer(0))];
        if (variants.Length <= partVariants)
        {
            yield return Component.Load(connection);
            yield break;
        }
        using Statement choose = Statement.Prepare(connection, "INSERT INTO component(variant_id) SELECT value FROM json_each(?1)");
        foreach (List<long> part in Parts(variants, Groups(connection, variants, former), partVariants))
        {
            connection.Execute("DELETE FROM component");
            choose.Execute(JsonSerializer.Serialize(part));
            yield return Component.Load(connection);
        }
    }

    /// <summary>The number of each variant's group: the place of its first one.</summary>
    private static int[] Groups(DbConnection connection, long[] variants, IReadOnlyDictionary<long, long>? former)
    {
        int[] parent = [.. Enumerable.Range(0, variants.Length)];
        // Both ends of a link and of a word are reached where one is.
        Join("SELECT l.a, l.b FROM component c CROSS JOIN links l ON l.a = c.variant_id");
        Join("SELECT a, b FROM judged WHERE same = 1 AND a < b AND a IN (SELECT variant_id FROM component)");
        var first = new Dictionary<long, int>();
        IEnumerable<(long Variant, long Cluster)> were = former is null
            ? Pairs("SELECT v.id, v.cluster_id FROM component c CROSS JOIN variants v ON v.id = c.variant_id WHERE v.cluster_id IS NOT NULL")
            : Pairs("SELECT d.id, d.variant_id FROM component c CROSS JOIN documents d ON d.variant_id = c.variant_id")
                .Where(row => former.ContainsKey(row.First)).Select(row => (row.Second, former[row.First]));
        foreach ((long variant, long cluster) in were)
        {
            int place = Array.BinarySearch(variants, variant);
            if (!first.TryAdd(cluster, place)) Unite(place, first[cluster]);
        }
        return [.. parent.Select((_, place) => Root(place))];

        IEnumerable<(long First, long Second)> Pairs(string sql) => Statement.Each(connection, sql, row => (row.Integer(0), row.Integer(1)));

        void Join(string pairs)
        {
            foreach ((long a, long b) in Pairs(pairs)) Unite(Array.BinarySearch(variants, a), Array.BinarySearch(variants, b));
        }

        int Root(int place)
        {
            while (parent[place] != place) place = parent[place] = parent[parent[place]];
            return place;
        }

        void Unite(int a, int b)
        {
            (a, b) = (Root(a), Root(b));
            parent[Math.Max(a, b)] = Math.Min(a, b);
        }
    }

    private static IEnumerable<List<long>> Parts(long[] variants, int[] groups, int partVariants)
    {
        int[] order = [.. Enumerable.Range(0, variants.Length)];
        // By group, and within one as before: both are ascending.
        Array.Sort((int[])groups.Clone(), order);
        var part = new List<long>();
        for (int i = 0; i < order.Length; i++)
        {
            if (part.Count >= partVariants && groups[order[i]] != groups[order[i - 1]])
            {
                yield return part;
                part.Clear();
            }
            part.Add(variants[order[i]]);
        }
        if (part.Count > 0) yield return part;
    }
}
