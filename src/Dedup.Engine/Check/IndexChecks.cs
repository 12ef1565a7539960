using Dedup.Core.Candidates;
using Dedup.Engine.Storage;

namespace Dedup.Engine.Check;

/// <summary>The saved candidate index against the stored sketches. Where none is saved, or the file is of another moment, it is not used, and nothing is wrong.</summary>
internal static class IndexChecks
{
    public static CheckedPart Run(VariantStore variants, DedupOptions options, Action<string, long>? progress)
    {
        var part = new PartCheck("the saved index against the stored sketches");
        if (variants.Snapshot() is not IndexSnapshot snapshot) return part.Result;
        using IndexFile? file = IndexFile.Open(options.Database, snapshot.Token);
        if (file is null) return part.Result;
        try
        {
            var index = new CandidateIndex(options.Sketch.Scheme, options.Candidates, file.Read);
            foreach (SketchedBody body in variants.Gone()) index.Remove(body.Indexed.Id, body.Sketch);
            long done = 0;
            foreach (SketchedBody body in variants.Sketches(counted: true).TakeWhile(body => body.Variant <= snapshot.Highest))
            {
                part.Add(index.Agrees(body.Indexed) ? null : $"{IndexFile.Of(options.Database)}: variant {body.Variant} is not indexed as it is stored");
                if (++done % 4096 == 0) progress?.Invoke("the saved index", done);
            }
            if (index.Count != done) part.AddFaults([$"{IndexFile.Of(options.Database)}: holds {index.Count:N0} bodies; {done:N0} are stored"]);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or DatabaseException)
        {
            part.AddFaults([e is DatabaseException ? e.Message : $"{IndexFile.Of(options.Database)}: {e.Message}"]);
        }
        return part.Result;
    }
}
