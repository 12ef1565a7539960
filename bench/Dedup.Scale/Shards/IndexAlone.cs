using System.Globalization;
using Dedup.Core.Candidates;
using Dedup.Core.Sketches;
using Dedup.Engine.Storage;

namespace Dedup.Scale.Shards;

/// <summary>One index in memory that is given the same bodies in the same batches: shards find what it finds, or they are of no use.</summary>
internal sealed class IndexAlone
{
    private readonly CandidateIndex _index = new(Scheme.Default, new CandidateOptions());

    /// <summary>Bodies of which the candidates were compared.</summary>
    public long Bodies { get; private set; }

    /// <summary>Their candidates.</summary>
    public long Candidates { get; private set; }

    public void Add(IEnumerable<SketchedBody> bodies) => _index.Add([.. bodies.Select(body => body.Indexed)]);

    /// <summary>Compares what was found of bodies with what is found here: the bodies, how they are proposed, and what is told of them.</summary>
    /// <exception cref="InvalidOperationException">It is not the same.</exception>
    public void Compare(IReadOnlyList<SketchedBody> bodies, IReadOnlyList<IReadOnlyList<ProposedBody>> found)
    {
        if (found.Count != bodies.Count) throw new InvalidOperationException($"{found.Count} answers to {bodies.Count} questions");
        foreach ((IndexedBody body, IReadOnlyList<ProposedBody> proposed) in bodies.Select(body => body.Indexed).Zip(found))
        {
            ProposedBody[] alone = [.. _index.Find(body.Sketch, body.Rank, body.Id).Select(candidate => Proposed(candidate, _index.Of(candidate.Id)))];
            if (!proposed.SequenceEqual(alone))
                throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"body {body.Id}: the shards find {Text(proposed)}, one index {Text(alone)}"));
            Bodies++;
            Candidates += alone.Length;
        }
    }

    private static ProposedBody Proposed(Candidate candidate, (ulong Fingerprint, int Samples) of) => new(candidate, of.Fingerprint, of.Samples);

    private static string Text(IReadOnlyList<ProposedBody> bodies) =>
        bodies.Count == 0 ? "none" : string.Join(", ", bodies.Select(body => string.Create(CultureInfo.InvariantCulture, $"{body.Candidate.Id} by {body.Candidate.By}")));
}
