using System.Globalization;
using Dedup.Engine.Sources;

namespace Dedup.Engine.Tests.Support;

/// <summary>Pages that share more keys than keys may pair: fillings of one form letter, some with a copy, and one story in many versions.</summary>
internal static class MadeCrowd
{
    private static readonly string[] Syllables = ["bar", "dol", "fen", "gri", "hul", "jas", "kem", "lor", "mun", "nip", "ost", "pra", "qui", "rud", "sel", "tov"];

    /// <summary>Letters <c>letter-N</c>, every fourth of them with a copy <c>letter-N-copy</c>, every fifth with one in small letters, <c>letter-N-small-copy</c>, and versions <c>story-N</c>.</summary>
    public static List<Page> Pages(int seed, int letters, int versions)
    {
        var random = new Random(seed);
        var pages = new List<Page>();
        for (int i = 0; i < letters; i++)
        {
            string letter = Letter(random);
            pages.Add(Crawl.Page($"letter-{i}", letter));
            if (i % 4 == 0) pages.Add(Crawl.Page($"letter-{i}-copy", letter.Replace("on heavy trading", "in brisk trading", StringComparison.Ordinal)));
            if (i % 5 == 0) pages.Add(Crawl.Page($"letter-{i}-small-copy", letter.ToLowerInvariant()));
        }
        string[] story = [.. Enumerable.Range(0, 240).Select(i => i % 12 == 11 ? Word(random) + "." : Word(random))];
        for (int i = 0; i < versions; i++)
        {
            string[] version = [.. story];
            version[random.Next(story.Length)] = Word(random);
            version[random.Next(story.Length)] = Word(random);
            pages.Add(Crawl.Page($"story-{i}", "The " + string.Join(' ', version)));
        }
        return pages;
    }

    private static string Letter(Random random)
    {
        string Number() => (random.Next(1000, 99_000) / 100.0).ToString("0.00", CultureInfo.InvariantCulture);
        string Name() => char.ToUpperInvariant(Word(random)[0]) + Word(random);
        string company = $"{Name()} {Name()}";
        return string.Join('\n',
            $"Shares of {company} closed at {Number()} dollars on heavy trading, up from {Number()} dollars the day before, as buyers came back to the stock after a weak month.",
            $"The company said that its sales in the quarter came to {Number()} million dollars, against {Number()} million dollars in the same quarter of the year before.",
            $"Its chief executive {Name()} {Name()} said in a statement that costs had been held down in all of its divisions and that the outlook for the rest of the year was unchanged.",
            $"Analysts who follow the company had expected a profit of {Number()} dollars a share on average, according to a survey of the market that was taken a week ago.",
            $"The stock has gained {Number()} percent since the beginning of the year and trades at {Number()} times the profit that is expected of the company in the next twelve months.");
    }

    private static string Word(Random random) => Syllables[random.Next(16)] + Syllables[random.Next(16)] + Syllables[random.Next(16)];
}
