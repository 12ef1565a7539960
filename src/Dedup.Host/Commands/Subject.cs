using System.Globalization;
using Dedup.Engine.Queries;

namespace Dedup.Host.Commands;

/// <summary>What an ID on the command line names: a cluster by its number, or a document by its key.</summary>
/// <param name="Cluster">The cluster, or its heir where it was merged; null where the ID names a document.</param>
/// <param name="Asked">The number that was asked for.</param>
/// <param name="Document">The document; of a cluster its representative.</param>
internal sealed record Subject(ClusterRow? Cluster, long Asked, DocumentRow Document)
{
    /// <summary>Finds it, or says on standard error that there is none and gives null.</summary>
    /// <param name="reader">The database.</param>
    /// <param name="id">As it was given.</param>
    /// <param name="asDocument">It is a key, though it looks like a number.</param>
    public static Subject? Find(Reader reader, string id, bool asDocument)
    {
        if (!asDocument && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            && reader.Cluster(number) is ClusterRow cluster)
        {
            // Its page has been edited by a run that has not come to its end.
            if (reader.Document(cluster.Representative) is DocumentRow representative) return new Subject(cluster, number, representative);
            Console.Error.WriteLine($"dedup: the representative of cluster {number}, '{cluster.Representative}', waits for its cluster: a run goes on, or was interrupted ('dedup ingest' again finishes it)");
            return null;
        }
        if (reader.Document(id) is DocumentRow document) return new Subject(null, 0, document);
        Console.Error.WriteLine($"dedup: no cluster or document '{id}'; 'dedup clusters' and 'dedup export documents' list them");
        return null;
    }
}
