using System.Globalization;
using System.Text;
using Dedup.Engine.Search;

namespace Dedup.Distributed.Search;

/// <summary>The engine's tokens as PostgreSQL's full-text search takes them (PostgreSQL's manual, 8.11): its own parsers and dictionaries, made for languages that they know, see none of them.</summary>
internal static class Lexemes
{
    /// <summary>Most bytes of lexemes with their places: PostgreSQL takes a mebibyte in one vector. What is beyond is not found.</summary>
    private const int MaxBytes = 1_000_000;

    /// <summary>Most bytes that a lexeme's place takes, with what aligns and counts them.</summary>
    private const int PlaceBytes = 6;

    /// <summary>Places that PostgreSQL tells apart; all later words stand at the last.</summary>
    private const int LastPlace = 16_383;

    /// <summary>A headline, the beginning of a body and a body as a tsvector's text: A, B and C, and no phrase from one into the other.</summary>
    public static string Vector(IndexedText text)
    {
        var vector = new StringBuilder();
        int place = 1, bytes = 0;
        Add(vector, text.Title, 'A', ref place, ref bytes);
        Add(vector, text.Lead, 'B', ref place, ref bytes);
        Add(vector, text.Body, 'C', ref place, ref bytes);
        return vector.ToString();
    }

    /// <summary>A query as a tsquery's text; null where nothing is asked for.</summary>
    /// <param name="query">The query.</param>
    /// <param name="all">With what must not occur, or without: that weighs nothing.</param>
    public static string? Query(SearchQuery query, bool all = true)
    {
        if (query.IsEmpty) return null;
        return string.Join(" & ", query.Terms.Where(term => all || !term.Without).Select(term => (term.Without ? "!" : "") + $"({Term(term)})"));
    }

    private static string Term(SearchTerm term)
    {
        var words = new StringBuilder();
        for (int token = 0; token < term.Tokens.Count; token++)
        {
            if (token > 0) words.Append(" <-> ");
            words.Append('\'').Append(Folded(term.Tokens[token])).Append('\'');
            bool isPrefix = term.IsPrefix && token == term.Tokens.Count - 1;
            if (isPrefix || term.InTitle) words.Append(':').Append(isPrefix ? "*" : "").Append(term.InTitle ? "A" : "");
        }
        return words.ToString();
    }

    private static void Add(StringBuilder vector, List<string> tokens, char weight, ref int place, ref int bytes)
    {
        foreach (string token in tokens)
        {
            string lexeme = Folded(token);
            if ((bytes += Encoding.UTF8.GetByteCount(lexeme) + PlaceBytes) > MaxBytes) return;
            vector.Append('\'').Append(lexeme).Append("':").Append(Math.Min(place++, LastPlace)).Append(weight).Append(' ');
        }
        place++;
    }

    /// <summary>Without the marks of Latin letters, as the index of a SQLite file is: "Skårholm" is found by "skarholm". Marks of other scripts tell words apart.</summary>
    internal static string Folded(string token)
    {
        if (Ascii.IsValid(token)) return token;
        var folded = new StringBuilder(token.Length);
        bool isLatin = false;
        foreach (char c in token.Normalize(NormalizationForm.FormD))
        {
            bool isMark = CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
            if (isMark && isLatin) continue;
            if (!isMark) isLatin = char.IsAsciiLetter(c);
            folded.Append(c);
        }
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
