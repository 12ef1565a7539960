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
}
