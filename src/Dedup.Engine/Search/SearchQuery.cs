using System.Buffers;
using System.Text;
using Dedup.Core.Text;

namespace Dedup.Engine.Search;

/// <summary>
/// What a person types, as the index is asked for it: words that must all occur, "phrases", -without, begin* and title:word. There is no wrong
/// query: what means nothing is a word, or nothing.
/// </summary>
/// <remarks>
/// Words go through the tokeniser that the index was made by, and only its tokens, letters and digits of whatever script between quotation marks of ours, reach SQLite:
/// no character of the query is syntax there.
/// </remarks>
public sealed class SearchQuery
{
    /// <summary>Longest query in characters; what is beyond is left.</summary>
    public const int MaxLength = 1_000;

    /// <summary>Most words and phrases; what is beyond is left.</summary>
    public const int MaxTerms = 32;

    private const string TitlePrefix = "title:";

    private static readonly SearchValues<char> WordEnds = SearchValues.Create(" \t\r\n\u00A0\u3000\"");

    private SearchQuery(IReadOnlyList<SearchTerm> terms) => Terms = terms;

    /// <summary>The words and phrases.</summary>
    internal IReadOnlyList<SearchTerm> Terms { get; }

    /// <summary>Whether nothing is asked for: what must not occur asks for nothing by itself.</summary>
    public bool IsEmpty => Terms.All(term => term.Without);

    /// <summary>The query as FTS5 understands it; null where nothing is asked for.</summary>
    internal string? Expression
    {
        get
        {
            if (IsEmpty) return null;
            string with = string.Join(" AND ", Terms.Where(term => !term.Without).Select(term => term.Expression));
            string without = string.Join(" OR ", Terms.Where(term => term.Without).Select(term => term.Expression));
            return without.Length == 0 ? with : $"({with}) NOT ({without})";
        }
    }

    /// <summary>Reads a query; never fails.</summary>
    public static SearchQuery Parse(string? text)
    {
        ReadOnlySpan<char> rest = text.AsSpan();
        if (rest.Length > MaxLength) rest = rest[..MaxLength];
        var terms = new List<SearchTerm>();
        while ((rest = rest.TrimStart()).Length > 0 && terms.Count < MaxTerms)
        {
            bool without = rest.Length > 1 && rest[0] == '-' && !char.IsWhiteSpace(rest[1]);
            if (without) rest = rest[1..];
            bool inTitle = rest.StartsWith(TitlePrefix, StringComparison.OrdinalIgnoreCase) && rest.Length > TitlePrefix.Length && !char.IsWhiteSpace(rest[TitlePrefix.Length]);
            if (inTitle) rest = rest[TitlePrefix.Length..];
            ReadOnlySpan<char> words = Take(ref rest, out bool quoted);
            List<string> tokens = TokenSpelling.Of(words);
            if (tokens.Count == 0) continue;
            // A single sign of a script that is indexed in pairs stands at the beginning of these.
            bool isPrefix = !quoted && (words[^1] == '*' || IsSingleSign(tokens));
            terms.Add(new SearchTerm(tokens, words.ToString(), isPrefix, without, inTitle));
        }
        return new SearchQuery(terms);
    }

    /// <summary>Cuts the next word or phrase off; a quotation mark that is not closed goes to the end.</summary>
    private static ReadOnlySpan<char> Take(ref ReadOnlySpan<char> rest, out bool quoted)
    {
        quoted = rest[0] is '"' or '“' or '”' or '„';
        ReadOnlySpan<char> taken = quoted ? rest[1..] : rest;
        int end = quoted ? taken.IndexOfAny("\"“”") : taken.IndexOfAny(WordEnds);
        rest = end < 0 ? [] : taken[(quoted ? end + 1 : end)..];
        return end < 0 ? taken : taken[..end];
    }

    private static bool IsSingleSign(List<string> tokens) =>
        tokens is [string only] && Rune.DecodeFromUtf16(only, out Rune sign, out int length) == OperationStatus.Done && length == only.Length && Tokenizer.IsUnspaced(sign);
}

/// <summary>A word or a phrase that is asked for.</summary>
/// <param name="Tokens">Its tokens, which stand one behind another.</param>
/// <param name="Words">As it was typed.</param>
/// <param name="IsPrefix">Whether the last token only begins so.</param>
/// <param name="Without">Whether it must not occur.</param>
/// <param name="InTitle">Whether only titles are looked at.</param>
internal sealed record SearchTerm(IReadOnlyList<string> Tokens, string Words, bool IsPrefix, bool Without, bool InTitle)
{
    /// <summary>As FTS5 understands it.</summary>
    public string Expression => (InTitle ? "title : " : string.Empty) + '"' + string.Join(' ', Tokens) + '"' + (IsPrefix ? " *" : string.Empty);
}
