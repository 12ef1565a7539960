namespace Dedup.Core.Text;

/// <summary>A growable list of token hashes that a worker reuses from text to text.</summary>
/// <remarks>The lowest bit of a token hash says whether the token holds a decimal digit; see <see cref="IsNumber"/>.</remarks>
public sealed class TokenList
{
    private ulong[] _items = new ulong[1024];
    private bool[] _names = new bool[1024];
    private ulong[] _facts = new ulong[1024];
    private int _factCount;

    /// <summary>Number of tokens.</summary>
    public int Count { get; private set; }

    /// <summary>
    /// Length of the normalised text in characters: white space and dashes count one a run, soft hyphens and zero-width
    /// characters nothing, so that typography does not change it.
    /// </summary>
    public int Characters { get; internal set; }

    /// <summary>The token hashes in text order; valid until the list changes.</summary>
    public ReadOnlySpan<ulong> Span => _items.AsSpan(0, Count);

    /// <summary>
    /// Whether each token is a name: it begins with a capital and neither a sentence nor a quotation begins with it. Valid
    /// until the list changes.
    /// </summary>
    public ReadOnlySpan<bool> Names => _names.AsSpan(0, Count);

    /// <summary>The tokens that are names or numbers, in text order; valid until the list changes.</summary>
    internal ReadOnlySpan<ulong> Facts => _facts.AsSpan(0, _factCount);

    /// <summary>The tokeniser's memory.</summary>
    internal TextBlocks Blocks { get; } = new();

    /// <summary>Empties the list and keeps its memory.</summary>
    public void Clear() => Count = Characters = _factCount = 0;

    /// <summary>Whether the token behind a hash holds a decimal digit.</summary>
    public static bool IsNumber(ulong token) => (token & 1) != 0;

    internal void Add(ulong token, bool isName)
    {
        if (Count == _items.Length) Grow(1);
        _names[Count] = isName;
        _items[Count++] = token;
        _facts[_factCount] = token;
        _factCount += isName | IsNumber(token) ? 1 : 0;
    }

    /// <summary>Makes room for some more tokens behind <see cref="NextToken"/> and its like; <see cref="Advance"/> takes what was written into the list.</summary>
    internal void Reserve(int tokens)
    {
        if (_items.Length - Count < tokens) Grow(tokens);
    }

    internal ref ulong NextToken => ref _items[Count];

    internal ref bool NextName => ref _names[Count];

    internal ref ulong NextFact => ref _facts[_factCount];

    /// <summary>Takes tokens and facts that were written in reserved room into the list.</summary>
    internal void Advance(int tokens, int facts)
    {
        Count += tokens;
        _factCount += facts;
    }

    private void Grow(int tokens)
    {
        int length = Math.Max(Count + tokens, _items.Length * 2);
        Array.Resize(ref _items, length);
        Array.Resize(ref _names, length);
        // Facts are no more than tokens; one place more is written than is kept.
        Array.Resize(ref _facts, length);
    }
}
