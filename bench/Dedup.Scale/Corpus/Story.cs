namespace Dedup.Scale.Corpus;

/// <summary>What becomes of a story on its way to another site.</summary>
internal enum Treatment
{
    /// <summary>Word by word.</summary>
    Exact,

    /// <summary>One word in a hundred and fifty is another.</summary>
    Edited,

    /// <summary>Of its paragraphs only the first half to nine tenths.</summary>
    Truncated,

    /// <summary>With a paragraph or two of the site's own.</summary>
    Lengthened,

    /// <summary>Only two paragraphs, and three of the site's own.</summary>
    Excerpted,
}

/// <summary>Writes stories: the same number gives the same story, whoever asks for it and when.</summary>
internal static class Story
{
    private const ulong Stories = 0x51A7;
    private const ulong Edits = 0xED17;
    private const int WordsPerEdit = 150;

    /// <summary>The story's headline.</summary>
    public static void Headline(long story, TextBuffer text)
    {
        var dice = Dice.For(Stories + 1, story);
        text.AddCapital(Vocabulary.Shared.Rare(ref dice));
        for (int words = dice.Between(5, 8); words > 0; words--)
        {
            text.Add((byte)' ');
            text.Add(words % 3 == 1 ? Vocabulary.Shared.Joint(ref dice) : Vocabulary.Shared.Rare(ref dice));
        }
    }

    /// <summary>Its body: paragraphs that end their lines, about 1,900 characters, a third of them under half and a tenth over twice of that.</summary>
    public static void Body(long story, Treatment treatment, long copy, TextBuffer text)
    {
        var dice = Dice.For(Stories, story);
        var edits = Dice.For(Edits, copy);
        int paragraphs = dice.Below(10) switch { < 3 => dice.Between(3, 5), < 9 => dice.Between(6, 11), _ => dice.Between(14, 30) };
        int end = treatment switch
        {
            Treatment.Truncated => Math.Max(2, paragraphs * edits.Between(50, 90) / 100),
            Treatment.Excerpted => 2,
            _ => paragraphs,
        };
        bool edited = treatment is Treatment.Edited;
        for (int i = 0; i < end; i++) Paragraph(ref dice, ref edits, edited, text);
        for (int own = treatment switch { Treatment.Lengthened => edits.Between(1, 2), Treatment.Excerpted => 3, _ => 0 }; own > 0; own--)
            Paragraph(ref edits, ref edits, edited: false, text);
    }

    private static void Paragraph(ref Dice dice, ref Dice edits, bool edited, TextBuffer text)
    {
        for (int sentences = dice.Between(1, 3); sentences > 0; sentences--)
        {
            text.AddCapital(Vocabulary.Shared.Joint(ref dice));
            for (int words = dice.Between(9, 22); words > 0; words--)
            {
                text.Add((byte)' ');
                int kind = dice.Below(64);
                ReadOnlySpan<byte> word = Vocabulary.Shared.Any(ref dice);
                if (edited && edits.Below(WordsPerEdit) == 0) word = Vocabulary.Shared.Any(ref edits);
                if (kind == 0) text.Add(dice.Between(2, 3_000));
                else if (kind <= 4) text.AddCapital(word);
                else text.Add(word);
                if (kind >= 60) text.Add((byte)',');
            }
            text.Add(sentences > 1 ? ". "u8 : "."u8);
        }
        text.EndLine();
    }
}
