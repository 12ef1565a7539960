using System.Globalization;
using System.Text;

namespace Dedup.Benchmarks;

/// <summary>
/// Bodies of news in three languages, the same on every machine: made-up words with the lengths, capitals, numbers and
/// punctuation of the language's news, so that each way through the tokeniser is measured with what it meets.
/// </summary>
/// <remarks>Bytes are those of UTF-8, as the field counts them; the tokeniser is given UTF-16, of which ASCII takes twice as much.</remarks>
internal sealed class SketchCorpus
{
    private const int Vocabulary = 12_000;
    private const int Bodies = 400;

    private const string EnglishSyllables = "ba cor del fen gar hol jun kel lam mor nes pol quin ras sten tor ul van wes yar bri cla dro fli gra sha ther pen lin mar ing ed er ion ment";
    private const string EnglishJoints = "of and to in that is was for on with he said as it by at from has have had were are be this which not but they his her who would their been will an after its when a the the the a";
    private const string RussianSyllables = "ба вор дел фен гар хол жун кел лам мор нес пол ра стен тор ул ван вес яр бри кла дро фли гра ша тер пен лин мар ный ого ему ать ение ость";
    private const string RussianJoints = "и в не на что с по как из к у за от о для это его до при также был же том если все только уже или ее их со во под году";

    private readonly Random _random = new(23);
    private readonly string[] _words;
    private readonly string[] _joints;

    private SketchCorpus(string syllables, string joints, int fewest, int most)
    {
        string[] parts = syllables.Split(' ');
        _joints = joints.Split(' ');
        _words = [.. Enumerable.Range(0, Vocabulary).Select(_ => string.Concat(Enumerable.Range(0, _random.Next(fewest, most + 1)).Select(_ => Pick(parts))))];
    }

    /// <summary>Bodies of English news with curly quotes, apostrophes and dashes.</summary>
    public static string[] English { get; } = Make(new SketchCorpus(EnglishSyllables, EnglishJoints, 1, 3), c => c.Spaced("“", "”", " — "));

    /// <summary>Bodies of Russian news.</summary>
    public static string[] Russian { get; } = Make(new SketchCorpus(RussianSyllables, RussianJoints, 2, 4), c => c.Spaced("«", "»", " — "));

    /// <summary>Bodies of Chinese news with full-width punctuation, and Arabic numbers and Latin names among them.</summary>
    public static string[] Chinese { get; } = Make(new SketchCorpus(EnglishSyllables, EnglishJoints, 1, 3), c => c.Unspaced());

    /// <summary>Bytes of the bodies in UTF-8.</summary>
    public static long Bytes(string[] bodies) => bodies.Sum(body => (long)Encoding.UTF8.GetByteCount(body));

    private static string[] Make(SketchCorpus corpus, Func<SketchCorpus, string> sentence) => [.. Enumerable.Range(0, Bodies).Select(_ =>
        string.Join('\n', Enumerable.Range(0, corpus._random.Next(6, 16)).Select(_ => string.Join(' ', Enumerable.Range(0, corpus._random.Next(1, 4)).Select(_ => sentence(corpus))))))];

    private string Spaced(string open, string close, string dash)
    {
        var text = new StringBuilder();
        bool quoted = _random.Next(4) == 0;
        if (quoted) text.Append(open);
        text.Append(Capital(Pick(_joints)));
        for (int words = _random.Next(9, 28); words > 0; words--)
        {
            text.Append(_random.Next(60) == 0 ? dash : " ").Append(_random.Next(40) switch
            {
                < 16 => Pick(_joints),
                < 34 => Pick(_words),
                < 38 => Capital(Pick(_words)),
                < 39 => Pick(_words) + "’s",
                _ => _random.Next(1, 3000).ToString("N0", CultureInfo.InvariantCulture),
            });
            if (_random.Next(14) == 0) text.Append(',');
        }
        return text.Append(quoted ? "," + close + " " + Pick(_words) : "").Append('.').ToString();
    }

    private string Unspaced()
    {
        var text = new StringBuilder();
        for (int clauses = _random.Next(2, 5); clauses > 0; clauses--)
        {
            for (int signs = _random.Next(5, 18); signs > 0; signs--)
            {
                // A few hundred signs make most of a text.
                int rank = (int)(2500 * Math.Pow(_random.NextDouble(), 3));
                text.Append((char)('一' + rank * 7919 % 20_900));
            }
            if (_random.Next(8) == 0) text.Append(_random.Next(1, 2030));
            if (_random.Next(20) == 0) text.Append(Capital(Pick(_words)));
            text.Append(clauses > 1 ? '，' : '。');
        }
        return text.ToString();
    }

    private string Pick(string[] words) => words[_random.Next(words.Length)];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
