using System.Text;
using Dedup.Engine.Extraction.Chrome;

namespace Dedup.Engine.Tests.Extraction.Chrome;

public sealed class LineFoldTests
{
    [Theory]
    [InlineData("Published 2024-10-02 21:03", "Published: 1999-01-31, 4:59")]
    [InlineData("veryGood! (53)", "VERYGOOD (7)")]
    [InlineData("— Most Read —", "Most read")]
    [InlineData("Kommentare 12", "kommentare 3")]
    public void Lines_of_one_template_have_one_key(string a, string b)
    {
        Assert.Equal(LineFold.Key(a, out _), LineFold.Key(b, out _));
        Assert.Equal(LineFold.Text(a), LineFold.Text(b));
    }

    [Theory]
    [InlineData("Most Read", "Most Shared")]
    [InlineData("消息", "財經")]
    // Long lines keep their numbers: they are all that tells two robot stories apart.
    [InlineData("Shares of the company closed at 12.40 on Monday, down 3 percent, after the quarterly report disappointed most analysts.",
        "Shares of the company closed at 98.10 on Monday, down 8 percent, after the quarterly report disappointed most analysts.")]
    public void Other_lines_have_other_keys(string a, string b) => Assert.NotEqual(LineFold.Key(a, out _), LineFold.Key(b, out _));

    [Theory]
    [InlineData("")]
    [InlineData("— * —")]
    public void A_line_without_letters_and_digits_has_no_key(string line) => Assert.Equal(0UL, LineFold.Key(line, out _));

    [Theory]
    [InlineData("The ferry drifted for six hours with its passengers aboard.", true)]
    [InlineData("The ferry drifted for six hours with its passengers aboard", false)]
    [InlineData("He said so.", false)]
    public void The_lowest_bit_says_that_a_line_is_running_text(string line, bool running) =>
        Assert.Equal(running, (LineFold.Key(line, out _) & LineFold.Running) != 0);

    [Fact]
    public void Lines_longer_than_the_buffer_are_folded_whole()
    {
        string line = string.Join(' ', Enumerable.Range(0, 5000).Select(i => "word" + i));

        ulong key = LineFold.Key(line, out int words);

        Assert.Equal(5000, words);
        Assert.Equal(key, LineFold.Key(line.ToUpperInvariant(), out _));
        Assert.NotEqual(key, LineFold.Key(line + "x", out _));
    }

    [Fact]
    public void A_letter_whose_small_form_lies_in_another_script_counts_as_that() =>
        Assert.Equal(LineFold.Text(new string('\uA7AE', 30) + " 1"), LineFold.Text(LineFold.Text(new string('\uA7AE', 30) + " 1")));

    /// <summary>Letters of several scripts, digits, marks, surrogates, and signs; the last letters are small in another script, or a word's end.</summary>
    private const string Alphabet = "aZbYé漢かßДдअ\u0301\u200B09٣'’-@[`{/:.,!? \u00A0\t\uD83D\uDE00\uA7AEİ";

    [Fact]
    public void Folds_as_a_look_at_each_character_does()
    {
        for (int seed = 1; seed <= 4000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            int length = random.Next(0, 140);
            // Some lines of ASCII alone, some of anything; some with long words, some with long gaps.
            int letters = random.Next(2) == 0 ? Alphabet.Length : 2;
            int often = random.Next(1, 30);
            while (text.Length < length) text.Append(random.Next(often) == 0 ? Alphabet[random.Next(Alphabet.Length)] : random.Next(9) == 0 ? ' ' : Alphabet[random.Next(letters)]);
            for (int gap = random.Next(3) * random.Next(40); gap > 0; gap--) text.Insert(random.Next(1 + (text.Length / 2)), '.');
            string line = text.ToString();
            (string expected, int words) = Look(line);
            char[] room = new char[LineFolder.RoomFor(line.Length) + 1];
            room[^1] = '!';

            var folder = new LineFolder(room);
            folder.Fold(line);

            Assert.Equal((expected, words, expected.Any(char.IsDigit), '!'), (room.AsSpan(0, folder.Length).ToString(), folder.Words, folder.HasDigit, room[^1]));
        }
    }

    [Fact]
    public void Words_are_parted_across_the_seams()
    {
        for (int before = 0; before < 70; before++)
        {
            for (int between = 1; between < 70; between++)
            {
                string line = new string('.', before) + "One" + new string('-', between) + "word" + new string(' ', before % 3);
                Assert.Equal("one word", LineFold.Text(line));
            }
        }
    }

    private static (string Folded, int Words) Look(string line)
    {
        var folded = new StringBuilder();
        int words = 0;
        int unspaced = 0;
        bool inWord = false;
        foreach (char c in line)
        {
            if (char.IsLetterOrDigit(c))
            {
                if (!inWord && words++ > 0) folded.Append(' ');
                folded.Append(char.ToLowerInvariant(c));
                if (char.ToLowerInvariant(c) >= 0x2E80) unspaced++;
            }
            inWord = char.IsLetterOrDigit(c);
        }
        return (folded.ToString(), words + (unspaced / 2));
    }
}
