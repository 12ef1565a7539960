using System.Runtime.InteropServices;
using Dedup.Core.Text;

namespace Dedup.Core.Sketches;

/// <summary>The distinct shingles of one body, ascending, with its tokens: what exact verification reads.</summary>
public sealed class ShingleSet
{
    private const int Repeated = -1;

    private readonly ulong[] _shingles;
    private readonly int[] _places;
    private readonly ulong[] _tokens;
    private readonly bool[] _names;

    /// <summary>Takes what a sketcher has read.</summary>
    /// <param name="tokens">Tokens in text order.</param>
    /// <param name="shingles">Their shingles, repeats included.</param>
    /// <param name="characters">Length of the normalised text in characters.</param>
    /// <param name="names">Whether each token is a name; empty: none is.</param>
    public ShingleSet(ReadOnlySpan<ulong> tokens, ReadOnlySpan<ulong> shingles, int characters, ReadOnlySpan<bool> names = default)
    {
        _names = names.ToArray();
        Characters = characters;
        _tokens = tokens.ToArray();
        ShingleWords = shingles.IsEmpty ? 0 : tokens.Length - shingles.Length + 1;
        ulong[] sorted = GC.AllocateUninitializedArray<ulong>(shingles.Length);
        int[] places = GC.AllocateUninitializedArray<int>(shingles.Length);
        if (HashOrder.Sort(shingles, ulong.MaxValue, sorted, places)) KeepDistinct(ref sorted, ref places);
        _shingles = sorted;
        _places = places;
    }

    private static void KeepDistinct(ref ulong[] sorted, ref int[] places)
    {
        int distinct = 0;
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i > 0 && sorted[i] == sorted[i - 1])
            {
                places[distinct - 1] = Repeated;
                continue;
            }
            sorted[distinct] = sorted[i];
            places[distinct++] = places[i];
        }
        Array.Resize(ref sorted, distinct);
        Array.Resize(ref places, distinct);
    }

    /// <summary>Number of distinct shingles.</summary>
    public int Count => _shingles.Length;

    /// <summary>Number of tokens.</summary>
    public int Words => _tokens.Length;

    /// <summary>Length of the normalised text in characters.</summary>
    public int Characters { get; }

    /// <summary>Tokens in text order.</summary>
    public ReadOnlySpan<ulong> Tokens => _tokens;

    /// <summary>Whether a token is a name (<see cref="TokenList.Names"/>).</summary>
    public bool IsName(int token) => token < _names.Length && _names[token];

    /// <summary>Distinct numbers, ascending; worked out when it is first asked for; two threads may both do so, and get the same.</summary>
    internal ulong[] Numbers => field ??= Distinct(i => TokenList.IsNumber(_tokens[i]));

    /// <summary>Distinct names, ascending; likewise.</summary>
    internal ulong[] Names => field ??= Distinct(IsName);

    /// <summary>Distinct shingles, ascending.</summary>
    public ReadOnlySpan<ulong> Shingles => _shingles;

    /// <summary>Tokens of a shingle; 0 where there is none.</summary>
    internal int ShingleWords { get; }

    /// <summary>
    /// Finds the shingles that stand once in this body and once in another.
    /// </summary>
    /// <param name="other">The other body.</param>
    /// <param name="places">Takes for each token of this body the token in the other where the same shingle begins, or −1.</param>
    internal void Align(ShingleSet other, Span<int> places)
    {
        places.Fill(-1);
        int i = 0;
        int j = 0;
        while (i < _shingles.Length && j < other._shingles.Length)
        {
            ulong x = _shingles[i];
            ulong y = other._shingles[j];
            if (x == y && _places[i] != Repeated && other._places[j] != Repeated) places[_places[i]] = other._places[j];
            i += x <= y ? 1 : 0;
            j += y <= x ? 1 : 0;
        }
    }

    private ulong[] Distinct(Func<int, bool> wanted)
    {
        var found = new List<ulong>();
        for (int i = 0; i < _tokens.Length; i++)
        {
            if (wanted(i)) found.Add(_tokens[i]);
        }
        Span<ulong> all = CollectionsMarshal.AsSpan(found);
        all.Sort();
        int distinct = 0;
        foreach (ulong value in all)
        {
            if (distinct == 0 || value != all[distinct - 1]) all[distinct++] = value;
        }
        return all[..distinct].ToArray();
    }

    /// <summary>Number of shingles that stand in both sets.</summary>
    public int CountShared(ShingleSet other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return SortedSets.CountShared(_shingles, other._shingles);
    }
}
