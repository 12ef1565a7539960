using Dedup.Core.Evaluation;
using Dedup.Core.Text;

namespace Dedup.Engine.Evaluation;

/// <summary>What was found for one page, as far as evaluation reads it.</summary>
/// <param name="Key">The document's key.</param>
/// <param name="Cluster">Its cluster.</param>
/// <param name="ExcerptOf">The cluster that it is an excerpt of, or null.</param>
/// <param name="Site">Found site.</param>
/// <param name="Title">Found title.</param>
/// <param name="Published">Found date, ISO 8601.</param>
/// <param name="Agency">Found agency.</param>
/// <param name="Body">Found body.</param>
public sealed record FoundDocument(
    string Key, string Cluster, string? ExcerptOf, string? Site, string? Title, string? Published, string? Agency, string Body);

/// <summary>Share of pages on which a field is right.</summary>
/// <param name="Field">The field.</param>
/// <param name="Right">Pages that show the field and on which it was found as shown; for the agency, pages without one and none found too.</param>
/// <param name="Scored">Pages scored.</param>
/// <param name="Invented">Pages that do not show the field and on which one was found.</param>
/// <param name="NotShown">Pages that do not show the field.</param>
public sealed record FieldScore(string Field, int Right, int Scored, int Invented, int NotShown)
{
    /// <summary>Right over scored; 1 where none is scored.</summary>
    public double Accuracy => Scored == 0 ? 1 : (double)Right / Scored;

    /// <summary>Invented over all pages scored for this field, shown or not.</summary>
    public double InventedShare => Scored + NotShown == 0 ? 0 : (double)Invented / Math.Max(Scored, NotShown);
}

/// <summary>Scores fields and bodies of documents against the truth.</summary>
public static class FieldScores
{
    /// <summary>One score a field: site, title, published and agency.</summary>
    public static IReadOnlyList<FieldScore> Score(IReadOnlyList<(Gold Truth, FoundDocument Found)> pages)
    {
        ArgumentNullException.ThrowIfNull(pages);
        (Gold, FoundDocument)[] creditless = [.. pages.Where(p => !p.Truth.Credit)];
        return
        [
            Score("site", pages, g => g.Site, f => f.Site, SameText),
            Score("title", pages, g => g.Title, f => f.Title, SameText),
            Score("published", pages, g => g.Published, f => f.Published, SameTime),
            Score("agency", creditless, g => g.Agency, f => f.Agency, SameText) is FieldScore agency
                ? agency with { Right = agency.Right + agency.NotShown - agency.Invented, Scored = creditless.Length }
                : throw new InvalidOperationException(),
        ];
    }

    /// <summary>Body word F1 of every page that has a true body, in the order given.</summary>
    public static IReadOnlyList<(string Key, double F1)> BodyWordF1(IReadOnlyList<(Gold Truth, FoundDocument Found)> pages) =>
        [.. pages.Where(p => p.Truth.Body is not null).Select(p => (p.Truth.Key, Measures.WordF1(p.Truth.Body!, p.Found.Body)))];

    /// <summary>Whether two values are the same words.</summary>
    public static bool SameText(string a, string b) =>
        a == b || (Tokenizer.Tokenize(TextRepair.Repair(a)) is { Length: > 0 } x && x.AsSpan().SequenceEqual(Tokenizer.Tokenize(b)));

    /// <summary>Whether two times agree as far as the coarser shows: a page may show minutes or days only.</summary>
    public static bool SameTime(string truth, string found)
    {
        string a = truth.Replace(' ', 'T');
        string b = found;
        if (b.EndsWith(":00", StringComparison.Ordinal) && b.Length == 19) b = b[..16];
        int shown = Math.Min(a.Length, b.Length);
        return shown >= 10 && a[..shown] == b[..shown];
    }

    private static FieldScore Score(
        string field, IReadOnlyList<(Gold Truth, FoundDocument Found)> pages,
        Func<Gold, string?> truth, Func<FoundDocument, string?> found, Func<string, string, bool> same)
    {
        int right = 0;
        int shown = 0;
        int invented = 0;
        foreach ((Gold gold, FoundDocument document) in pages)
        {
            string? want = truth(gold);
            string? got = found(document);
            if (want is not null)
            {
                shown++;
                if (got is not null && same(want, got)) right++;
            }
            else if (got is not null)
            {
                invented++;
            }
        }
        return new FieldScore(field, right, shown, invented, pages.Count - shown);
    }
}
