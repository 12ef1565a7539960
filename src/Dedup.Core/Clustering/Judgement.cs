namespace Dedup.Core.Clustering;

/// <summary>What an analyst has said of two variants.</summary>
/// <param name="A">One variant's id.</param>
/// <param name="B">The other variant's id.</param>
/// <param name="Same">Whether they are one story; else they are two.</param>
public sealed record Judgement(long A, long B, bool Same);
