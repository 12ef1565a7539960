using System.Globalization;

namespace Dedup.Quality.HardWorld;

/// <summary>What editors, spinners and agencies do to one story.</summary>
internal static class Edits
{
    /// <summary>Another hand's typing: quotes, dashes, the headline in capitals. No word changes.</summary>
    public static Story Light(Story story, Random random)
    {
        int form = random.Next(3);
        string Typed(string sentence) => form switch
        {
            0 => sentence.Replace('“', '"').Replace('”', '"').Replace('’', '\'').Replace(" — ", " - ", StringComparison.Ordinal),
            1 => sentence.Replace("“", "‘", StringComparison.Ordinal).Replace("”", "’", StringComparison.Ordinal).Replace(" per cent", " percent", StringComparison.Ordinal),
            _ => sentence.Replace(" — ", " – ", StringComparison.Ordinal).Replace("’", "'", StringComparison.Ordinal),
        };
        return Each(story, Typed) with { Title = random.Next(4) == 0 ? story.Title.ToUpperInvariant() : story.Title };
    }

    /// <summary>An editor's pass: a few words, a sentence out, perhaps a paragraph of the paper's own.</summary>
    public static Story Edited(Story story, Random random)
    {
        List<string[]> paragraphs = [.. Replaced(story, 0.015, random).Paragraphs];
        int at = random.Next(1, paragraphs.Count);
        if (paragraphs[at].Length > 1) paragraphs[at] = [.. paragraphs[at].Where((_, i) => i != paragraphs[at].Length - 1)];
        else if (paragraphs.Count > 4) paragraphs.RemoveAt(at);
        if (random.Next(3) == 0) paragraphs.Insert(random.Next(1, paragraphs.Count + 1), new Prose(random).Paragraph(1));
        return story with { Paragraphs = [.. paragraphs] };
    }

    /// <summary>8–12 % of the words are others, evenly spread; names and figures stay, as spinners leave them.</summary>
    public static Story Spun(Story story, Random random)
    {
        Story spun = Replaced(story, 0.08 + (0.04 * random.NextDouble()), random);
        return spun with { Title = Replace(story.Title, 3, 0, random) };
    }

    /// <summary>All sentences stay, in another order.</summary>
    public static Story Reordered(Story story, Random random)
    {
        string[] sentences = [.. story.Paragraphs.SelectMany(p => p)];
        random.Shuffle(sentences);
        int next = 0;
        return story with { Paragraphs = [.. story.Paragraphs.Select(p => p.Select(_ => sentences[next++]).ToArray())] };
    }

    public static Story Shuffled(Story story, Random random)
    {
        string[][] paragraphs = [.. story.Paragraphs];
        random.Shuffle(paragraphs);
        return story with { Paragraphs = paragraphs };
    }

    /// <summary>Another headline, another lead, or both: the rest stands.</summary>
    public static Story Relead(Story story, Random random)
    {
        var prose = new Prose(random);
        int what = random.Next(3);
        string[][] paragraphs = what == 0 ? story.Paragraphs : [prose.Paragraph(Math.Max(1, story.Paragraphs[0].Length)), .. story.Paragraphs[1..]];
        return story with { Title = what == 1 ? story.Title : prose.Headline(), Paragraphs = paragraphs };
    }

    /// <summary>A write-through: some figures and a name are corrected, a paragraph comes in, and a note says so.</summary>
    public static Story Corrected(Story story, Random random)
    {
        int left = random.Next(2, 5);
        List<string[]> paragraphs = [.. Each(story, sentence => string.Join(' ', sentence.Split(' ').Select(word =>
            left > 0 && word.Length > 0 && char.IsAsciiDigit(word[0]) && random.Next(2) == 0 && left-- > 0 ? Corrected(word, random) : word))).Paragraphs];
        paragraphs.Insert(random.Next(1, paragraphs.Count + 1), new Prose(random).Paragraph(random.Next(1, 3)));
        string note = (random.Next(4)) switch
        {
            0 => "(CORRECTS figure in paragraph " + random.Next(2, 6) + ")",
            1 => "CORRECTION: An earlier version of this report gave a wrong figure.",
            2 => "Eds: CORRECTS number in lead; ADDS reaction.",
            _ => "(Updates throughout, CORRECTS day of hearing)",
        };
        paragraphs.Insert(random.Next(2) == 0 ? 0 : paragraphs.Count, [note]);
        return story with { Paragraphs = [.. paragraphs] };
    }

    /// <summary>The beginning of a story, sentence by sentence, as long as it has no more than this share of its characters.</summary>
    public static Story Truncated(Story story, double share) => story with { Paragraphs = Take(story, 0, share) };

    /// <summary>A stretch of a story from anywhere.</summary>
    public static Story Excerpt(Story story, double share, Random random) =>
        story with { Paragraphs = Take(story, random.Next(0, 1 + (story.Paragraphs.Length * 6 / 10)), share) };

    public static string[][] Take(Story story, int from, double share)
    {
        int left = (int)(share * story.Paragraphs.Sum(Length));
        var taken = new List<string[]>();
        foreach (string[] paragraph in story.Paragraphs.Skip(from))
        {
            string[] fits = [.. paragraph.TakeWhile(sentence => (left -= sentence.Length + 1) >= 0)];
            if (fits.Length > 0) taken.Add(fits);
            if (left < 0) break;
        }
        return taken.Count > 0 ? [.. taken] : [[story.Paragraphs[from][0]]];
    }

    public static int Length(string[] paragraph) => paragraph.Sum(sentence => sentence.Length + 1);

    private static Story Replaced(Story story, double share, Random random)
    {
        int step = (int)Math.Round(1 / share);
        int count = 0;
        return Each(story, sentence =>
        {
            string replaced = Replace(sentence, step, count % step, random);
            count += sentence.Split(' ').Length;
            return replaced;
        });
    }

    /// <summary>Every so manieth word, or the next one that is an open word.</summary>
    private static string Replace(string sentence, int step, int done, Random random)
    {
        string[] words = sentence.Split(' ');
        int due = 0;
        for (int i = 0; i < words.Length; i++)
        {
            if ((done + i) % step == step - 1) due++;
            if (due == 0) continue;
            string bare = words[i].Trim(',', '.', '“', '”');
            if (bare.Length == 0 || Words.Other(bare, random) is not string other) continue;
            words[i] = words[i].Replace(bare, other, StringComparison.Ordinal);
            due--;
        }
        return string.Join(' ', words);
    }

    private static string Corrected(string figure, Random random)
    {
        string digits = new([.. figure.TakeWhile(char.IsAsciiDigit)]);
        int value = int.Parse(digits, CultureInfo.InvariantCulture);
        return (value + 1 + random.Next(1 + (value / 3))).ToString(CultureInfo.InvariantCulture) + figure[digits.Length..];
    }

    private static Story Each(Story story, Func<string, string> edit) =>
        story with { Paragraphs = [.. story.Paragraphs.Select(p => p.Select(edit).ToArray())] };
}
