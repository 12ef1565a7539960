using System.Globalization;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Text;

public sealed class TokenizerTests
{
    [Theory]
    [InlineData("The mayor of Lakeside said Anna Berg left.", "Lakeside Anna Berg")]
    [InlineData("He met Smith. Jones came: Brown went", "Smith")] // a sentence begins with a capital whatever its word is
    [InlineData("a\nHarbour news", "")]
    [InlineData("it said \u201CWe know Berg\u201D there", "Berg")]
    [InlineData("in Zürich und Ärzte, am Élysée", "Zürich Ärzte Élysée")]
    [InlineData("von Москва и Иван", "Москва Иван")]
    [InlineData("flight BA123 to U2", "")] // numbers are numbers
    [InlineData("日本 東京", "")]
    public void A_name_begins_with_a_capital_within_a_sentence(string text, string names)
    {
        var tokens = new TokenList();
        Tokenizer.Tokenize(text, tokens);
        ulong[] found = [.. tokens.Span.ToArray().Where((_, i) => tokens.Names[i])];
        Assert.Equal(Tokenizer.Tokenize(names), found);
    }

    [Theory]
    [InlineData("ROME Reuters", "rome reuters")]
    [InlineData("\u00C9COLE \u0160koda \u041C\u043E\u0441\u043A\u0432\u0430", "\u00E9cole \u0161koda \u043C\u043E\u0441\u043A\u0432\u0430")]
    [InlineData("\u039F\u0394\u039F\u03A3", "\u03BF\u03B4\u03BF\u03C2")]
    [InlineData("\u03BF\u03B4\u03BF\u03C2", "\u03BF\u03B4\u03BF\u03C3")]
    [InlineData("\U00010400", "\U00010428")]
    public void Folds_case(string upper, string lower) => AssertSame(upper, lower);

    [Theory]
    [InlineData("")]
    [InlineData("tr-TR")]
    [InlineData("az-Latn-AZ")]
    [InlineData("lt-LT")]
    [InlineData("el-GR")]
    public void Gives_the_same_tokens_in_every_culture(string culture)
    {
        const string Text = "ISTANBUL Istanbul \u0130zmir \u0131rmak TITLE 1.234,5 \u03A3\u03AF\u03C3\u03C5\u03C6\u03BF\u03C2 \u00CCm\u00ED";
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal(TokenizerOracle.Tokenize(Text), Tokenizer.Tokenize(Text));
            AssertSame("TITLE IN ISTANBUL", "title in istanbul");
            AssertDiffer("\u0131", "i");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("\uFB01re e\uFB03cient", "fire efficient")]
    [InlineData("\uFF32\uFF4F\uFF4D\uFF45 \uFF12\uFF10\uFF12\uFF14", "Rome 2024")]
    [InlineData("cafe\u0301", "caf\u00E9")]
    [InlineData("\u0438\u0306", "\u0439")]
    [InlineData("\uFF76\uFF9E\uFF7D", "\u30AC\u30B9")]
    [InlineData("\U0001D400x", "Ax")]
    [InlineData("m\u00B2 H\u2082O", "m2 H2O")]
    public void Unifies_compatible_forms(string variant, string plain) => AssertSame(variant, plain);

    [Theory]
    [InlineData("\u201Cquoted\u201D \u00ABtwice\u00BB \u201Elow\u201C", "\"quoted\" \"twice\" \"low\"")]
    [InlineData("one\u2014two \u2013 three", "one-two - three")]
    [InlineData("wait\u2026 \u20AC5", "wait... 5")]
    [InlineData("well-known snake_case a/b", "well known snake case a b")]
    public void Punctuation_only_separates(string one, string other) => AssertSame(one, other);

    [Theory]
    [InlineData("don't")]
    [InlineData("don\u2019t")]
    [InlineData("don\u2018t")]
    [InlineData("don\u201Bt")]
    [InlineData("don\u02BCt")]
    [InlineData("don\u2032t")]
    [InlineData("don`t")]
    [InlineData("don\uFF07t")]
    public void Drops_apostrophes_inside_words(string word) => AssertSame(word, "dont");

    [Theory]
    [InlineData("'tis the workers' 'strike'", "tis the workers strike")]
    [InlineData("\u2018tis the workers\u2019 \u2018strike\u2019", "tis the workers strike")]
    [InlineData("rock ' n ' roll", "rock n roll")]
    [InlineData("a''b", "a b")]
    [InlineData("\u6771\u2019s", "\u6771 s")]
    public void Apostrophes_at_edges_separate(string text, string words) => AssertSame(text, words);

    [Theory]
    [InlineData("news\u00ADpaper")]
    [InlineData("news\u200Bpaper")]
    [InlineData("news\u200Cpaper")]
    [InlineData("news\u200Dpaper")]
    [InlineData("\uFEFFnewspaper")]
    [InlineData("newspaper\u2060")]
    public void Invisible_characters_join(string word) => AssertSame(word, "newspaper");

    [Fact]
    public void Invisible_characters_join_in_unspaced_scripts() => AssertSame("\u6771\u200B\u4EAC", "\u6771\u4EAC");

    [Theory]
    [InlineData("\u6771\u4EAC\u90FD", "\u6771\u4EAC", "\u4EAC\u90FD")]
    [InlineData("\u30C8\u30E8\u30BF", "\u30C8\u30E8", "\u30E8\u30BF")]
    [InlineData("\u3072\u3089", "\u3072\u3089")]
    [InlineData("\u0E01\u0E23\u0E38", "\u0E01\u0E23", "\u0E23\u0E38")]
    [InlineData("\U00020000\U00020001", "\U00020000\U00020001")]
    [InlineData("\u6771", "\u6771")]
    [InlineData("\u6771\u3002\u4EAC", "\u6771", "\u4EAC")]
    [InlineData("in\u6771\u4EAC2024", "in", "\u6771\u4EAC", "2024")]
    [InlineData("\u5341\u3007\u4EBA\u3005", "\u5341\u3007", "\u3007\u4EBA", "\u4EBA\u3005")]
    public void Unspaced_scripts_give_pairs_or_the_single_character(string text, params string[] words) =>
        Assert.Equal(words.Select(TokenizerOracle.Hash), Tokenizer.Tokenize(text));

    [Theory]
    [InlineData("2024", true)]
    [InlineData("covid19", true)]
    [InlineData("3rd", true)]
    [InlineData("\u0663\u0664", true)]
    [InlineData("\u0E53", true)]
    [InlineData("\uFF17", true)]
    [InlineData("seven", false)]
    [InlineData("\u6771\u4EAC", false)]
    [InlineData("\u2167", false)]
    public void Flags_tokens_that_hold_a_digit(string word, bool isNumber) =>
        Assert.Equal(isNumber, TokenList.IsNumber(Assert.Single(Tokenizer.Tokenize(word))));

    [Fact]
    public void Numbers_keep_their_value()
    {
        AssertDiffer("rose 5 percent", "rose 6 percent");
        AssertSame("1,204.50", "1 204 50");
    }

    [Fact]
    public void The_flag_does_not_leak_into_the_next_token() =>
        Assert.Equal([true, false, true, false], Tokenizer.Tokenize("7 a \u0663 \u00E9").Select(TokenList.IsNumber));

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n")]
    [InlineData("... \u2014 !? \u20AC \U0001F600")]
    [InlineData("\u200B\u00AD")]
    [InlineData("'''")]
    public void Text_without_words_gives_no_tokens(string text) => Assert.Empty(Tokenizer.Tokenize(text));

    [Theory]
    [InlineData("", 0)]
    [InlineData(" \t\r\n ", 0)]
    [InlineData("one two.", 8)]
    [InlineData("  one \r\n\t\u00A0 two.  ", 8)]
    [InlineData("one\u2014two", 7)]
    [InlineData("one--two", 7)]
    [InlineData("one\u2212-\u2010two", 7)]
    [InlineData("one \u2013\u2014 two", 9)]
    [InlineData("\u201Cone\u201D", 5)]
    [InlineData("don\u2019t", 5)]
    [InlineData("o\u00ADn\u200Be\uFEFF", 3)]
    [InlineData("wait\u2026", 7)]
    [InlineData("wait...", 7)]
    [InlineData("\uFB01re", 4)]
    [InlineData("cafe\u0301", 4)]
    [InlineData("\u6771\u4EAC\u90FD", 3)]
    [InlineData("\U0001F600", 1)]
    public void Measures_the_normalised_text_in_characters(string text, int characters)
    {
        var tokens = new TokenList();
        Tokenizer.Tokenize(text, tokens);
        Assert.Equal(characters, tokens.Characters);
    }

    [Fact]
    public void Appends_to_the_list_and_grows_it()
    {
        var tokens = new TokenList();
        string text = string.Join(' ', Enumerable.Range(0, 3000));
        Tokenizer.Tokenize("first", tokens);
        Tokenizer.Tokenize(text, tokens);
        Assert.Equal(TokenizerOracle.Tokenize("first " + text), tokens.Span);
        tokens.Clear();
        Assert.Equal(0, tokens.Count);
        Assert.Throws<ArgumentNullException>(() => Tokenizer.Tokenize("a", null!));
    }

    internal static void AssertSame(string one, string other) => Assert.Equal(Tokenizer.Tokenize(other), Tokenizer.Tokenize(one));

    internal static void AssertDiffer(string one, string other) => Assert.NotEqual(Tokenizer.Tokenize(other), Tokenizer.Tokenize(one));

    [Theory]
    [InlineData("caf\u00E9 \uFFFE x", "caf\u00E9 x")] // a noncharacter separates and never throws
    [InlineData("don\u00B4t", "don't")] // the acute accent that many type for an apostrophe
    [InlineData("don'\u00ADt", "dont")] // a soft hyphen behind an apostrophe
    public void Reads_as(string text, string same) => Assert.Equal(Tokenizer.Tokenize(same), Tokenizer.Tokenize(text));

    [Theory]
    [InlineData("one \u202Atwo\u202C", 7)]
    [InlineData("one\u0085\u0085two", 7)]
    public void Invisible_characters_add_no_length(string text, int characters)
    {
        var tokens = new TokenList();
        Tokenizer.Tokenize(text, tokens);
        Assert.Equal(characters, tokens.Characters);
    }
}
