using Dedup.Engine;
using Dedup.Engine.Explain;
using Dedup.Engine.Queries;

namespace Dedup.Host.Web.Documents;

/// <summary>A document with all that its page shows.</summary>
/// <param name="Document">Its fields.</param>
/// <param name="Body">Its body.</param>
/// <param name="Representative">Key of its cluster's representative.</param>
/// <param name="Explanation">Every decision about it.</param>
/// <param name="Judgements">What analysts have said of it.</param>
public sealed record DocumentModel(DocumentRow Document, string Body, string Representative, Explanation Explanation, IReadOnlyList<JudgementRow> Judgements)
{
    /// <summary>Reads a document; null for an unknown key, or one that waits for its cluster.</summary>
    /// <param name="reader">The database.</param>
    /// <param name="options">Its settings.</param>
    /// <param name="live">What the writer keeps.</param>
    /// <param name="key">The key.</param>
    public static DocumentModel? Read(Reader reader, DedupOptions options, LiveIndex? live, string key)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return reader.Document(key) is DocumentRow document && new Explainer(reader, options, live).Document(key) is Explanation explanation
            ? new DocumentModel(document, reader.Body(key)!, reader.Cluster(document.Cluster)!.Representative, explanation, JudgementRow.OfDocument(reader, key))
            : null;
    }
}
