using System.Diagnostics;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Tests.Extraction;

/// <summary>Lines of one thing over and over, on which forms that try every beginning with every end do not come to an end.</summary>
public sealed class LongLineTests
{
    /// <summary>Far above what any of these takes: what is quadratic takes minutes.</summary>
    private static readonly TimeSpan Bound = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("", "@", " words behind")]
    [InlineData("a", "@.", " x")]
    [InlineData("© ", " ", "!")]
    [InlineData("! ", " ", " ago")]
    [InlineData("1 h ", " ", " x")]
    [InlineData("Reuters contributed ", "© ", "A - ’")]
    [InlineData("copyright ", " ", "x")]
    [InlineData("FILE ", " ", "x")]
    [InlineData("( ", " ", "x")]
    [InlineData("1", ",", "x")]
    [InlineData("«", "-", "x.")]
    [InlineData("AP", " ", ".")]
    [InlineData("A word of a headline", "\u00A0", "AP")]
    [InlineData("Home > ", " ", "> A headline")]
    public void A_line_of_any_length_takes_time_with_its_length(string before, string piece, string behind)
    {
        string line = before + string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)) + behind;
        var clock = Stopwatch.StartNew();

        Assert.NotNull(TextPageExtractor.Extract($"{line}\n{line}\nThe ferry left at noon, and the harbour was full of people who had come to see it.", new PageHints()));

        Assert.True(clock.Elapsed < Bound, $"took {clock.Elapsed}");
    }

    [Theory]
    [InlineData("É")]
    [InlineData(" ")]
    [InlineData("a ")]
    [InlineData("AP ")]
    public void What_came_beside_a_page_may_be_of_any_length(string piece)
    {
        string value = "Jane" + string.Concat(Enumerable.Repeat(piece, 200_000 / piece.Length)) + "x";
        var clock = Stopwatch.StartNew();

        Assert.NotNull(PageExtractor.Extract("A page of a few words.", new PageHints(null, value, value, value, null, null, value)));

        Assert.True(clock.Elapsed < Bound, $"took {clock.Elapsed}");
    }

    [Theory]
    [InlineData("https://example.org/ferry")]
    [InlineData("(www.example.org/ferry)")]
    [InlineData("Jane.Doe@example.org")]
    [InlineData("<o'brien@mail.example.org>.")]
    public void An_address_and_nothing_else_is_still_told(string line) => Assert.Equal(LineReason.Menu, new LineFeatures(line).Form);

    [Theory]
    [InlineData("The harbour at night (Photo: Jane Doe)")]
    [InlineData("The harbour at night. Jane Doe/AP")]
    [InlineData("FILE PHOTO - The harbour at night")]
    public void A_caption_is_still_told(string line) => Assert.Equal(LineReason.Caption, new LineFeatures(line).Form);
}
