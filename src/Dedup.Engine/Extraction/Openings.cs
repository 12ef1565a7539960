namespace Dedup.Engine.Extraction;

/// <summary>Looks the first word of a line up for the rules that it leads to.</summary>
internal static class Openings
{
    /// <summary>So far a line without stem is read.</summary>
    private const int MaxStart = 60;

    private const int MaxWord = 40;

    private static readonly WordTable Rules = new(
    [
        .. Of(Opening.Subscription, Phrases.SubscriptionStarts.Keys),
        .. Of(Opening.LinkHeading, Phrases.LinkHeadings),
        .. Of(Opening.LinkHeading, Phrases.LinkHeadingStarts.Keys),
        .. Of(Opening.Notice, Phrases.NoticeHeadings),
        .. Of(Opening.Comment, Phrases.CommentLines),
        .. Of(Opening.Advertisement, Phrases.AdvertisementStarts.Keys),
        .. Of(Opening.Share, Phrases.ShareStarts.Keys),
        .. Of(Opening.MenuItem, Phrases.MenuItems),
        // The words that forms begin with.
        .. Of(Opening.Share, "share teilen partager compartir follow print email copy tweet post send pin".Split(' ')),
        .. Of(Opening.Credit, "additional reporting writing editing compiled translated edited written".Split(' ')),
        .. Of(Opening.Relative, "published updated posted last modified about over almost a an one two just yesterday today vor il hace".Split(' ')),
        .. Of(Opening.Counter, "one two three four five six seven eight nine ten reading read estimated lesezeit temps tiempo tempo view views hits reads like likes share shares vote votes rating k m people followers times aufrufe vues visitas min mins minute minutes".Split(' ')),
        .. Of(Opening.Crumb, "current location position you your home homepage index startseite accueil inicio portada".Split(' ')),
        .. Of(Opening.LinkWord, "read also see more related watch listen".Split(' ')),
        .. Of(Opening.PageWord, "previous next older newer page seite".Split(' ')),
        .. Of(Opening.CommentWord, "comment comments".Split(' ')),
        .. Of(Opening.Button, "add generate show hide view toggle explore open get this to something invalid please slide tap press listen loading play on now artikel offrir enviar lire zum vai al accéder jump hear your".Split(' ')),
    ]);

    /// <summary>The rules that a line may fall under.</summary>
    /// <param name="text">The line.</param>
    /// <param name="stemWords">The words of its stem (<see cref="LineStem.Words"/>).</param>
    public static Opening Of(ReadOnlySpan<char> text, ReadOnlySpan<char> stemWords)
    {
        ReadOnlySpan<char> word = LineStem.FirstWord(stemWords.IsEmpty ? text[..Math.Min(MaxStart, text.Length)] : stemWords);
        // Behind a sign that no stem begins with stands any word.
        if (word.IsEmpty) return Opening.AnyRule;
        var rules = (Opening)Rules[word];
        if (word.IndexOfAny('\'', '’') is >= 0 and int apostrophe)
        {
            Span<char> plain = stackalloc char[MaxWord];
            if (word.Length <= MaxWord && word.Contains('’'))
            {
                word.Replace(plain, '’', '\'');
                rules = (Opening)Rules[plain[..word.Length]];
            }
            // For a form the word ends at the apostrophe, or begins behind it.
            rules |= apostrophe == 0 ? Opening.AnyRule : (Opening)Rules[word[..apostrophe]] & Opening.AnyRule;
        }
        return stemWords.IsEmpty ? rules & Opening.AnyRule : rules;
    }

    private static IEnumerable<(string, uint)> Of(Opening rule, IEnumerable<string> phrases) =>
        phrases.Select(phrase => LineStem.FirstWord(phrase).ToString()).Where(word => word.Length > 0).Select(word => (word, (uint)rule));
}
