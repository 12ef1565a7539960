namespace Dedup.Quality.Templates;

/// <summary>Shortens a paragraph to one clause the way editors do: at a sentence end, else at a comma, else with dots.</summary>
internal static class Gists
{
    private const int MinWords = 5;

    /// <summary>Without its final full stop; null for paragraphs too short to restate.</summary>
    public static string? Of(string paragraph, int maxWords)
    {
        int stop = paragraph.IndexOf(". ", StringComparison.Ordinal);
        string[] words = (stop < 0 ? paragraph.TrimEnd('.') : paragraph[..stop]).Split(' ');
        if (words.Length < MinWords)
        {
            return null;
        }

        if (words.Length <= maxWords)
        {
            return Join(words);
        }

        int cut = Array.FindLastIndex(words, maxWords - 1, w => w.EndsWith(',') || w.EndsWith(';'));
        return cut >= MinWords ? Join(words[..(cut + 1)]) : Join(words[..maxWords]) + "...";
    }

    /// <summary>A gist with a full stop, unless it already ends in dots.</summary>
    public static string Stopped(string gist) => gist.EndsWith("...", StringComparison.Ordinal) ? gist : gist + ".";

    private static string Join(string[] words)
    {
        string joined = string.Join(' ', words).TrimEnd(',', ';', '-', ' ');
        return joined.Count(c => c == '"') % 2 == 0 ? joined : joined.Replace("\"", "", StringComparison.Ordinal);
    }
}
