namespace Dedup.Quality.HardWorld;

/// <summary>A story as its author wrote it: paragraphs of sentences.</summary>
/// <param name="Id">Name of the story.</param>
/// <param name="Title">Headline.</param>
/// <param name="Paragraphs">Paragraphs, each a list of sentences.</param>
internal sealed record Story(string Id, string Title, string[][] Paragraphs)
{
    public int WordCount { get; } = Paragraphs.Sum(Count);

    public static int Count(string[] paragraph) => paragraph.Sum(sentence => sentence.Split(' ').Length);
}

/// <summary>
/// One writer's voice: a cast and a part of the vocabulary, from which sentences are made by a grammar. No five words in
/// a row have fewer than two open places, so that two stories share a shingle by rare chance only.
/// </summary>
internal sealed class Prose
{
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    private static readonly string[] Said = ["said", "insisted", "argued", "replied", "wrote", "told reporters", "warned", "added", "claimed", "conceded", "told a hearing", "maintained"];
    private static readonly string[] Links = ["after", "while", "because", "although", "before", "since", "until", "as"];
    private static readonly string[] Preps = ["near", "beside", "behind", "inside", "across", "without", "despite", "beyond", "under", "along", "for", "against", "over", "from"];
    private static readonly string[] Units = ["million crowns", "tonnes", "hectares", "kilometres", "per cent", "households", "jobs", "litres", "million marks", "metres"];
    private readonly Random _random;
    private readonly string[] _people;
    private readonly string[] _roles;
    private readonly string[] _places;
    private readonly string[] _bodies;
    private readonly string[] _nouns;
    private readonly string[] _verbs;
    private readonly string[] _adjectives;
    private readonly HashSet<string> _introduced = [];

    public Prose(Random random)
    {
        _random = random;
        _people = Some(random.Next(3, 7), Names.Person);
        _roles = Some(_people.Length, Names.Role);
        _places = Some(random.Next(3, 6), Names.Place);
        _bodies = Some(random.Next(2, 5), Names.Body);
        _nouns = Part(Words.Nouns, 110);
        _verbs = Part(Words.Verbs, 80);
        _adjectives = Part(Words.Adjectives, 80);
    }

    /// <summary>A story of about so many words.</summary>
    public static Story Story(string id, int words, Random random)
    {
        var prose = new Prose(random);
        string title = prose.Headline();
        var paragraphs = new List<string[]>();
        for (int count = 0; count < words; count += HardWorld.Story.Count(paragraphs[^1])) paragraphs.Add(prose.Paragraph(random.Next(1, 5)));
        if (random.Next(5) < 2) paragraphs[0][0] = $"{prose._places[0].ToUpperInvariant()} — {paragraphs[0][0]}";
        return new Story(id, title, [.. paragraphs]);
    }

    /// <summary>Stories are 150–900 words long, short ones being more frequent.</summary>
    public static Story Story(string id, Random random) => Story(id, 150 + (int)(700 * Math.Pow(random.NextDouble(), 1.7)), random);

    public string[] Paragraph(int sentences) => [.. Enumerable.Range(0, sentences).Select(_ => Sentence())];

    public string[] ParagraphOf(int words)
    {
        var sentences = new List<string>();
        while (HardWorld.Story.Count([.. sentences]) < words) sentences.Add(Sentence());
        return [.. sentences];
    }

    public string Headline() => Words.Capital(_random.Next(6) switch
    {
        0 => $"{Pick(_bodies)} {Plural(Verb())} {Adjective()} {Noun()} in {Pick(_places)}",
        1 => $"{Adjective()} {Noun()} {Plural(Verb())} {Pick(_places)} {Noun()}",
        2 => $"{Pick(_places)} {Noun()} to {Verb()} {Adjective()} {Words.Plural(Noun())}",
        3 => $"{Surname(Pick(_people))} {Plural(Verb())} {Noun()} over {Adjective()} {Noun()}",
        4 => $"Why {Pick(_places)} {Words.Plural(Noun())} {Verb()} the {Adjective()} {Noun()}",
        _ => $"{Words.Plural(Noun())} {Verb()} {Noun()} as {Pick(_bodies)} {Plural(Verb())} {Noun()}",
    });

    public string Sentence()
    {
        string text = _random.Next(9) switch
        {
            0 => $"“{Words.Capital(Clause())},” {Who()} {Pick(Said)}",
            1 => $"{Who()} {Pick(Said)} {(_random.Next(2) == 0 ? "that " : string.Empty)}{Clause()}",
            2 => $"{Pick(Links)} {Clause()}, {Clause()}",
            3 => $"{Clause()}, {Pick(Links)} {Clause()}",
            4 => $"on {Pick(Days)} {Clause()}",
            5 => $"{Clause()} and {Words.Past(Verb())} {Thing()}",
            6 => $"{Words.Doing(Verb())} {Thing()}, {Who()} {Action()}",
            7 => $"{Clause()}, {Pick(Said)} {Who()}",
            _ => Clause(),
        };
        return Words.Capital(text.TrimEnd(',').Replace(",,", ",", StringComparison.Ordinal)) + ".";
    }

    private string Clause() => $"{Actor()} {Action()}";

    private string Action() => _random.Next(8) switch
    {
        0 => $"{Words.Past(Verb())} {Thing()} {Pick(Preps)} {Thing()}",
        1 => $"{Adverb()} {Words.Past(Verb())} {Thing()}",
        2 => $"{Words.Past(Verb())} {Thing()} to {Verb()} {Thing()}",
        3 => $"would {Verb()} {Thing()} {Pick(Preps)} {Thing()}",
        4 => $"{Words.Past(Verb())} {Figure()} {Pick(Preps)} {Thing()}",
        5 => $"had {Adverb()} {Words.Past(Verb())} {Thing()} in {Pick(_places)}",
        6 => $"could {Verb()} {Thing()} by {Words.Doing(Verb())} {Noun()} {Words.Plural(Noun())}",
        _ => $"{Words.Past(Verb())} {Thing()}",
    };

    private string Actor() => _random.Next(6) switch
    {
        0 => Who(),
        1 => Pick(_bodies),
        2 => $"{Words.Plural(Noun())} from {Pick(_places)}",
        3 => $"{Pick(_places)}’s {Adjective()} {Noun()}",
        _ => Thing(),
    };

    private string Thing() => _random.Next(9) switch
    {
        0 => $"the {Adjective()} {Noun()}",
        1 => A($"{Adjective()} {Noun()}"),
        2 => $"{Adjective()} {Words.Plural(Noun())}",
        3 => $"the {Noun()} {Pick(Preps)} {Pick(_places)}",
        4 => $"{Adjective()} {Noun()} {Words.Plural(Noun())}",
        5 => $"{Words.Plural(Noun())} and {Adjective()} {Words.Plural(Noun())}",
        6 => A($"{Noun()} {Noun()}"),
        7 => $"{Pick(_bodies)}’s {Noun()}",
        _ => $"{_random.Next(2, 90)} {Adjective()} {Words.Plural(Noun())}",
    };

    private string Figure() => _random.Next(3) == 0
        ? $"{_random.Next(1, 99)}.{_random.Next(10)} {Pick(Units)}"
        : $"{_random.Next(12, 9800)} {Pick(Units)}";

    /// <summary>In full at first, by the last name later.</summary>
    private string Who()
    {
        int i = _random.Next(_people.Length);
        if (!_introduced.Add(_people[i])) return Surname(_people[i]);
        return _random.Next(2) == 0 ? $"{_roles[i]} {_people[i]}" : $"{_people[i]}, {A($"{_roles[i]} in {Pick(_places)}")},";
    }

    private static string A(string rest) => ("aeiou".Contains(rest[0], StringComparison.Ordinal) ? "an " : "a ") + rest;

    private static string Plural(string verb) => Words.Plural(verb);

    private static string Surname(string person) => person[(person.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    private string Noun() => Pick(_random.Next(4) == 0 ? Words.Nouns : _nouns);

    private string Verb() => Pick(_random.Next(4) == 0 ? Words.Verbs : _verbs);

    private string Adjective() => Pick(_random.Next(4) == 0 ? Words.Adjectives : _adjectives);

    private string Adverb() => Pick(Words.Adverbs);

    private string Pick(string[] of) => of[_random.Next(of.Length)];

    private string[] Some(int count, Func<Random, string> make) => [.. Enumerable.Range(0, count).Select(_ => make(_random))];

    private string[] Part(string[] all, int count) => [.. Enumerable.Range(0, count).Select(_ => all[_random.Next(all.Length)])];
}
