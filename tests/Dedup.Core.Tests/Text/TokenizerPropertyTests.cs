using CsCheck;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Text;

public sealed class TokenizerPropertyTests
{
    [Fact]
    public void Equals_the_oracle_on_mixed_scripts() =>
        MixedText.Any.Sample(text => Assert.Equal(TokenizerOracle.Tokenize(text), Tokenizer.Tokenize(text)), iter: 4000);

    [Fact]
    public void The_fast_path_equals_the_slow_path() => MixedText.Stable.Sample(text =>
    {
        Assert.False(Tokenizer.NeedsNormalization(text));
        Assert.Equal(TokenizerOracle.Tokenize(text), Tokenizer.Tokenize(text));
    }, iter: 2000);

    [Fact]
    public void Every_character_of_the_fast_path_equals_the_slow_path()
    {
        int fast = 0;
        for (int c = 0; c <= char.MaxValue; c++)
        {
            string text = $"x{(char)c}Y {(char)c}{(char)c}";
            if (Tokenizer.NeedsNormalization(text)) continue;
            fast++;
            Assert.Equal(TokenizerOracle.Tokenize(text), Tokenizer.Tokenize(text));
        }
        Assert.InRange(fast, 20_000, 30_000);
    }

    [Theory]
    [InlineData('\u00B2')]
    [InlineData('\u0132')]
    [InlineData('\u0149')]
    [InlineData('\u0301')]
    [InlineData('\u2011')]
    [InlineData('\u2026')]
    [InlineData('\u3099')]
    [InlineData('\uFF21')]
    [InlineData('\uD800')]
    public void Characters_that_normalization_may_change_take_the_slow_path(char c) =>
        Assert.True(Tokenizer.NeedsNormalization($"plain {c}"));

    [Fact]
    public void Tokens_of_texts_set_apart_by_a_space_follow_each_other() => Gen.Select(MixedText.Any, MixedText.Any).Sample(
        (one, other) => Assert.Equal([.. Tokenizer.Tokenize(one), .. Tokenizer.Tokenize(other)], Tokenizer.Tokenize(one + " " + other)),
        iter: 1000);

    [Fact]
    public void Length_in_characters_equals_the_oracle() => Gen.Select(MixedText.Any, MixedText.Any).Sample((one, other) =>
    {
        var tokens = new TokenList();
        Tokenizer.Tokenize(one, tokens);
        Tokenizer.Tokenize(other, tokens);
        Assert.Equal(TokenizerOracle.Characters(one) + TokenizerOracle.Characters(other), tokens.Characters);
        tokens.Clear();
        Assert.Equal(0, tokens.Characters);
    }, iter: 1000);

    /// <summary>Not a theory: attributes are stored as UTF-8, which cannot hold the strings.</summary>
    [Fact]
    public void Lone_surrogates_separate()
    {
        foreach (string broken in (ReadOnlySpan<string>)["\uD800", "\uDC00", "\uDC00\uD800", "\uD83D\uD83D", "\uDBFF\u00E9\uDFFF"])
        {
            string plain = broken.Contains('\u00E9', StringComparison.Ordinal) ? "one \u00E9 two" : "one two";
            TokenizerTests.AssertSame($"one{broken}two{broken[..1]}", plain);
        }
    }

    [Fact]
    public void Long_tokens_are_cut_at_the_limit()
    {
        const int Max = Tokenizer.MaxTokenBytes;
        Assert.Single(Tokenizer.Tokenize(new string('a', Max)));
        TokenizerTests.AssertSame(new string('A', 2 * Max + 88), $"{new string('a', Max)} {new string('a', Max)} {new string('a', 88)}");
    }

    [Theory]
    [InlineData("\u00E9", 2)]
    [InlineData("\uAC00", 3)]
    [InlineData("\U00010428", 4)]
    public void Long_tokens_are_cut_between_characters(string letter, int bytes)
    {
        const int Letters = 200;
        int fits = Tokenizer.MaxTokenBytes / bytes;
        ulong[] tokens = Tokenizer.Tokenize(Repeat(letter, Letters));
        Assert.Equal((Letters + fits - 1) / fits, tokens.Length);
        int first = Enumerable.Range(1, fits).First(n => Tokenizer.Tokenize(Repeat(letter, n))[0] == tokens[0]);
        Assert.Equal(Tokenizer.Tokenize(Repeat(letter, Letters - first)), tokens[1..]);
    }

    [Fact]
    public void Long_tokens_of_wide_letters_stay_within_the_limit_wherever_they_begin()
    {
        for (int before = 0; before <= 8; before++)
        {
            string text = new string('a', before) + Repeat("\U00010428", 100);
            int fits = before + (Tokenizer.MaxTokenBytes - before) / 4 * 2; // in characters: two a letter
            TokenizerTests.AssertSame(text, text[..fits] + " " + text[fits..]);
        }
    }

    [Fact]
    public void Each_piece_of_a_long_token_has_its_own_flag()
    {
        string text = new string('a', Tokenizer.MaxTokenBytes) + "7" + new string('b', Tokenizer.MaxTokenBytes - 1) + "c";
        Assert.Equal([false, true, false], Tokenizer.Tokenize(text).Select(TokenList.IsNumber));
    }

    private static string Repeat(string letter, int times) => string.Concat(Enumerable.Repeat(letter, times));
}
