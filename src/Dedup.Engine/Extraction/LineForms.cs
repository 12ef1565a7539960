using System.Buffers;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Recognises chrome by the form of a single line, whatever its place.</summary>
/// <remarks>
/// Returns null where the form says nothing; the position then decides (<see cref="ArticleRegion"/>). Long running text is
/// let through early: its chrome is told by its first words alone.
/// </remarks>
internal static partial class LineForms
{
    private const int LongProseWords = 30;

    /// <summary>So much of a line is compared with the phrases that it may begin with, of which none is so long.</summary>
    internal const int MaxStart = 60;

    /// <summary>Longest counter and longest line to turn a page: their forms try every run of signs with every other.</summary>
    internal const int MaxShortForm = 200;

    // Each of these stands in every line that the form behind it matches: the search is vectorised, the forms are not.
    private static readonly Marks CopyrightMarks =
        new(["copyright", "©", "(c)", "ICP", "rights reserved", "may not be ", "版权", .. Phrases.Rights]);

    private static readonly Marks RightsMarks = new(["may not be published, broadcast", .. Phrases.Rights]);

    private static readonly Marks AuthorMarks = new("author", "writer", "posts", "autor", "auteur");

    private static readonly Marks AddressMarks = new("@", "http", "www");

    private static readonly Marks CreditMarks = new(" by ");

    private static readonly Marks ContributionMarks = new("contributed");

    /// <summary>What stands around a label.</summary>
    private const string LabelFrame = " -–—•*»>▶►【[#";

    // So large a share of lines holds a figure that the forms below look for what else each needs.
    private static readonly SearchValues<char> PaginationSigns = SearchValues.Create("/<");

    /// <summary>The sets that lines are searched for.</summary>
    public static IEnumerable<Marks> Sets => [CopyrightMarks, RightsMarks, AuthorMarks, AddressMarks, CreditMarks, ContributionMarks];

    public static LineReason? Recognise(LineFeatures line)
    {
        if (line.Text.Length == 0) return LineReason.Blank;
        if (line.Words == 0) return LineReason.Menu;
        if (IsCopyright(line)) return LineReason.Copyright;
        if (IsSubscription(line)) return LineReason.Subscription;
        if (Captions.IsCaption(line)) return LineReason.Caption;
        if (IsCredit(line)) return LineReason.Byline;
        if (SiteVoice.IsSure(line)) return LineReason.Subscription;
        if (line.Words > LongProseWords && line.Separators < 4) return null;
        if (line.Words <= 5 && line.Opens(Opening.Notice) && Phrases.NoticeHeadings.Contains(line.Stem)) return LineReason.Copyright;
        if (line.Text[0] is '→' or '➤' or '➡' && !line.EndsSentence) return LineReason.MoreLink;

        if (IsComment(line)) return LineReason.Comments;
        if (IsAdvertisement(line)) return LineReason.Advertisement;
        if (line.Opens(Opening.LinkHeading) && IsLinkHeading(line)) return LineReason.LinkHeading;
        if (IsLabelled(line, out LineReason labelled)) return labelled;
        LineReason? bar = LineBars.Recognise(line);
        if (bar == LineReason.ShareBar) return bar;
        if (line.Words <= 20 && (line.HasDigit || line.Words <= 8) && ClaimedDate.IsDateLine(line)) return LineReason.Date;
        if (bar is not null) return bar;
        if (line.Words <= 14 && Counters.IsCounter(line)) return LineReason.Counter;
        if (MayBePagination(line) && PaginationForm().IsMatch(line.Text)) return LineReason.Pagination;
        if (Byline.IsByline(line)) return LineReason.Byline;
        if (line.Words <= 16 && !line.EndsSentence && AuthorMarks.In(line) && AuthorBoxForm().IsMatch(line.Text)) return LineReason.AuthorBox;
        if (AddressMarks.In(line) && AddressForm().IsMatch(line.Text)) return LineReason.Menu;
        return null;
    }

    private static bool IsCopyright(LineFeatures line)
    {
        if (line.Text[0] == '©') return true;
        if (!CopyrightMarks.In(line)) return false;
        return CopyrightForm().IsMatch(line.Text) || (line.Words <= 80 && RightsMarks.In(line));
    }

    private static bool IsSubscription(LineFeatures line)
    {
        if (line.Words > 90) return false;
        if (line.Opens(Opening.Subscription) && StartsAsSubscription(line))
        {
            // "Tell us what happened," he said: running text may begin so; an ask is short or names what it asks for.
            return (line.Words <= 14 && !line.Text.AsSpan().ContainsAny('"', '”')) || Phrases.SubscriptionMarks.In(line)
                || Contains(line.Text, "newsletter") || Contains(line.Text, "subscri") || Contains(line.Text, "inbox");
        }
        return line.Words <= 12 && Phrases.SubscriptionMarks.In(line);
    }

    private static bool StartsAsSubscription(LineFeatures line)
    {
        // A long line has no stem.
        Span<char> lowered = stackalloc char[MaxStart];
        int length = line.StemWords.IsEmpty
            ? line.Text.AsSpan(0, Math.Min(lowered.Length, line.Text.Length)).ToLowerInvariant(lowered)
            : LineStem.Fold(line.StemWords, lowered);
        ReadOnlySpan<char> start = lowered[..length];
        return Phrases.StartsWithAny(start, Phrases.SubscriptionStarts);
    }

    private static bool IsCredit(LineFeatures line) =>
        line.Words <= 40
        && ((line.Opens(Opening.Credit) && CreditMarks.In(line)) || ContributionMarks.In(line))
        && CreditForm().IsMatch(line.Text);

    private static bool IsComment(LineFeatures line) =>
        (line.Words <= 25 && Phrases.CommentMarks.In(line))
        || (line.Words <= 3 && line.Opens(Opening.Comment) && Phrases.CommentLines.Contains(line.Stem))
        || (line.BeginsWith(CommentCountHeads) && (line.HasDigit || line.Opens(Opening.CommentWord)) && CommentCountForm().IsMatch(line.Text));

    private static bool IsLinkHeading(LineFeatures line) =>
        (line.Words <= 8 && Phrases.LinkHeadings.Contains(line.Stem))
        || (line.Words <= 7 && (!line.EndsSentence || line.Text[^1] == ':') && Phrases.StartsWithAny(line.Stem, Phrases.LinkHeadingStarts));

    private static bool IsAdvertisement(LineFeatures line)
    {
        if (line.Words > 12 || !line.Opens(Opening.Advertisement)) return false;
        foreach (string start in Phrases.AdvertisementStarts.GetValueOrDefault(LineStem.FirstWord(line.Stem).ToString()) ?? [])
        {
            if (!Phrases.StartsWithWords(line.Stem, start)) continue;
            // "Ad revenue fell 3 percent": a line that goes on with other words must be an instruction, not a headline.
            if (start.Length > 8 || line.Words <= 3 || Contains(line.Text, "below") || line.AllCaps) return true;
        }
        return false;
    }

    /// <summary>A phrase, a colon and more: links within the text, neighbouring articles, tags and fields.</summary>
    private static bool IsLabelled(LineFeatures line, out LineReason reason)
    {
        reason = default;
        ReadOnlySpan<char> head = line.Text.AsSpan(0, Math.Min(40, line.Text.Length));
        int colon = line.HasColon ? head.IndexOfAny(':', '\uFF1A', '|') : -1;
        if (colon < 0 && head.IndexOf(" - ") is > 0 and < 24 and int dash) colon = dash + 1;
        if (colon <= 0)
        {
            if (line.AllCaps || line.Words > 24) return false;
            if (!line.Opens(Opening.LinkWord) || !AllCapsLinkForm().IsMatch(line.Text)) return false;
            reason = LineReason.MoreLink;
            return true;
        }
        Span<char> lowered = stackalloc char[head.Length];
        ReadOnlySpan<char> label = lowered[..head[..colon].Trim(LabelFrame).ToLowerInvariant(lowered)];
        bool hasValue = line.Text.AsSpan(colon + 1).Trim().Length > 0;
        LineLabels known = LabelWords.Of(label);
        if (known.HasFlag(LineLabels.Pagination)) reason = LineReason.Pagination;
        else if (hasValue && known.HasFlag(LineLabels.MoreLink)) reason = LineReason.MoreLink;
        else if (known.HasFlag(LineLabels.Tags)) reason = LineReason.Tags;
        else if (PageLabels.IsLabelLine(line)) reason = LineReason.Label;
        else if (known.HasFlag(LineLabels.Share)) reason = LineReason.ShareBar;
        else if (hasValue && known.HasFlag(LineLabels.LinkHeading) && line.Words <= 24) reason = LineReason.MoreLink;
        else return false;
        return true;
    }

    /// <summary>A number and the word comments; page, previous and their like: no line that begins with another letter is looked at.</summary>
    private static readonly SearchValues<char> CommentCountHeads = SearchValues.Create("0123456789cC");

    private static readonly SearchValues<char> PaginationHeads = SearchValues.Create("pPsSnNoO");

    private static bool MayBePagination(LineFeatures line) =>
        line.Text.Length <= MaxShortForm && (line.HasArrow || line.Opens(Opening.PageWord)
            || (line.HasDigit && (line.BeginsWith(PaginationHeads) || line.Text.AsSpan().ContainsAny(PaginationSigns))));

    private static bool Contains(string text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\W*(copyright\b|\(c\)\s*(19|20)\d\d|©)|\b(copyright|©)\s*((©|\(c\))\s*)?(19|20)\d\d|^.{0,40}ICP\s*(备\s*)?\d+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CopyrightForm();

    [GeneratedRegex(@"^\W*((page|seite)\s*\d+(\s*(of|/|von)\s*\d+)?|\d+\s*/\s*\d+|[«‹<←]+\s*(previous|prev|older|zurück|précédent|anterior)?.{0,80}[^.]|(previous|next|older|newer)\s+(article|post|story|page|entry|entries|posts)\b.{0,100})\s*[»›>→]*$|^.{3,90}\s[»›→]$|^[»›]\s.{3,100}[^.!?]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PaginationForm();

    [GeneratedRegex(@"^\W*\d[\d.,]*\s*(comments?|kommentare?|commentaires?|comentarios?|comentários?|комментари\p{L}*|replies|responses|تعليق\p{L}*|件のコメント)\b.{0,25}$|^\W*comments?\s*[\(\[]?\d*[\)\]]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommentCountForm();

    /// <summary>READ MORE Headline …: a link word in capitals before words that are not.</summary>
    [GeneratedRegex(@"^\W*(READ MORE|Read [Mm]ore|READ ALSO|Read also|READ NEXT|Read next|ALSO READ|Also [Rr]ead|SEE ALSO|See also|MORE|RELATED|WATCH|WATCH NOW|LISTEN)\s+(?!THAN\b|than\b|about\b|on\b)\p{Lu}?[\p{L}'’“""\d]", RegexOptions.CultureInvariant)]
    private static partial Regex AllCapsLinkForm();

    [GeneratedRegex(@"^\W*(about the author|about (the )?writer|view all posts|more posts by|all posts by|author archive|see all posts|über den autor|sobre el autor|à propos de l['’]auteur)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AuthorBoxForm();

    /// <summary>(Reporting by Jane Doe; Editing by John Roe), Jane Doe contributed to this report.</summary>
    [GeneratedRegex(@"^\(?(additional )?(reporting|writing|editing|compiled|translated|edited|written)( and (writing|editing|reporting))? by \p{Lu}[^.]{2,160}[\).]?\)?$|^\p{Lu}.{3,120} contributed( reporting)?( to this (report|story|article))?\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CreditForm();

    /// <summary>An address and nothing else. Nothing is taken back: a line of nothing but @ would be cut in every way into four.</summary>
    [GeneratedRegex(@"^(?>\W*)(?:(?:https?://|www\.)(?>\S+)|[^\s@]+@(?>[^\s@]+)(?<=\.[^\s@]+))\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressForm();
}
