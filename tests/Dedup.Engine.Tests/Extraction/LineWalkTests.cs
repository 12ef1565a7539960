using System.Globalization;
using System.Text;
using Dedup.Engine.Extraction;

namespace Dedup.Engine.Tests.Extraction;

/// <summary>The walk over 32 characters at a time against one that looks at each, and what it names against a search.</summary>
public sealed class LineWalkTests
{
    /// <summary>Letters of several scripts, digits, marks, surrogates, and every sign that the walk tells apart.</summary>
    private const string Alphabet = "aZbYé漢かßДдअ\u0301\u200B09٣'’-–—|>:：»›«‹→←•·@/.,!?\"“” \u00A0\t\uD83D\uDE00(c)";

    [Fact]
    public void Counts_what_a_look_at_each_character_counts()
    {
        for (int seed = 1; seed <= 4000; seed++)
        {
            var random = new Random(seed);
            var text = new StringBuilder();
            int length = random.Next(0, 100);
            // Some lines of ASCII alone, some of anything.
            int letters = random.Next(2) == 0 ? Alphabet.Length : 2;
            while (text.Length < length) text.Append(random.Next(4) == 0 ? Alphabet[random.Next(Alphabet.Length)] : Alphabet[random.Next(letters)]);
            string line = text.ToString();

            LineWalk walk = LineWalk.Over(line);

            Assert.True(Look(line).Equals(Told(walk)), $"seed {seed}: '{line}': {Look(line)} and {Told(walk)}");
        }
    }

    [Fact]
    public void Words_and_their_first_characters_are_told_across_the_seams()
    {
        for (int before = 0; before < 70; before++)
        {
            LineWalk walk = LineWalk.Over(new string('.', before) + "It's Well-known don’t" + new string(' ', before % 3));
            Assert.Equal((3, 2, 'I'), (walk.Words, walk.Capitalised, walk.Head));
        }
    }

    [Fact]
    public void A_mark_that_stands_in_a_line_as_words_is_named()
    {
        string[] frames = ["{0}", "The {0}", "x ({0}) y", "Harbour news / {0}", "\"{0}\" he said, and more words followed it to the end of a long line."];
        foreach (Marks set in Sets())
        {
            foreach (string mark in set.AsciiMarks.Concat(set.AsciiWords))
            {
                foreach (string frame in frames)
                {
                    string line = string.Format(CultureInfo.InvariantCulture, frame, mark);
                    Assert.True((LineWalk.Over(line).Marks & set.Bit) != 0, $"'{mark}' in '{line}'");
                    Assert.True((LineWalk.Over(line.ToUpperInvariant()).Marks & set.Bit) != 0, $"'{mark}' in capitals in '{line}'");
                }
            }
        }
    }

    [Fact]
    public void A_line_of_other_letters_may_hold_every_mark_and_a_plain_one_few()
    {
        Assert.Equal(WordStarts.Shared.All, LineWalk.Over("Ein schöner Morgen").Marks);
        Assert.Equal(0u, LineWalk.Over("Seven hundred growers gathered there, for a third summer – \"too dry\"").Marks);
    }

    private static IEnumerable<Marks> Sets() => LineForms.Sets.Append(Captions.Words).Append(Phrases.SubscriptionMarks).Append(Phrases.CommentMarks).Concat(Byline.Sets).Append(RelativeDate.Words).Append(SiteVoice.BusinessMarks).Append(SiteVoice.AddressMarks);

    private static object Told(LineWalk walk) =>
        (walk.Words, walk.Capitalised, walk.Unspaced, walk.Upper, walk.HasLower, walk.Separators, walk.HasDigit, (walk.HasColon, walk.HasArrow, walk.HasSlash, walk.HasOtherLetters, walk.Head));

    private static object Look(string text)
    {
        int words = 0;
        int capitalised = 0;
        int unspaced = 0;
        int upper = 0;
        bool lower = false;
        int separators = 0;
        bool digit = false;
        bool colon = false;
        bool arrow = false;
        bool slash = false;
        bool inWord = false;
        char head = '\0';
        foreach (char c in text)
        {
            separators += c is '>' or '|' or '»' or '›' or '•' or '·' ? 1 : 0;
            colon |= c is ':' or '|' or '：';
            arrow |= c is '»' or '›' or '→' or '«' or '‹' or '←';
            slash |= c is '/' or '|';
            if (char.IsLetterOrDigit(c))
            {
                digit |= char.IsDigit(c);
                if (!inWord && words++ == 0) head = c;
                if (!inWord && !char.IsLower(c)) capitalised++;
                inWord = true;
                if (c is >= '\u2E80' and < '\uAC00') unspaced++;
                else if (char.IsUpper(c)) upper++;
                else lower |= char.IsLower(c);
            }
            else if (!(c is '\'' or '-' or '’' || char.IsSurrogate(c)
                || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || c == '\u200B'))
            {
                inWord = false;
            }
        }
        bool other = text.Any(c => c is >= '\u00A1' and <= '\u1FFF' or >= '\u2070');
        return (words, capitalised, unspaced, upper, lower, separators, digit, (colon, arrow, slash, other, head));
    }
}
