using System.Text;

namespace Dedup.Engine.Sources.Charsets;

/// <summary>Guesses the encoding of text that is not UTF-8 and does not say what it is.</summary>
/// <remarks>
/// Each candidate decodes the beginning; the one that makes the most plausible letters of its bytes above 0x7F wins:
/// characters that are frequent in their language, accented letters beside plain ones. Cost: seven decodings of 32 KB at
/// most. Rejected: Mozilla's detectors and their ports, whose licence (MPL) is not a permissive one.
/// </remarks>
internal static class CharsetGuess
{
    private const int SampleBytes = 1 << 15;

    /// <summary>What a share of undecodable characters costs: text has hardly any.</summary>
    private const double UndecodablePenalty = 10;

    private static readonly Encoding Western = CharsetLabel.OfCodePage(1252);

    private static readonly (Encoding Encoding, Func<string, double> Plausible)[] Candidates =
    [
        (Western, IsWestern),
        (CharsetLabel.OfCodePage(1251), IsCyrillic),
        (CharsetLabel.OfCodePage(932), IsJapanese),
        (CharsetLabel.OfCodePage(51932), IsJapanese),
        (CharsetLabel.OfCodePage(54936), text => Share(text, Simplified)),
        (CharsetLabel.OfCodePage(950), text => Share(text, Traditional)),
        (CharsetLabel.OfCodePage(949), text => Share(text, Korean)),
    ];

    // The most frequent characters of running text; a third to a half of it.
    private const string Simplified = "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建务做接必场件计管期市直德资命山金指克许统区保至队形社便空决治展马科司五基眼书非则听白却界达光放强即像难且权思王象完设式色路记南品住告类求据程北边死张该交规万取拉格望觉术领共确传师观清今切院让识候带导争运，。、“”《》：";
    private const string Traditional = "的一是不了在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年過發後作裡用道行所然家種事成方多經麼去法學如都同現當沒動面起看定天分還進好小部其些主樣理心她本前開但因只從想實日軍者意無力它與長把機十民第公此已工使情明性知全三又關點正業外將兩高間由問很最重並物手應戰向頭文體政美相見被利什二等產或新己制身果加西斯月話合回特代內信表化老給世位次度門任常先海通教兒原東聲提立及比員解水名真論處走義各入幾口認條平系氣題活爾更別打女變四神總何電數安少報才結反受目太量再感建務做接必場件計管期市直德資命山金指克許統區保至隊形社便空決治展馬科司五基眼書非則聽白卻界達光放強即像難且權思王象完設式色路記南品住告類求據程北邊死張該交規萬取拉格望覺術領共確傳師觀清今切院讓識候帶導爭運，。、「」《》：";
    private const string Korean = "이다는에의을를가고하은로한지도사기자서대정인시리어으나일해과들제부아있전그수안주보장만국았했것보상관경조공등동라원선구회비스영여세면연오당성위소계생방중난화통라미과으니진구며년월될된할까지와신역무발개결적현";

    /// <summary>The most plausible encoding; Windows-1252, in which every byte means something, where none is.</summary>
    public static Encoding Of(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> sample = Sample(bytes);
        Encoding best = Western;
        double most = 0;
        foreach ((Encoding encoding, Func<string, double> plausible) in Candidates)
        {
            string foreign = encoding.GetString(sample);
            double score = plausible(foreign) - UndecodablePenalty * foreign.AsSpan().Count('\uFFFD') / Math.Max(1, foreign.Count(c => c >= 0x80));
            if (score > most) (best, most) = (encoding, score);
        }
        return best;
    }

    /// <summary>From the first byte that tells something, not cut within a character.</summary>
    private static ReadOnlySpan<byte> Sample(ReadOnlySpan<byte> bytes)
    {
        int first = bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF);
        if (first < 0) return [];
        bytes = bytes[Math.Max(0, bytes[..first].LastIndexOf((byte)' '))..];
        if (bytes.Length <= SampleBytes) return bytes;
        int plain = bytes[..SampleBytes].LastIndexOfAnyInRange((byte)0x09, (byte)0x3F);
        return bytes[..(plain > 0 ? plain : SampleBytes)];
    }

    private static double Share(string text, string frequent) => Average(text, (_, at) => frequent.Contains(text[at], StringComparison.Ordinal) ? 1 : 0);

    /// <summary>Kana make a third of Japanese and more; half-width ones are other encodings misread.</summary>
    private static double IsJapanese(string text)
    {
        double kana = Average(text, (_, at) => text[at] is (>= '\u3041' and <= '\u30FE') or '\u3001' or '\u3002' ? 1 : text[at] is >= '\uFF61' and <= '\uFF9F' ? -1 : 0);
        // Two bytes that are kana in one encoding are hardly ever so in another.
        return Math.Min(1, 1.6 * kana);
    }

    /// <summary>Small letters beside small letters; capitals in the midst of words are other encodings misread.</summary>
    private static double IsCyrillic(string text) => Average(text, (before, at) => text[at] switch
    {
        >= 'а' and <= 'я' or 'ё' or 'і' or 'ї' or 'є' => before is >= 'a' and <= 'z' or >= 'A' and <= 'Z' ? -1 : "оеаинтсрвлкмдпуяыьгзбчй".Contains(text[at], StringComparison.Ordinal) ? 1 : 0.6,
        >= 'А' and <= 'Я' => before is >= 'а' and <= 'я' or >= 'a' and <= 'z' ? -1 : 0.6,
        '«' or '»' or '—' or '–' or '№' or '“' or '”' or '„' or '…' or '\u00A0' => 0.5,
        _ => -0.5,
    });

    /// <summary>An accented letter stands among plain ones; typography stands by itself.</summary>
    private static double IsWestern(string text) => Average(text, (before, at) => text[at] switch
    {
        '“' or '”' or '‘' or '’' or '–' or '—' or '…' or '«' or '»' or '€' or '£' or '©' or '®' or '°' or '·' or '•' or '™' or '\u00A0' or '§' or '½' or '¿' or '¡' => 0.6,
        >= 'à' and <= 'ÿ' and not '÷' or 'ß' or 'œ' or 'š' or 'ž' => char.IsAsciiLetter(before) || char.IsAsciiLetter(After(text, at)) ? 0.9 : 0,
        >= 'À' and <= 'Þ' and not '×' or 'Œ' or 'Š' or 'Ž' => !char.IsAsciiLetterLower(before) && char.IsAsciiLetter(After(text, at)) ? 0.8 : 0,
        _ => 0,
    });

    private static char After(string text, int at) => at + 1 < text.Length ? text[at + 1] : ' ';

    private static double Average(string text, Func<char, int, double> score)
    {
        double sum = 0;
        int characters = 0;
        for (int at = 0; at < text.Length; at++)
        {
            if (text[at] < 0x80) continue;
            sum += score(at > 0 ? text[at - 1] : ' ', at);
            characters++;
        }
        return characters == 0 ? 0 : sum / characters;
    }
}
