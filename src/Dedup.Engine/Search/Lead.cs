using System.Text;

namespace Dedup.Engine.Search;

/// <summary>The beginning of a body: what the search index holds of it, and what a list shows.</summary>
internal static class Lead
{
    private const int Words = 60;

    /// <summary>What scripts without spaces have, and what bounds a word without end.</summary>
    private const int Characters = 480;

    /// <summary>The first words, in one line.</summary>
    public static string Of(string body)
    {
        var lead = new StringBuilder();
        int words = 0;
        bool between = false;
        foreach (char c in body)
        {
            if (lead.Length >= Characters) break;
            if (char.IsWhiteSpace(c))
            {
                between = lead.Length > 0;
                continue;
            }
            if (between && ++words == Words) break;
            if (between) lead.Append(' ');
            between = false;
            lead.Append(c);
        }
        // Half of a pair is no character.
        if (lead.Length > 0 && char.IsHighSurrogate(lead[^1])) lead.Length--;
        return lead.ToString();
    }
}
