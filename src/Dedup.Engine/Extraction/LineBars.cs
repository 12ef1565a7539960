using System.Buffers;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Recognises rows of buttons and of sections: most of their words are of one small vocabulary.</summary>
internal static partial class LineBars
{
    /// <summary>So much of a row of buttons is words of buttons.</summary>
    private const double ShareShare = 0.7;

    private const double MenuShare = 0.6;

    private const uint Menu = 1;
    private const uint Share = 2;

    /// <summary>Joins words and counts as none.</summary>
    private const uint Joint = 4;

    private static readonly WordTable Vocabulary = new(
        [.. Phrases.MenuWords.Select(word => (word, Menu)), .. Phrases.ShareWords.Select(word => (word, Share)), .. "- and on to the via by this in".Split(' ').Select(word => (word, Joint))]);

    /// <summary>A share bar, a menu, or null; a line may look like both, and is a share bar then.</summary>
    public static LineReason? Recognise(LineFeatures line)
    {
        bool mayShare = line.Words <= 16 && !line.StemWords.IsEmpty;
        bool mayBeMenu = !line.EndsSentence || line.Separators >= 3;
        (int words, int menu, int share) = mayShare || mayBeMenu ? Count(line.StemWords) : default;
        if (mayShare && ((words >= 2 && (double)share / words >= ShareShare) || IsShareButton(line))) return LineReason.ShareBar;
        if (line.Words <= 6 && line.Opens(Opening.MenuItem) && Phrases.MenuItems.Contains(line.Stem)) return LineReason.Menu;
        return mayBeMenu && ((words >= 3 && (double)menu / words >= MenuShare) || IsRow(line)) ? LineReason.Menu : null;
    }

    private static bool IsShareButton(LineFeatures line) =>
        line.Words <= 8 && line.Opens(Opening.Share) && (ShareStartForm().IsMatch(line.Text) || Phrases.StartsWithAny(line.Stem, Phrases.ShareStarts));

    /// <summary>Many short items between separators, whatever they say.</summary>
    private static bool IsRow(LineFeatures line) =>
        line.Separators >= 2 && line.Words <= 6 * (line.Separators + 1) && !line.EndsSentence && !line.Text.AsSpan().ContainsAny('>', '»', '›');

    /// <summary>The words between blanks and separators, but for those that join them, and how many are of each vocabulary; nothing where those that are not make it neither bar.</summary>
    private static (int Words, int Menu, int Share) Count(ReadOnlySpan<char> text)
    {
        // No more words than blanks and other separators part.
        int most = text.Count(' ') + 1;
        for (ReadOnlySpan<char> rest = text; rest.IndexOfAny(OtherSeparators) is >= 0 and int at; rest = rest[(at + 1)..]) most++;
        int words = 0;
        int menu = 0;
        int share = 0;
        int start = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && !IsSeparator(text[i])) continue;
            ReadOnlySpan<char> word = text[start..i];
            start = i + 1;
            if (word.IsEmpty) continue;
            uint known = Vocabulary[word];
            if ((known & Joint) != 0) continue;
            words++;
            if ((known & Menu) != 0) menu++;
            if ((known & Share) != 0) share++;
            if (words - menu > (1 - MenuShare) * most && words - share > (1 - ShareShare) * most) return default;
        }
        return (words, menu, share);
    }

    private static readonly SearchValues<char> OtherSeparators =
        SearchValues.Create([.. Enumerable.Range(0, char.MaxValue + 1).Select(c => (char)c).Where(c => c != ' ' && IsSeparator(c))]);

    private static bool IsSeparator(char c) => c is ' ' or '|' or '/' or ',' or '•' or '·' or '&' || (c is < ' ' or > '~' && char.IsWhiteSpace(c));

    [GeneratedRegex(@"^\W*(share|teilen|partager|compartir|follow us|print this|email this|copy link|copy url|tweet this|post on|send to|pin it)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShareStartForm();
}
