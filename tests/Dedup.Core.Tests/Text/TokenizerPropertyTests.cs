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
    public void Every_width_gives_the_tokens_names_and_length_of_the_reference() =>
        Gen.OneOf(MixedText.Long, MixedText.LongAscii).Sample(AssertEqualsReference, iter: 2000);

    [Fact]
    public void Every_character_is_read_by_every_width_as_by_the_reference()
    {
        for (int c = 0; c <= char.MaxValue; c++) AssertEqualsReference($"x{(char)c}Y {(char)c}{(char)c} Rome7");
    }

    [Fact]
    public void Words_lie_across_every_boundary_of_blocks()
    {
        for (int before = 0; before < 140; before++)
        {
            foreach (string word in (ReadOnlySpan<string>)["Berg", "don't", "x7", "don\u2019t", "caf\u00E9", "\u6771\u4EAC", "a. Berg"])
            {
                string text = new string(' ', before / 2) + new string('a', before - before / 2) + " " + word + " Rome";
                AssertEqualsReference(text);
            }
        }
    }

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

    private static void AssertEqualsReference(string text)
    {
        (ulong[] hashes, bool[] names, int characters) = TokenizerReference.Tokenize(text);
        foreach (VectorWidth width in Enum.GetValues<VectorWidth>())
        {
            var tokens = new TokenList();
            Tokenizer.Tokenize(text, tokens, width);
            Assert.Equal(hashes, tokens.Span.ToArray());
            Assert.Equal(names, tokens.Names.ToArray());
            Assert.Equal(characters, tokens.Characters);
        }
    }

    private static string Repeat(string letter, int times) => string.Concat(Enumerable.Repeat(letter, times));
}
