using Dedup.Core.Text;

namespace Dedup.Engine.Extraction.Html;

/// <summary>How well a heading fits what the metadata claim.</summary>
internal static class HeadlineFit
{
    private const int KickerWords = 4;

    /// <summary>More than this, and the lost characters are the text.</summary>
    private const int MaxLost = 8;

    /// <summary>The best fit to a claim, from 0 to 1.</summary>
    public static double Best(ulong[] heading, HeadlineClaims claims)
    {
        double best = 0;
        foreach (HeadlineClaim claim in claims.All) best = Math.Max(best, Math.Max(Of(heading, claim.Words), Of(heading, claim.WholeWords)));
        return best;
    }

    /// <summary>The greatest share of words that a claim and the heading have in common.</summary>
    public static double MostShared(ulong[] heading, HeadlineClaims claims)
    {
        double best = 0;
        foreach (HeadlineClaim claim in claims.All) best = Math.Max(best, Math.Max(Shared(heading, claim.Words), Shared(heading, claim.WholeWords)));
        return best;
    }

    /// <summary>Share of the words that both have; 1 where both are the same set, 0 where one is empty.</summary>
    public static double Shared(ulong[] some, ulong[] others)
    {
        if (some.Length == 0 || others.Length == 0) return 0;
        HashSet<ulong> words = [.. some];
        HashSet<ulong> both = [.. others];
        int size = words.Count + both.Count;
        both.IntersectWith(words);
        return 2.0 * both.Count / size;
    }

    /// <summary>A heading that a claim holds whole fits well, and the better the more of it it is: the rest may be site, section or subtitle.</summary>
    private static double Of(ulong[] heading, ulong[] claim)
    {
        double shared = Shared(heading, claim);
        int at = heading.Length < claim.Length ? claim.AsSpan().IndexOf(heading) : -1;
        if (at < 0) return shared;
        // A word or two behind the headline are the site's name.
        if (heading.Length < 3) return at == 0 ? 0.7 : 0;
        // So may more of them be: a logo is a heading too.
        return Math.Max(shared, (at == 0 ? 0.9 : 0.8) + 0.1 * heading.Length / claim.Length);
    }

    /// <summary>The heading's text, as a claim has it where the heading is the same and worse.</summary>
    public static string Mend(string heading, HeadlineClaims claims)
    {
        foreach (HeadlineClaim claim in claims.All)
        {
            if (IsLossyCopy(heading, claim.Title) || HasKicker(heading, claim, claims)) return claim.Title;
        }
        return heading;
    }

    /// <summary>The claim stands at the heading's end, in front of it a word or two: the section, often without a space. Two claims must agree.</summary>
    private static bool HasKicker(string heading, HeadlineClaim claim, HeadlineClaims claims)
    {
        if (claim.Words.Length < KickerWords || !heading.EndsWith(claim.Title, StringComparison.OrdinalIgnoreCase)) return false;
        string kicker = heading[..^claim.Title.Length];
        int words = Tokenizer.Tokenize(kicker).Length;
        return words is > 0 and <= KickerWords && words < claim.Words.Length && claims.All.Count(other => other.Words.AsSpan().SequenceEqual(claim.Words)) >= 2;
    }

    /// <summary>Whether the texts are the same but for question marks in place of characters that an encoding lost.</summary>
    private static bool IsLossyCopy(string heading, string claim)
    {
        if (!heading.Contains('\uFFFD', StringComparison.Ordinal) && heading.AsSpan().Count('?') <= claim.AsSpan().Count('?')) return false;
        string[] parts = heading.Split(['?', '\uFFFD']);
        if (parts.Length - 1 > MaxLost || !claim.StartsWith(parts[0], StringComparison.OrdinalIgnoreCase)) return false;
        int at = parts[0].Length;
        for (int i = 1; i < parts.Length; i++)
        {
            // A character that is lost may take the one beside it along.
            int next = parts[i].Length == 0 && i == parts.Length - 1 ? claim.Length - at : claim.AsSpan(at).IndexOf(parts[i], StringComparison.OrdinalIgnoreCase);
            if (next is < 1 or > 3) return false;
            at += next + parts[i].Length;
        }
        return at == claim.Length;
    }
}
