using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Dedup.Engine.Extraction.Chrome;

/// <summary>Pages that may share a template: those of one site, or those that share a short line, each within one calendar year of fetching.</summary>
/// <param name="Kind"><see cref="Site"/> or <see cref="Frame"/>.</param>
/// <param name="Name">The site's name in lower case, or the folded line.</param>
/// <param name="Period">Year in which the pages were fetched; empty where unknown. A template ages by it: what was learned from one year's pages says nothing about another's.</param>
internal sealed record PageGroup(string Kind, string Name, string Period)
{
    public const string Site = "site";
    public const string Frame = "frame";

    private const int YearDigits = 4;

    /// <summary>What the group is stored by.</summary>
    public long Id { get; } = unchecked((long)XxHash3.HashToUInt64(MemoryMarshal.AsBytes($"{Kind}\n{Name}\n{Period}".AsSpan())));

    /// <summary>As a person would say it.</summary>
    public string Words => (Kind == Site ? $"site '{Name}'" : $"pages with '{Name}'") + (Period.Length > 0 ? $" of {Period}" : "");

    /// <summary>The groups of a page.</summary>
    /// <param name="site">The site's name, if known.</param>
    /// <param name="frames">The short lines of the page.</param>
    /// <param name="fetched">ISO 8601, or null.</param>
    public static IReadOnlyList<PageGroup> Of(string? site, FrameChoice frames, string? fetched)
    {
        string period = fetched is { Length: >= YearDigits } ? fetched[..YearDigits] : string.Empty;
        var groups = new List<PageGroup>(3);
        if (!string.IsNullOrWhiteSpace(site)) groups.Add(new PageGroup(Site, site.Trim().ToLowerInvariant(), period));
        foreach (string line in frames.Chosen()) groups.Add(new PageGroup(Frame, LineFold.Text(line), period));
        return groups;
    }
}

/// <summary>
/// Chooses some of a page's short lines by the smallest values of as many hash functions (min-wise, Broder 1997): pages of one
/// template share most of their short lines (View, Related, Most Read), and so choose the same ones as a rule, whatever site
/// they name.
/// </summary>
internal sealed class FrameChoice
{
    private const int MaxWords = 3;

    private static readonly System.Buffers.SearchValues<char> Quotes = System.Buffers.SearchValues.Create("\"“”„«»");

    private static readonly ulong[] Odd = [0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9];

    private readonly (ulong Smallest, ulong Key, string? Line)[] _chosen = [(ulong.MaxValue, 0, null), (ulong.MaxValue, 0, null), (ulong.MaxValue, 0, null)];

    /// <summary>Takes a line into account.</summary>
    public void Offer(ulong key, int words, string line)
    {
        // A short sentence is the story's, and its pages would be a group of one story.
        if (words > MaxWords || LineFeatures.EndsWithTerminal(line) || line.AsSpan().ContainsAny(Quotes)) return;
        for (int i = 0; i < Odd.Length; i++)
        {
            ulong mixed = Mix(key, Odd[i]);
            if (mixed < _chosen[i].Smallest) _chosen[i] = (mixed, key, line);
        }
    }

    /// <summary>The lines, each once.</summary>
    public IEnumerable<string> Chosen()
    {
        for (int i = 0; i < _chosen.Length; i++)
        {
            // Where any line was offered, each function has chosen one.
            if (_chosen[i].Line is string line && !IsChosenBefore(i)) yield return line;
        }
    }

    private bool IsChosenBefore(int i)
    {
        for (int before = 0; before < i; before++)
        {
            if (_chosen[before].Key == _chosen[i].Key) return true;
        }
        return false;
    }

    /// <summary>The finaliser of MurmurHash3 over the key times an odd number.</summary>
    private static ulong Mix(ulong key, ulong odd)
    {
        key *= odd;
        key = (key ^ (key >> 33)) * 0xFF51AFD7ED558CCD;
        key = (key ^ (key >> 33)) * 0xC4CEB9FE1A85EC53;
        return key ^ (key >> 33);
    }
}
