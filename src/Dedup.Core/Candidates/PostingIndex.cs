using System.Runtime.InteropServices;

namespace Dedup.Core.Candidates;

/// <summary>From a 64-bit key to the ids that were added under it: the shared body of all candidate indexes.</summary>
/// <remarks>Postings of one key are a chain through two flat arrays, so that no object is made for a posting.</remarks>
internal sealed class PostingIndex
{
    private readonly Dictionary<ulong, int> _heads = [];
    private int[] _ids = new int[1024];
    private int[] _next = new int[1024];
    private int _count;

    public void Add(ulong key, int id)
    {
        if (_count == _ids.Length)
        {
            Array.Resize(ref _ids, _count * 2);
            Array.Resize(ref _next, _count * 2);
        }
        ref int head = ref CollectionsMarshal.GetValueRefOrAddDefault(_heads, key, out bool exists);
        _ids[_count] = id;
        _next[_count] = exists ? head : -1;
        head = _count++;
    }

    /// <summary>Calls <paramref name="found"/> for each posting of the key.</summary>
    public void Visit(ulong key, Action<int> found)
    {
        if (!_heads.TryGetValue(key, out int at)) return;
        for (; at >= 0; at = _next[at]) found(_ids[at]);
    }
}
