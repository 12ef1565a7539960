using System.Globalization;
using System.Text;
using Dedup.Engine.Search;

namespace Dedup.Distributed.Search;

/// <summary>The engine's tokens as PostgreSQL's full-text search takes them (PostgreSQL's manual, 8.11): its own parsers and dictionaries, made for languages that they know, see none of them.</summary>
internal static class Lexemes
{
    /// <summary>Longest of a lexeme in characters: PostgreSQL takes less than 2 KiB.</summary>
    private const int MaxLength = 500;

    /// <summary>Most characters of all: PostgreSQL takes a megabyte with the places. What is beyond is not found.</summary>
    private const int MaxText = 200_000;

    /// <summary>Places that are told apart; later words are found, but stand nowhere, so no phrase is.</summary>
    private const int LastPlace = 16_383;

    /// <summary>A headline, the beginning of a body and a body as a tsvector's text: A, B and C, and no phrase from one into the other.</summary>
    public static string Vector(IndexedText text)
    {
        var vector = new StringBuilder();
        int place = 1;
        Add(vector, text.Title, 'A', ref place);
        Add(vector, text.Lead, 'B', ref place);
        Add(vector, text.Body, 'C', ref place);
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

    private static void Add(StringBuilder vector, List<string> tokens, char weight, ref int place)
    {
        foreach (string token in tokens)
        {
            if (vector.Length > MaxText) return;
            vector.Append('\'').Append(Folded(token)).Append("':").Append(Math.Min(place++, LastPlace)).Append(weight).Append(' ');
        }
        place++;
    }

    /// <summary>Without the marks of Latin letters, as the index of a SQLite file is: "Skårholm" is found by "skarholm". Marks of other scripts tell words apart.</summary>
    internal static string Folded(string token)
    {
        string cut = token.Length <= MaxLength ? token : token[..(char.IsHighSurrogate(token[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
        if (Ascii.IsValid(cut)) return cut;
        var folded = new StringBuilder(cut.Length);
        bool isLatin = false;
        foreach (char c in cut.Normalize(NormalizationForm.FormD))
        {
            bool isMark = CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
            if (isMark && isLatin) continue;
            if (!isMark) isLatin = char.IsAsciiLetter(c);
            folded.Append(c);
        }
        return folded.ToString().Normalize(NormalizationForm.FormC);
    }
}
