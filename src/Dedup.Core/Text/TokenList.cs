namespace Dedup.Core.Text;

/// <summary>A growable list of token hashes that a worker reuses from text to text.</summary>
/// <remarks>The lowest bit of a token hash says whether the token holds a decimal digit; see <see cref="IsNumber"/>.</remarks>
public sealed class TokenList
{
    private ulong[] _items = new ulong[1024];
    private bool[] _names = new bool[1024];

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

    /// <summary>Empties the list and keeps its memory.</summary>
    public void Clear() => Count = Characters = 0;

    /// <summary>Whether the token behind a hash holds a decimal digit.</summary>
    public static bool IsNumber(ulong token) => (token & 1) != 0;

    internal void Add(ulong token, bool isName)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
            Array.Resize(ref _names, Count * 2);
        }
        _names[Count] = isName;
        _items[Count++] = token;
    }
}
