namespace Dedup.Core.Verification;

/// <summary>What one body is to another, or a document to its cluster. The words of every output.</summary>
public enum Relation
{
    /// <summary>The only copy of its story, or, for a pair, nothing.</summary>
    Lone,

    /// <summary>The same normalised body.</summary>
    Exact,

    /// <summary>Resemblance at or above the threshold.</summary>
    Near,

    /// <summary>The shorter body stands in the longer and is a large part of it.</summary>
    Truncated,

    /// <summary>The shorter body stands in the longer and is a small part of it: linked, not a member.</summary>
    Excerpt,

    /// <summary>A page of several whole stories: a cluster of its own.</summary>
    Digest,

    /// <summary>Other words or another order, the same facts: too few shared shingles to be near, too many shared pairs of words to be another story.</summary>
    Rewritten,

    /// <summary>Near, with other numbers or names in a few of the same places: a correction or an update.</summary>
    Corrected,

    /// <summary>The whole story among paragraphs of others.</summary>
    Padded,

    /// <summary>One form letter with other names and numbers: not the same story however many words are shared.</summary>
    Robot,

    /// <summary>An analyst's word put it into its cluster, and no verified link with the representative does.</summary>
    Linked,
}

/// <summary>Words for relations.</summary>
public static class RelationWords
{
    private static readonly Relation[] All = Enum.GetValues<Relation>();

    /// <summary>The lower-case word, as every output and the store have it.</summary>
    public static string Word(this Relation relation) => relation switch
    {
        Relation.Lone => "lone",
        Relation.Exact => "exact",
        Relation.Near => "near",
        Relation.Truncated => "truncated",
        Relation.Excerpt => "excerpt",
        Relation.Digest => "digest",
        Relation.Rewritten => "rewritten",
        Relation.Corrected => "corrected",
        Relation.Padded => "padded",
        Relation.Robot => "robot",
        Relation.Linked => "linked",
        _ => throw new ArgumentOutOfRangeException(nameof(relation), relation, null),
    };

    /// <summary>The word for what a pair is: a pair that is nothing is no story's only copy.</summary>
    public static string PairWord(this Relation relation) => relation == Relation.Lone ? "nothing" : relation.Word();

    /// <summary>The relation that a word names.</summary>
    /// <exception cref="ArgumentOutOfRangeException">None has this word.</exception>
    public static Relation Parse(string word)
    {
        foreach (Relation relation in All)
        {
            if (relation.Word() == word) return relation;
        }
        throw new ArgumentOutOfRangeException(nameof(word), word, null);
    }

    /// <summary>Whether a pair of this relation is a link.</summary>
    public static bool Links(this Relation relation) => relation.JoinsStory() || relation == Relation.Excerpt;

    /// <summary>Whether a pair of this relation belongs to one story.</summary>
    public static bool JoinsStory(this Relation relation) =>
        relation.IsWhole() || relation is Relation.Truncated or Relation.Padded;

    /// <summary>Whether each body of such a pair is a version of the whole other.</summary>
    public static bool IsWhole(this Relation relation) =>
        relation is Relation.Exact or Relation.Near or Relation.Rewritten or Relation.Corrected;
}
