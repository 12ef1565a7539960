using Dedup.Core.Candidates;
using Dedup.Engine.Storage;
using Dedup.Engine.Storage.Sqlite;

namespace Dedup.Engine.Check;

/// <summary>The saved candidate index against one that is made of the stored sketches. Where none is saved, or the file is of another moment, it is not used, and nothing is wrong.</summary>
internal static class IndexChecks
{
    public static CheckedPart Run(VariantStore variants, DedupOptions options, Action<string, long>? progress)
    {
        var part = new PartCheck("the saved index against the stored sketches");
        if (options.Store is not SqliteStore || variants.Snapshot() is not IndexSnapshot snapshot) return part.Result;
        using IndexFile? file = IndexFile.Open(options.Store.Files, snapshot.Token);
        if (file is null) return part.Result;
        progress?.Invoke("the saved index", 0);
        try
        {
            var saved = new CandidateIndex(options.Sketch.Scheme, options.Candidates, file.Read);
            foreach (SketchedBody body in variants.Gone()) saved.Remove(body.Indexed.Id, body.Sketch);
            var made = new CandidateIndex(options.Sketch.Scheme, options.Candidates);
            foreach (SketchedBody[] bodies in variants.Sketches(counted: true).TakeWhile(body => body.Variant <= snapshot.Highest).Chunk(StoredIndex.Together))
            {
                made.Add([.. bodies.Select(body => body.Indexed)]);
                progress?.Invoke("the saved index", made.Count);
            }
            part.Cover(made.Count);
            if (!saved.HoldsSame(made)) part.AddFaults([$"{IndexFile.Of(options.Store.Files)}: is not the index of the stored sketches; delete it: it is made again"]);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or DatabaseException)
        {
            part.AddFaults([e is DatabaseException ? e.Message : $"{IndexFile.Of(options.Store.Files)}: {e.Message}"]);
        }
        return part.Result;
    }
}
