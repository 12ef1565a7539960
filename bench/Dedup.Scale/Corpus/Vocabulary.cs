using System.Text;

namespace Dedup.Scale.Corpus;

/// <summary>Words by their frequency: the n-th commonest comes 1/n as often as the first (Zipf 1949), the commonest are those of English.</summary>
internal sealed class Vocabulary
{
    private const int Words = 60_000;

    /// <summary>A word is drawn by one look into a table of so many places, so that the rarest still have one.</summary>
    private const int PlaceBits = 20;

    private const string Common = "the of and to in that is was for on with he said as it by at from has have had were are be this which not but they his her who would their been will an after its when a more about other one also up there some into out two than them no over could new only time so what people first years last if year most can him our";

    private static readonly string[] Syllables = "ba cor del fen gar hol jun kel lam mor nes pol quin ras sten tor ul van wes yar bri cla dro fli gra sha ther pen lin mar ing ed er ion ment al ic ous".Split(' ');

    private readonly byte[][] _words;
    private readonly int[] _places = new int[1 << PlaceBits];

    private Vocabulary()
    {
        var dice = new Dice(5);
        var known = new HashSet<string>(Common.Split(' '));
        var words = new List<string>(known);
        while (words.Count < Words)
        {
            // The rarer, the longer.
            int syllables = dice.Between(2, 3) + (words.Count > 20_000 ? dice.Below(2) : 0);
            string word = string.Concat(Enumerable.Range(0, syllables).Select(_ => Syllables[dice.Below(Syllables.Length)]));
            if (word.Length > 2 && known.Add(word)) words.Add(word);
        }
        _words = [.. words.Select(Encoding.ASCII.GetBytes)];
        double all = Enumerable.Range(1, Words).Sum(rank => 1.0 / rank);
        double sum = 0;
        int place = 0;
        for (int rank = 0; rank < Words; rank++)
        {
            sum += 1.0 / (rank + 1);
            for (int end = (int)(sum / all * _places.Length); place < end; place++) _places[place] = rank;
        }
        while (place < _places.Length) _places[place++] = Words - 1;
    }

    public static Vocabulary Shared { get; } = new();

    /// <summary>A word, as often as it is common.</summary>
    public ReadOnlySpan<byte> Any(ref Dice dice) => _words[_places[dice.Next() >> (64 - PlaceBits)]];

    /// <summary>A word that is no common one.</summary>
    public ReadOnlySpan<byte> Rare(ref Dice dice) => _words[dice.Between(200, Words - 1)];

    /// <summary>One of the joints of English.</summary>
    public ReadOnlySpan<byte> Joint(ref Dice dice) => _words[dice.Below(60)];
}
