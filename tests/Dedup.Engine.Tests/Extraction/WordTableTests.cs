using Dedup.Engine.Extraction;

namespace Dedup.Engine.Tests.Extraction;

/// <summary>The table of words against a dictionary without regard to case.</summary>
public sealed class WordTableTests
{
    private const string Alphabet = "abcdeABCDE-' éÉжЖр\u0420漢’";

    [Fact]
    public void Finds_what_a_dictionary_finds()
    {
        var random = new Random(7);
        (string Word, uint Bits)[] rows = [.. Enumerable.Range(0, 500).Select(i => (Word(random).ToLowerInvariant(), 1u << (i % 5)))];
        var table = new WordTable(rows);
        Dictionary<string, uint> dictionary = rows.GroupBy(row => row.Word).ToDictionary(g => g.Key, g => g.Aggregate(0u, (bits, row) => bits | row.Bits));
        for (int i = 0; i < 20_000; i++)
        {
            string word = i < rows.Length ? rows[i].Word.ToUpperInvariant() : Word(random);
            Assert.True(dictionary.GetValueOrDefault(word.ToLowerInvariant()) == table[word], $"'{word}'");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a word that is longer than any")]
    public void Other_words_are_not_known(string word) => Assert.Equal(0u, new WordTable([("word", 1)])[word]);

    private static string Word(Random random) => new([.. Enumerable.Range(0, random.Next(1, 12)).Select(_ => Alphabet[random.Next(Alphabet.Length)])]);
}
