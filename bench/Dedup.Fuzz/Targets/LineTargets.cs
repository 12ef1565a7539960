using Dedup.Engine.Extraction;
using Dedup.Engine.Extraction.Chrome;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>What single lines are told to be and to hold: forms, labels, bylines, datelines, agencies, languages.</summary>
internal static class LineTargets
{
    private static readonly string[] LabelKinds = ["date", "updated", "site", "author", "editor", "section", "count"];

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<string>("LineFeatures", "a form for every line, the same wherever the line stands in memory", 150, Line, Features),
        new FuzzTarget<string>("PageLabels", "known kinds with values that stand in the line", 700, Line, Labels),
        new FuzzTarget<string>("Byline", "names and people stand in the line", 200, Line, Bylines),
        new FuzzTarget<string>("Dateline", "place and evidence stand in the paragraph", 600, Line, Datelines),
        new FuzzTarget<string>("AgencyCredit", "a known agency with evidence from the line", 200, Line, Agencies),
        new FuzzTarget<string>("LanguageGuess", "nothing or a code of two letters, the same again", 400, TextTargets.AnyText, Language),
        new FuzzTarget<string>("LineFold", "folding twice is folding once, case and signs do not matter", 300, Line, FoldLine),
        new FuzzTarget<string>("TitleWords", "distinct and ascending, no more than fit", 300, TextTargets.AnyText, Words),
    ];

    private static string Line(FuzzRandom random)
    {
        string line = random.Once(8) ? TextMutation.Noise(random, 300) : random.Once(3) ? TextPages.Line(random) : TextMutation.Mutate(random, TextPages.Line(random), TextPages.Line);
        return line.Replace('\n', ' ').Trim().Trim("\uFEFF\u200B".ToCharArray());
    }

    private static void Features(string text)
    {
        var line = new LineFeatures(text);
        Property.Holds(line.Capitalised is >= 0 and <= 1 && line.Words >= 0 && line.Words <= text.Length, "counts out of range");
        Property.Equal(text.Any(char.IsDigit), line.HasDigit, "whether it has a digit");
        Property.Equal(text.AsSpan().ContainsAny(":|\uFF1A"), line.HasColon, "whether it has a colon");
        Property.Equal(Marks.HasOtherLetters(text), line.HasOtherLetters, "whether it has other letters");
        Property.Holds(line.Stem.Length <= text.Length, "a stem longer than the line");
        _ = line.Form;
        // Behind blanks every character has another place within its vector.
        for (int blanks = 1; blanks <= 33; blanks += 8)
        {
            var moved = new LineFeatures(new string(' ', blanks) + text);
            Property.Equal((line.Words, line.Capitalised, line.AllCaps, line.Separators, line.EndsSentence, line.Head), (moved.Words, moved.Capitalised, moved.AllCaps, moved.Separators, moved.EndsSentence, moved.Head), "the line behind blanks");
        }
        LineFeatures known = KnownLines.Of(text);
        Property.Equal((text, line.Form), (known.Text, known.Form), "the known line");
    }

    private static void Labels(string text)
    {
        foreach ((string kind, string value) in PageLabels.Read(text))
        {
            Property.Holds(LabelKinds.Contains(kind), "an unknown kind");
            Property.Holds(text.Contains(value, StringComparison.Ordinal), "a value that does not stand in the line");
        }
        _ = PageLabels.IsLabelLine(new LineFeatures(text));
    }

    private static void Bylines(string text)
    {
        bool isByline = Byline.IsByline(new LineFeatures(text));
        Property.Holds(!isByline || text.Length <= 120, "a long byline");
        string names = Byline.Names(text);
        Property.Holds(text.Contains(names, StringComparison.Ordinal), "names that do not stand in the line");
        if (BylinePeople.Read(names) is not string people) return;
        string[] each = people.Split(BylinePeople.Separator);
        Property.Holds(each.All(person => person.Length is >= 2 and <= 60) && each.Distinct().Count() == each.Length, "people who are none, or twice the same");
    }

    private static void Datelines(string text)
    {
        if (Dateline.Read(text) is not Found place) return;
        Property.Holds(place.Value.Length >= 2 && text.Contains(place.Value, StringComparison.Ordinal) && text.Contains(place.Evidence, StringComparison.Ordinal), "a place that does not stand in the paragraph");
    }

    private static void Agencies(string text)
    {
        foreach (Found? found in (ReadOnlySpan<Found?>)[AgencyCredit.FromDateline(text), AgencyCredit.FromByline(text), AgencyCredit.FromLastParagraph(text), AgencyCredit.FromCreditLine(text), AgencyCredit.FromCopyright(text)])
        {
            if (found is null) continue;
            Property.Holds(AgencyNames.HostOf(found.Value) is not null, "an unknown agency");
            Property.Holds(text.Contains(found.Evidence, StringComparison.Ordinal), "evidence that does not stand in the line");
        }
        AgencyMentions mentions = AgencyNames.In(text, anyCase: true);
        Property.Holds(mentions.Found.Count == 0 || mentions.Folded.Length == text.Length, "the folded text has another length");
        _ = AgencyCredit.IsName(text);
        _ = AgencyCredit.IsOwnSite("AP", text, text);
        Property.Equal(new LineFeatures(text).AgencyInDateline, AgencyCredit.FromDateline(text), "the dateline's agency of a line whose form is known");
    }

    private static void Language(string text)
    {
        if (LanguageGuess.Of(text) is not Found language) return;
        Property.Holds(language.Value is [>= 'a' and <= 'z', >= 'a' and <= 'z'], "no code of two letters");
        Property.Equal(language, LanguageGuess.Of(text), "the language again");
    }

    private static void FoldLine(string text)
    {
        ulong key = LineFold.Key(text, out int words);
        Property.Holds(words >= 0 && words <= text.Length, "words out of range");
        string folded = LineFold.Text(text);
        Property.Equal(folded.Length == 0, key == 0, "a key without a text");
        Property.Equal(folded, LineFold.Text(folded), "folded twice");
        Property.Equal(key, LineFold.Key(text, out _), "the key again");
    }

    private static void Words(string title)
    {
        uint[] words = TitleWords.Of(title);
        Property.Ascending<uint>(words, "words do not ascend");
        Property.Holds(words.Length <= 0x7F, "more words than an outline holds");
    }
}
