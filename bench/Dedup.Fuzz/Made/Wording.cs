using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>Running text, headlines and names, made of a few words in the languages whose pages we meet.</summary>
internal static class Wording
{
    private static readonly string[][] Languages =
    [
        ["the", "harbour", "council", "said", "that", "new", "bridge", "over", "river", "would", "cost", "million", "and", "open", "next", "spring", "after", "residents", "had", "asked", "for", "it", "since", "flood", "of", "market", "a", "minister", "report", "in", "to", "with", "Northvale", "Mara", "Ellison", "don't", "co-operate"],
        ["der", "die", "das", "Brücke", "über", "den", "Fluss", "wird", "nach", "Angaben", "Stadt", "im", "Frühjahr", "eröffnet", "und", "kostet", "Millionen", "sagte", "Bürgermeisterin", "nicht", "für", "Anwohner", "größer", "Straße"],
        ["le", "la", "pont", "sur", "rivière", "sera", "ouvert", "au", "printemps", "selon", "mairie", "et", "coûtera", "millions", "d'euros", "a", "déclaré", "l'élue", "pour", "les", "habitants", "après", "inondation"],
        ["el", "puente", "sobre", "río", "costará", "millones", "y", "abrirá", "en", "primavera", "dijo", "la", "alcaldesa", "de", "los", "vecinos", "después", "inundación", "según", "año"],
        ["мост", "через", "реку", "откроют", "весной", "сообщили", "в", "мэрии", "и", "обойдется", "миллионов", "рублей", "жители", "просили", "после", "наводнения", "на", "город"],
        ["قال", "المجلس", "إن", "الجسر", "الجديد", "على", "النهر", "سيفتح", "في", "الربيع", "بعد", "أن", "طلب", "السكان", "ذلك", "مليون", "من"],
        ["市议会", "表示", "新的", "大桥", "将于", "明年", "春天", "开通", "耗资", "百万", "居民", "洪水", "之后", "记者", "报道"],
        ["市議会は", "新しい橋が", "来年の春に", "開通すると", "発表した", "住民は", "洪水の後", "要望していた", "費用は", "百万"],
        ["시의회는", "새", "다리가", "내년", "봄에", "개통된다고", "밝혔다", "주민들은", "홍수", "이후", "요청했다"],
    ];

    private static readonly string[] FirstNames = ["Jane", "Max", "Élise", "José", "Иван", "Mary-Ann", "J.", "Ludwig", "أحمد", "张", "山田"];

    private static readonly string[] LastNames = ["Doe", "Mustermann", "Lefèvre", "García López", "Петров", "O’Brien", "van der Berg", "McKay", "علي", "三", "太郎"];

    /// <summary>A word.</summary>
    public static string Word(FuzzRandom random) => random.Of(random.Of<string[]>(Languages));

    /// <summary>Some words of one language, the first with a capital.</summary>
    public static string Words(FuzzRandom random, int count)
    {
        string[] language = random.Of<string[]>(Languages);
        string gap = language[0][0] >= 0x3000 && language[0][0] < 0xAC00 ? string.Empty : " ";
        string text = string.Join(gap, Enumerable.Range(0, Math.Max(1, count)).Select(_ => random.Once(12) ? random.Of<string>(Signs.Numbers) : random.Of(language)));
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>A sentence.</summary>
    public static string Sentence(FuzzRandom random) => Words(random, random.Between(3, 28)) + random.Of<string>([".", ".", ".", "?", "!", "。", "…", ".”", "", ":", ";"]);

    /// <summary>A paragraph.</summary>
    public static string Paragraph(FuzzRandom random) => string.Join(' ', Enumerable.Range(0, random.Between(1, 5)).Select(_ => Sentence(random)));

    /// <summary>A headline.</summary>
    public static string Headline(FuzzRandom random) => Words(random, random.Between(3, 12));

    /// <summary>A person's name.</summary>
    public static string Person(FuzzRandom random) => $"{random.Of<string>(FirstNames)} {random.Of<string>(LastNames)}";
}
