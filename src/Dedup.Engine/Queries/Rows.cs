using System.Text.Json.Serialization;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Queries;

/// <summary>A stored document, with every field of an export; null where unknown.</summary>
public sealed record DocumentRow
{
    /// <summary>The document's key.</summary>
    public required string Key { get; init; }

    /// <summary>Id of its cluster.</summary>
    public required long Cluster { get; init; }

    /// <summary>What it is to the representative: exact, near, truncated, excerpt, digest or lone.</summary>
    public required string Relation { get; init; }

    /// <summary>Resemblance to the representative, 0–1.</summary>
    public required double Resemblance { get; init; }

    /// <summary>Id of the cluster that it is an excerpt of.</summary>
    public long? ExcerptOf { get; init; }

    /// <summary>Whether it represents its cluster.</summary>
    public required bool Representative { get; init; }

    /// <summary>Whether it is the likely origin of its cluster.</summary>
    public required bool Origin { get; init; }

    /// <summary>Name of the site.</summary>
    public string? Site { get; init; }

    /// <summary>Section of the site.</summary>
    public string? Section { get; init; }

    /// <summary>Headline.</summary>
    public string? Title { get; init; }

    /// <summary>Claimed date, ISO 8601.</summary>
    public string? Published { get; init; }

    /// <summary>Credited agency.</summary>
    public string? Agency { get; init; }

    /// <summary>Place of the dateline.</summary>
    public string? Dateline { get; init; }

    /// <summary>Who wrote it.</summary>
    public string? Byline { get; init; }

    /// <summary>Words of the body.</summary>
    public required long Words { get; init; }

    /// <summary>Address of the page.</summary>
    public string? Url { get; init; }

    /// <summary>Address under which the page wants to be known.</summary>
    public string? Canonical { get; init; }

    /// <summary>Language, ISO 639-1.</summary>
    public string? Language { get; init; }

    /// <summary>How the body was found, where there is more than one way.</summary>
    public string? Method { get; init; }

    /// <summary>When a crawl first saw it, ISO 8601 in UTC.</summary>
    public string? Fetched { get; init; }

    /// <summary>Every date that the page claims, a JSON array; null where it claims none.</summary>
    [JsonConverter(typeof(StoredJson<DateClaim[]>))]
    public string? Claims { get; init; }
}

/// <summary>A cluster in a list.</summary>
public sealed record ClusterRow
{
    /// <summary>Its id.</summary>
    public required long Cluster { get; init; }

    /// <summary>Member documents.</summary>
    public required long Documents { get; init; }

    /// <summary>Distinct sites of the members; all pages whose site is unknown count as one.</summary>
    public required long Sites { get; init; }

    /// <summary>Documents that are excerpts of it.</summary>
    public required long Excerpts { get; init; }

    /// <summary>Whether it is a page of several stories.</summary>
    public required bool Digest { get; init; }

    /// <summary>Headline of the representative.</summary>
    public string? Title { get; init; }

    /// <summary>Agency that most members credit.</summary>
    public string? Agency { get; init; }

    /// <summary>Earliest claimed date.</summary>
    public string? FirstPublished { get; init; }

    /// <summary>Latest claimed date.</summary>
    public string? LastPublished { get; init; }

    /// <summary>Key of the representative.</summary>
    public required string Representative { get; init; }

    /// <summary>Key of the likely origin.</summary>
    public required string Origin { get; init; }

    /// <summary>Why that origin, a JSON array of grounds.</summary>
    [JsonConverter(typeof(StoredJson<string[]>))]
    public required string OriginReasons { get; init; }
}

/// <summary>A verified pair of bodies, each named by a document that carries it.</summary>
public sealed record LinkRow
{
    /// <summary>A document with the one body.</summary>
    public required string A { get; init; }

    /// <summary>A document with the other body.</summary>
    public required string B { get; init; }

    /// <summary>Cluster of A.</summary>
    public required long ClusterA { get; init; }

    /// <summary>Cluster of B.</summary>
    public required long ClusterB { get; init; }

    /// <summary>near, truncated or excerpt.</summary>
    public required string Relation { get; init; }

    /// <summary>Jaccard coefficient of the shingle sets, 0–1.</summary>
    public required double Resemblance { get; init; }

    /// <summary>Share of A's shingles that stand in B, 0–1.</summary>
    public required double ContainmentA { get; init; }

    /// <summary>Share of B's shingles that stand in A, 0–1.</summary>
    public required double ContainmentB { get; init; }

    /// <summary>Shingles that stand in both.</summary>
    public required long SharedShingles { get; init; }

    /// <summary>Differing fingerprint bits, 0–64.</summary>
    public required long HammingDistance { get; init; }

    /// <summary>Whether some site shows both bodies.</summary>
    public required bool SameSite { get; init; }

    /// <summary>Indexes that proposed the pair: bands, fingerprint, samples.</summary>
    public required string ProposedBy { get; init; }
}
