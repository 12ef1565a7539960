using System.Buffers;
using System.Numerics;

namespace Dedup.Engine.Extraction;

/// <summary>Guesses the language of running text: by script, then by letters that few languages have, or by its commonest words.</summary>
/// <remarks>
/// Reads the first <see cref="MaxCharacters"/> characters: a microsecond or two, which is lost beside extraction. SearchPioneer.Lingua was
/// looked at and rejected: its package is 71 MB of models for 75 languages, a hundred times this program's own size, where news
/// of a crawl needs thirty languages and has paragraphs to tell them by. A text with fewer than <see cref="MinHits"/> common
/// words, or in which the second language has more than three quarters of the first one's, stays unknown: a wrong code is
/// worse than none.
/// </remarks>
internal static class LanguageGuess
{
    private const int MaxCharacters = 2_000;
    private const int MaxWords = 160;
    private const int MinLetters = 20;
    private const int MinHits = 4;
    private const int EarlyWords = 40;
    private const int EarlyHits = 12;

    // Function words, those shared with a neighbour among them: a word counts for every language that lists it.
    private static readonly (string Code, string Words)[] Latin =
    [
        ("en", "the of and to in that is was for on with he said as it by at from has have had were are be this which not but they his her who would their been will an after its when"),
        ("de", "der die das und in den von zu mit im des auf für ist nicht ein eine einer dem sich es dass auch am bei nach aus wird hat wurde sind sagte wie noch um über einem einen als an war haben zur zum vor mehr oder bis so nur"),
        ("fr", "le la les de des du et à un une en dans que qui est pour sur au aux par pas plus ne ce il elle avec se son sa ses ont été sont a cette selon mais leur nous après être deux dit où"),
        ("es", "el la los las de del y en que un una por para con se no su al lo es como más pero sus le ha este esta son fue según entre sobre también hasta años desde dos cuando muy sin ya dijo"),
        ("pt", "o a os as de do da dos das e em que um uma por para com não se no na nos nas ao à mais é foi como mas sua seu ou segundo pelo pela até são também já entre está depois disse ser ter anos"),
        ("it", "il la lo i gli le di del della dei delle e in che un una per con non si da al alla nel nella è sono più ma anche come ha dal dalla sul suo sua ci questo questa hanno stato ai dopo anni essere due"),
        ("nl", "de het een en van in is dat op te zijn met voor die niet aan er om ook als maar door over bij naar uit werd heeft nog wordt dan zich hij worden geen meer tot deze was zij zei ze jaar kunnen"),
        ("sv", "och i att det som en på är av för med den till har de inte om ett han men var sig från vi så kan man när år under också efter säger vid mot eller blir hade skulle mellan"),
        ("da", "og i at det er en til på som af for med den har de ikke der var et om han men fra vi kan så efter ved også siger eller blev havde år skal sig ud hvor mod hun blevet"),
        ("no", "og i å det er en til på som av for med den har de ikke at var et om han men fra vi kan så etter ved også sier eller ble hadde år skal seg ut hvor mot hun blitt"),
        ("pl", "w i na z się nie że do to jest o jak po od za przez dla był ale a są ze przy tym ich tego także oraz został które który która już tylko może lub jego będzie roku"),
        ("cs", "a v se na je že s z do o to i ve pro za by ale jako podle které který která jeho nebo jsou byl po od při však také už jen při před není ze aby roce"),
        ("ro", "de și în a la cu pe din că un o nu care pentru este mai au fost sau sunt ca prin după al ale s-a se fi lui cel iar fără între către ani"),
        ("tr", "ve bir bu da de için ile olarak çok olan daha kadar gibi sonra en o ise ne ancak var olduğu değil ya göre her yılında etti dedi oldu iki tarafından"),
        ("id", "yang dan di dengan untuk dari ini itu pada dalam akan tidak ke adalah oleh juga sebagai karena telah bahwa ada lebih mereka bisa saat para tersebut kata tahun kepada"),
        ("hu", "a az és hogy is nem egy ez volt meg de el csak már azt még mint szerint után ki vagy lesz van amely közölte között magyar két nagy ezt"),
        ("fi", "ja on ei että se oli hän mutta myös kun mukaan ovat joka ole vuonna jos kuin sen tai jo vain niin jälkeen noin sekä olla sanoo voi vielä nyt"),
        ("ca", "el la els les de del i en que un una per a amb no es al ha més però seu són va com dels aquest aquesta també fins entre segons ser anys des sobre"),
    ];

    private static readonly WordTable LanguagesOf = new(Latin.SelectMany((language, i) => language.Words.Split(' ').Select(word => (word, 1u << i))));

    /// <summary>Whether one language leads so far that the rest of the words would not change it.</summary>
    private static bool IsClear(ReadOnlySpan<int> hits)
    {
        int best = 0;
        int second = 0;
        foreach (int count in hits)
        {
            if (count > best) (best, second) = (count, best);
            else if (count > second) second = count;
        }
        return best >= EarlyHits && 2 * second <= best;
    }

    /// <summary>The language that came with the page, without its country; null where that is no code.</summary>
    public static Found? Given(PageHints hints) =>
        hints.Language is { Length: >= 2 } given && char.IsAsciiLetter(given[0]) && char.IsAsciiLetter(given[1]) && (given.Length == 2 || given[2] is '-' or '_')
            ? new Found(given[..2].ToLowerInvariant(), "given with the page") : null;

    /// <summary>The language with the grounds, or null where the text tells none.</summary>
    public static Found? Of(string text)
    {
        ReadOnlySpan<char> head = text.AsSpan(0, Math.Min(MaxCharacters, text.Length));
        if (IsLatin(head)) return ByWords(head);
        Span<int> scripts = stackalloc int[12];
        scripts.Clear();
        foreach (char c in head)
        {
            if (c < 0x80) scripts[(int)Script.Latin] += char.IsAsciiLetter(c) ? 1 : 0;
            else if (char.IsLetter(c)) scripts[(int)ScriptOf(c)]++;
        }
        int letters = 0;
        foreach (int count in scripts) letters += count;
        if (letters < MinLetters) return null;
        // Kana stand among Chinese characters, and Latin names among all: what is rarer elsewhere weighs more.
        if (5 * scripts[(int)Script.Kana] > scripts[(int)Script.Han] && 10 * scripts[(int)Script.Kana] > letters) return ByLetters("ja");
        Script main = Script.Latin;
        for (int i = 0; i < scripts.Length; i++)
        {
            if (scripts[i] > scripts[(int)main]) main = (Script)i;
        }
        return main switch
        {
            Script.Latin => ByWords(head),
            Script.Cyrillic => ByLetters(Cyrillic(head)),
            Script.Arabic => ByLetters(Arabic(head)),
            Script.Han or Script.Kana => ByLetters("zh"),
            Script.Hangul => ByLetters("ko"),
            Script.Greek => ByLetters("el"),
            Script.Hebrew => ByLetters("he"),
            Script.Devanagari => ByLetters("hi"),
            Script.Bengali => ByLetters("bn"),
            Script.Thai => ByLetters("th"),
            _ => null,
        };
    }

    /// <summary>Whether the text has enough letters and none of another script.</summary>
    private static bool IsLatin(ReadOnlySpan<char> text)
    {
        if (text.ContainsAnyInRange('\u0250', '\u1FFF') || text.ContainsAnyInRange('\u2C00', '\uFFFF')) return false;
        int letters = 0;
        foreach (char c in text)
        {
            if (char.IsLetter(c) && ++letters == MinLetters) return true;
        }
        return false;
    }

    private enum Script
    {
        Latin, Greek, Cyrillic, Hebrew, Arabic, Devanagari, Bengali, Thai, Kana, Han, Hangul, Other,
    }

    private static Script ScriptOf(char c) => c switch
    {
        < '\u0370' or (>= '\u1E00' and < '\u1F00') => Script.Latin,
        < '\u0400' or (>= '\u1F00' and < '\u2000') => Script.Greek,
        < '\u0530' => Script.Cyrillic,
        >= '\u0590' and < '\u0600' => Script.Hebrew,
        (>= '\u0600' and < '\u0780') or (>= '\uFB50' and < '\uFF00') => Script.Arabic,
        >= '\u0900' and < '\u0980' => Script.Devanagari,
        >= '\u0980' and < '\u0A00' => Script.Bengali,
        >= '\u0E00' and < '\u0E80' => Script.Thai,
        >= '\u3040' and < '\u3100' => Script.Kana,
        (>= '\u3400' and < '\uA000') or (>= '\uF900' and < '\uFB00') => Script.Han,
        >= '\uAC00' and < '\uD7B0' => Script.Hangul,
        _ => Script.Other,
    };

    private static readonly SearchValues<char> Ukrainian = SearchValues.Create("їєґЇЄҐ");

    private static readonly SearchValues<char> Kazakh = SearchValues.Create("әғқңөұү");

    private static readonly SearchValues<char> Serbian = SearchValues.Create("ђћјљњ");

    private static readonly SearchValues<char> Urdu = SearchValues.Create("ٹڈڑےں");

    private static string Cyrillic(ReadOnlySpan<char> text)
    {
        if (text.ContainsAny(Ukrainian)) return "uk";
        if (text.ContainsAny("ўЎ")) return "be";
        if (text.ContainsAny("ѓќѕ")) return "mk";
        if (text.ContainsAny(Serbian)) return "sr";
        if (text.ContainsAny(Kazakh)) return "kk";
        return text.ContainsAny("ыэЫЭ") ? "ru" : text.Contains('ъ') ? "bg" : "ru";
    }

    private static string Arabic(ReadOnlySpan<char> text) =>
        text.ContainsAny(Urdu) ? "ur" : text.ContainsAny("پچژگ") && text.ContainsAny("یک") ? "fa" : "ar";

    private static Found ByLetters(string code) => new(code, "a guess by its letters");

    private static Found? ByWords(ReadOnlySpan<char> text)
    {
        Span<int> hits = stackalloc int[Latin.Length];
        hits.Clear();
        int words = 0;
        for (int i = 0; i < text.Length && words < MaxWords; i++)
        {
            int start = i;
            while (i < text.Length && (char.IsAsciiLetter(text[i]) || (text[i] >= 0x80 && char.IsLetter(text[i])))) i++;
            if (i == start) continue;
            words++;
            for (uint languages = LanguagesOf[text[start..i]]; languages != 0; languages &= languages - 1) hits[BitOperations.TrailingZeroCount(languages)]++;
            if (words % EarlyWords == 0 && IsClear(hits)) break;
        }
        int best = 0;
        int second = -1;
        for (int i = 1; i < hits.Length; i++)
        {
            if (hits[i] > hits[best])
            {
                second = best;
                best = i;
            }
            else if (second < 0 || hits[i] > hits[second])
            {
                second = i;
            }
        }
        if (hits[best] < MinHits || 8 * hits[best] < words || 4 * hits[second] > 3 * hits[best]) return null;
        return new Found(Latin[best].Code, $"a guess: {hits[best]} of its first {words} words are common ones");
    }
}
