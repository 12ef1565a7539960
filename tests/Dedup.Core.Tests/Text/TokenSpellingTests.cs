using CsCheck;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Text;

public sealed class TokenSpellingTests
{
    [Fact]
    public void Spells_the_tokens_whose_hashes_the_tokeniser_gives() => Gen.OneOf(MixedText.Any, MixedText.Long, MixedText.LongAscii).Sample(
        text => Assert.Equal(Tokenizer.Tokenize(text), TokenSpelling.Of(text).Select(TokenizerOracle.Hash)), iter: 4000);

    [Fact]
    public void Every_character_is_spelled_as_it_is_hashed()
    {
        for (int c = 0; c <= char.MaxValue; c++)
        {
            string text = $"x{(char)c}Y {(char)c}{(char)c} Rome7";
            Assert.Equal(Tokenizer.Tokenize(text), TokenSpelling.Of(text).Select(TokenizerOracle.Hash));
        }
    }

    [Fact]
    public void The_first_ones_are_the_first_of_all() => Gen.Select(MixedText.Any, Gen.Int[0, 12]).Sample(
        (text, most) => Assert.Equal(TokenSpelling.Of(text).Take(most), TokenSpelling.Of(text, most)), iter: 2000);

    [Fact]
    public void Words_are_folded_and_unspaced_scripts_are_pairs() =>
        Assert.Equal(["dont", "école", "東京", "京都", "の7"[..1], "7"], TokenSpelling.Of("Don’t ÉCOLE 東京都, の 7"));
}
