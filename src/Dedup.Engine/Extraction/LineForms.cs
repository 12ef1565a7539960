using System.Buffers;
using System.Collections.Frozen;
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

    /// <summary>Longest counter and longest line to turn a page: their forms try every run of signs with every other.</summary>
    private const int MaxShortForm = 200;

    // Each of these stands in every line that the form behind it matches: the search is vectorised, the forms are not.
    private static readonly Marks CopyrightMarks =
        new(["copyright", "©", "(c)", "ICP", "rights reserved", "may not be ", "版权", .. Phrases.Rights]);

    private static readonly Marks RightsMarks = new(["may not be published, broadcast", .. Phrases.Rights]);

    private static readonly Marks CaptionMarks = new(
        "file", "photo", "image", "picture", "video", "caption", "credit", "foto", "bild", "illustration", "getty", "shutterstock", "via reuters", "istock", "alamy", "epa-efe", "©", "图", "this video", "фото", "写真", "撮影", "摄影", "تصوير", "صورة", "imagen:", "imagem:", "crédit",
        "/ap", "|ap", "| ap", "/ ap", "/reuters", "/ reuters", "| reuters", "/afp", "/ afp", "| afp", "/dpa", "/ dpa", "| dpa", "/epa", "/ epa", "| epa", "/pa", "/ pa", "| pa");

    private static readonly Marks AuthorMarks = new("author", "writer", "posts", "autor", "auteur");

    private static readonly Marks AddressMarks = new("@", "http", "www");

    private static readonly FrozenSet<string> PaginationWords = FrozenSet.Create("previous", "next", "older", "newer", "page", "seite");

    private static readonly FrozenSet<string> LinkWords = FrozenSet.Create("read", "also", "see", "more", "related", "watch", "listen");

    private static readonly Marks CreditMarks = new("contributed", " by ");

    // So large a share of lines holds a figure that the forms below look for what else each needs.
    private static readonly SearchValues<char> PaginationSigns = SearchValues.Create("/<");

    private static readonly SearchValues<char> WordSeparators = SearchValues.Create(" |/,•·&");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsMenuWord = Phrases.MenuWords.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsShareWord = Phrases.ShareWords.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The sets that lines are searched for.</summary>
    public static IEnumerable<Marks> Sets => [CopyrightMarks, RightsMarks, CaptionMarks, AuthorMarks, AddressMarks, CreditMarks];

    public static LineReason? Recognise(LineFeatures line)
    {
        if (line.Text.Length == 0) return LineReason.Blank;
        if (line.Words == 0) return LineReason.Menu;
        if (IsCopyright(line)) return LineReason.Copyright;
        if (IsSubscription(line)) return LineReason.Subscription;
        if (IsCaption(line)) return LineReason.Caption;
        if (line.Words <= 40 && CreditMarks.In(line) && MayBeCredit(line) && CreditForm().IsMatch(line.Text)) return LineReason.Byline;
        if (SiteVoice.Certainty(line) == 2) return LineReason.Subscription;
        if (line.Words > LongProseWords && line.Separators < 4) return null;
        string stem = line.Stem;
        if (line.Words <= 5 && Phrases.NoticeHeadings.Contains(stem)) return LineReason.Copyright;
        if (line.Text[0] is '→' or '➤' or '➡' && !line.EndsSentence) return LineReason.MoreLink;

        if (IsComment(line, stem)) return LineReason.Comments;
        if (IsAdvertisement(line, stem)) return LineReason.Advertisement;
        if (line.Words <= 8 && Phrases.LinkHeadings.Contains(stem)) return LineReason.LinkHeading;
        if (!line.EndsSentence || line.Text[^1] == ':')
        {
            if (line.Words <= 7 && StartsWithAny(stem, Phrases.LinkHeadingStarts)) return LineReason.LinkHeading;
        }
        if (IsLabelled(line, out LineReason labelled)) return labelled;
        if (IsShareBar(line, stem)) return LineReason.ShareBar;
        if (line.Words <= 20 && (line.HasDigit || line.Words <= 8) && ClaimedDate.IsDateLine(line)) return LineReason.Date;
        if (IsMenu(line, stem)) return LineReason.Menu;
        if (line.Words <= 14 && IsCounter(line)) return LineReason.Counter;
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
        Span<char> lowered = stackalloc char[60];
        scoped ReadOnlySpan<char> start = line.Stem;
        if (start.IsEmpty) start = lowered[..line.Text.AsSpan(0, Math.Min(lowered.Length, line.Text.Length)).ToLowerInvariant(lowered)];
        if (StartsWithAny(start, Phrases.SubscriptionStarts))
        {
            // "Tell us what happened," he said: running text may begin so; an ask is short or names what it asks for.
            return (line.Words <= 14 && !line.Text.AsSpan().ContainsAny('"', '”')) || Phrases.SubscriptionMarks.In(line)
                || Contains(line.Text, "newsletter") || Contains(line.Text, "subscri") || Contains(line.Text, "inbox");
        }
        return line.Words <= 12 && Phrases.SubscriptionMarks.In(line);
    }

    private static bool IsComment(LineFeatures line, string stem) =>
        (line.Words <= 25 && Phrases.CommentMarks.In(line))
        || (line.Words <= 3 && Phrases.CommentLines.Contains(stem))
        || (BeginsWith(line, CommentCountHeads) && (line.HasDigit || line.FirstWord is "comment" or "comments") && CommentCountForm().IsMatch(line.Text));

    private static bool IsAdvertisement(LineFeatures line, string stem)
    {
        if (line.Words > 12) return false;
        foreach (string start in Phrases.AdvertisementStarts.GetValueOrDefault(line.FirstWord) ?? [])
        {
            if (!StartsWithWords(stem, start)) continue;
            // "Ad revenue fell 3 percent": a line that goes on with other words must be an instruction, not a headline.
            if (start.Length > 8 || line.Words <= 3 || Contains(line.Text, "below") || line.AllCaps) return true;
        }
        return false;
    }

    /// <summary>A phrase, a colon and more: links within the text, neighbouring articles, tags and fields.</summary>
    private static bool IsLabelled(LineFeatures line, out LineReason reason)
    {
        reason = default;
        int colon = line.Text.AsSpan(0, Math.Min(40, line.Text.Length)).IndexOfAny(':', '\uFF1A', '|');
        int dash = line.Text.IndexOf(" - ", StringComparison.Ordinal);
        if (colon < 0 && dash is > 0 and < 24) colon = dash + 1;
        if (colon <= 0)
        {
            if (line.AllCaps || line.Words > 24) return false;
            if (!LinkWords.Contains(line.FirstWord) || !AllCapsLinkForm().IsMatch(line.Text)) return false;
            reason = LineReason.MoreLink;
            return true;
        }
        string label = line.Text[..colon].Trim(' ', '-', '–', '—', '•', '*', '»', '>', '▶', '►', '【', '[', '#').ToLowerInvariant();
        bool hasValue = line.Text.AsSpan(colon + 1).Trim().Length > 0;
        if (Phrases.PaginationLabels.Contains(label)) reason = LineReason.Pagination;
        else if (hasValue && Phrases.MoreLinks.Contains(label)) reason = LineReason.MoreLink;
        else if (PageLabels.IsTags(label)) reason = LineReason.Tags;
        else if (PageLabels.IsLabelLine(line)) reason = LineReason.Label;
        else if (Phrases.ShareWords.Contains(label) || label is "share on" or "share this" or "follow us" or "follow us on") reason = LineReason.ShareBar;
        else if (hasValue && Phrases.LinkHeadings.Contains(label) && line.Words <= 24) reason = LineReason.MoreLink;
        else return false;
        return true;
    }

    private static bool IsShareBar(LineFeatures line, string stem)
    {
        if (line.Words > 16 || stem.Length == 0) return false;
        if (line.Words <= 8 && ((BeginsWith(line, ShareHeads) && ShareStartForm().IsMatch(line.Text)) || StartsWithAny(stem, Phrases.ShareStarts))) return true;
        return ShareOf(stem, IsShareWord, out int words) >= 0.7 && words >= 2;
    }

    private static bool IsMenu(LineFeatures line, string stem)
    {
        if (line.Words <= 6 && Phrases.MenuItems.Contains(stem)) return true;
        if (line.EndsSentence && line.Separators < 3) return false;
        double share = ShareOf(stem, IsMenuWord, out int words);
        if (words >= 3 && share >= 0.6) return true;
        // Many short items between separators, whatever they say.
        return line.Separators >= 2 && line.Words <= 6 * (line.Separators + 1) && !line.EndsSentence
            && !line.Text.Contains('>', StringComparison.Ordinal) && !line.Text.Contains('»', StringComparison.Ordinal)
            && !line.Text.Contains('›', StringComparison.Ordinal);
    }

    private static bool IsCaption(LineFeatures line)
    {
        if (line.Words > 70 || !CaptionMarks.In(line)) return false;
        return CaptionStartForm().IsMatch(line.Text) || CaptionEndForm().IsMatch(line.Text);
    }

    /// <summary>
    /// A number and the word comments; share, teilen and their like; page, previous and their like: no line that begins with
    /// another letter is looked at.
    /// </summary>
    private static readonly SearchValues<char> CommentCountHeads = SearchValues.Create("0123456789cC");

    private static readonly SearchValues<char> ShareHeads = SearchValues.Create("sStTpPcCfFeE");

    private static readonly SearchValues<char> PaginationHeads = SearchValues.Create("pPsSnNoO");

    private static readonly SearchValues<char> CreditHeads = SearchValues.Create("aArRwWeEcCtT");

    private static bool BeginsWith(LineFeatures line, SearchValues<char> heads) => line.Head >= 0x80 || heads.Contains(line.Head);

    private static bool MayBeCredit(LineFeatures line) => BeginsWith(line, CreditHeads) || Contains(line.Text, "contributed");

    private static bool IsCounter(LineFeatures line) =>
        line.Text.Length <= MaxShortForm && (line.HasDigit || Contains(line.Text, "min"))
        && (CounterForm().IsMatch(line.Text) || (line.Text.Contains('%', StringComparison.Ordinal) && ChangeForm().IsMatch(line.Text)));

    private static bool MayBePagination(LineFeatures line) =>
        line.Text.Length <= MaxShortForm && (line.HasArrow || PaginationWords.Contains(line.FirstWord)
            || (line.HasDigit && (BeginsWith(line, PaginationHeads) || line.Text.AsSpan().ContainsAny(PaginationSigns))));

    private static double ShareOf(ReadOnlySpan<char> stem, FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> vocabulary, out int words)
    {
        words = 0;
        int known = 0;
        foreach (Range range in stem.SplitAny(WordSeparators))
        {
            ReadOnlySpan<char> word = stem[range];
            if (word.IsEmpty || word is "-" or "and" or "on" or "to" or "the" or "via" or "by" or "this" or "in") continue;
            words++;
            if (vocabulary.Contains(word)) known++;
        }
        return words == 0 ? 0 : (double)known / words;
    }

    internal static bool StartsWithWords(ReadOnlySpan<char> stem, string start) =>
        stem.StartsWith(start, StringComparison.Ordinal)
        && (stem.Length == start.Length || !char.IsLetterOrDigit(stem[start.Length]));

    private static bool StartsWithAny(ReadOnlySpan<char> stem, FrozenDictionary<string, string[]> starts)
    {
        if (!starts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(Phrases.FirstWord(stem), out string[]? phrases)) return false;
        foreach (string start in phrases)
        {
            if (StartsWithWords(stem, start)) return true;
        }
        return false;
    }

    private static bool Contains(string text, string mark) => text.Contains(mark, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\W*(copyright\b|\(c\)\s*(19|20)\d\d|©)|\b(copyright|©)\s*((©|\(c\))\s*)?(19|20)\d\d|^.{0,40}ICP\s*(备\s*)?\d+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CopyrightForm();

    [GeneratedRegex(@"^\W*\d[\d,.]*\W*$|^\W*([\p{L} ]{1,20}!?\s*[\(\uFF08\[]\s*\d[\d.,]*\s*[kKmM]?\s*[\)\uFF09\]]|\d[\d.,]*\s*[kKmM]?\s*(views?|shares?|likes?|reads?|hits|votes?|people|followers|times|Aufrufe|vues|visitas|visualizaç\p{L}+|просмотр\p{L}*|مشاهد\p{L}+|min(ute)?s?( read)?|Min\.?( Lesezeit)?|次|阅读|浏览)\b.{0,20}|(\d+|one|two|three|four|five|six|seven|eight|nine|ten)[\s-]min(ute)?s?[\s-](read|lesezeit|de lecture|de lectura).{0,10}|(reading time|read time|estimated read|lesezeit|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|время чтения|مدة القراءة|وقت القراءة|阅读时间|読了時間)\W*\d+.{0,12}|(views?|hits|reads?|likes?|shares?|votes?|rating)\W*\d[\d.,]*[kKmM]?)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CounterForm();

    /// <summary>A price with its change: 102.5 +1.2 (+1.2%).</summary>
    [GeneratedRegex(@"\d\s?[+-]\d[\d.,]*\s?\([+-]?\d[\d.,]*\s?%\)", RegexOptions.CultureInvariant)]
    private static partial Regex ChangeForm();

    [GeneratedRegex(@"^\W*((page|seite)\s*\d+(\s*(of|/|von)\s*\d+)?|\d+\s*/\s*\d+|[«‹<←]+\s*(previous|prev|older|zurück|précédent|anterior)?.{0,80}[^.]|(previous|next|older|newer)\s+(article|post|story|page|entry|entries|posts)\b.{0,100})\s*[»›>→]*$|^.{3,90}\s[»›→]$|^[»›]\s.{3,100}[^.!?]$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex PaginationForm();

    [GeneratedRegex(@"^\W*\d[\d.,]*\s*(comments?|kommentare?|commentaires?|comentarios?|comentários?|комментари\p{L}*|replies|responses|تعليق\p{L}*|件のコメント)\b.{0,25}$|^\W*comments?\s*[\(\[]?\d*[\)\]]?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CommentCountForm();

    [GeneratedRegex(@"^\W*(share|teilen|partager|compartir|follow us|print this|email this|copy link|copy url|tweet this|post on|send to|pin it)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex ShareStartForm();

    /// <summary>READ MORE Headline …: a link word in capitals before words that are not.</summary>
    [GeneratedRegex(@"^\W*(READ MORE|Read [Mm]ore|READ ALSO|Read also|READ NEXT|Read next|ALSO READ|Also [Rr]ead|SEE ALSO|See also|MORE|RELATED|WATCH|WATCH NOW|LISTEN)\s+(?!THAN\b|than\b|about\b|on\b)\p{Lu}?[\p{L}'’“""\d]", RegexOptions.CultureInvariant)]
    private static partial Regex AllCapsLinkForm();

    [GeneratedRegex(@"^\W*(FILE\s*((PHOTO|IMAGE)\s*)?[-–—:]|file photo\b|photo\s*[:/]|photos?\s+(by|courtesy|credit)\b|image\s*(source|credit|caption|copyright|:)|picture\s*(:|credit)|video\s*:|media caption|credit\s*:|caption\s*:|foto\s*:|bild\s*:|photo credit|crédit photo|illustration\s*:|getty images\b|media caption|courtesy photo|show caption|hide caption|view image|this video|to play this|фото\s*[:/]|imagen\s*:|imagem\s*:|تصوير\s*[:/]|صورة\s*[:/]|الصورة\s*[:/]|\[?(图|图片|图为|资料图|摄影|写真|撮影)\s*[:\uFF1A/=])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CaptionStartForm();

    /// <summary>Read from the end, where it stands: from the beginning every sign would be tried with all that follow.</summary>
    [GeneratedRegex(@"([\(\[]\s*((AP|Reuters|AFP|EPA|dpa|PA)\s*)?(Photo|Image|Picture|File|Foto)\b[^\)\]]{0,60}[\)\]]|\((photo|image|picture|credit|file|foto|bild|фото|写真|撮影)\b[^)]{0,60}\)|\b(Getty Images|AP Photo|Shutterstock|via REUTERS|AFP/Getty|iStock|Alamy|picture alliance|EPA-EFE)\b[^.]{0,60}|[|.]\s*(Image|Photo|Picture|Credit|Foto|Bild|Photograph|Photographer|Crédit)s?\s*:[^.]{2,60}|\([^()]{0,40}\b([Pp]hoto|[Ii]mage|[Pp]icture)s?\)|[Cc]ourtesy photo|©\s?(Foto|Photo|Bild)?:?[^.]{2,40}|[/|]\s*(AP|Reuters|AFP|dpa|EPA|Getty|PA)( Photo| Images| Wire)?)\W*$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex CaptionEndForm();

    [GeneratedRegex(@"^\W*(about the author|about (the )?writer|view all posts|more posts by|all posts by|author archive|see all posts|über den autor|sobre el autor|à propos de l['’]auteur)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AuthorBoxForm();

    /// <summary>(Reporting by Jane Doe; Editing by John Roe), Jane Doe contributed to this report.</summary>
    [GeneratedRegex(@"^\(?(additional )?(reporting|writing|editing|compiled|translated|edited|written)( and (writing|editing|reporting))? by \p{Lu}[^.]{2,160}[\).]?\)?$|^\p{Lu}.{3,120} contributed( reporting)?( to this (report|story|article))?\.?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CreditForm();

    /// <summary>An address and nothing else. Nothing is taken back: a line of nothing but @ would be cut in every way into four.</summary>
    [GeneratedRegex(@"^(?>\W*)(?:(?:https?://|www\.)(?>\S+)|[^\s@]+@(?>[^\s@]+)(?<=\.[^\s@]+))\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AddressForm();
}
