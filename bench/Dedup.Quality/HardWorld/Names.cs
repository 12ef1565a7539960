namespace Dedup.Quality.HardWorld;

/// <summary>Names of people, places and bodies that do not exist, put together from syllables.</summary>
internal static class Names
{
    private static readonly string[] Starts = Split("Bar Bel Bren Cal Cor Dal Dem Dor El Fal Fen Gar Gil Hal Har Ivo Jas Kal Kel Lan Lor Mar Mel Nor Ol Or Pel Per Quin Ran Ros Sal Sev Tal Tor Ul Val Ver Wen Yar Zel Ash Brix Crom Dun Eck Frey Gris Holt Ister Jor");
    private static readonly string[] Middles = Split("a e i o u an en in or ar el il us ima ora eva ola ari eni ust ond ell irr amb ist");
    private static readonly string[] Ends = Split("ck dale den dorf ford gard grove ham holm ker land ley man mere mont ner nov quist rand rick ros sen sky son stad ston tan thal ton tov vale verd vik well wick worth zar");
    private static readonly string[] Firsts = Split("Adele Alaric Amina Anselm Beatrix Benno Carys Casimir Clemence Cosmo Dagny Darius Delphine Edda Elio Emeric Esme Fabian Farida Fergus Freya Gareth Ginevra Hamid Hedwig Hugo Ileana Ingram Isolde Jorah Judith Kasper Katya Lazlo Leonie Lucan Mabel Magnus Marit Milo Nadia Nestor Odile Olaf Otis Paloma Percival Petra Quentin Ragna Rafe Rosalind Rupert Sabine Selim Sunniva Tamsin Theo Tobias Ulla Ursula Viktor Viola Wanda Wilf Xenia Yusuf Yvette Zachary Zora");
    private static readonly string[] Roles = Split("analyst,spokesman,spokeswoman,chairman,treasurer,campaigner,historian,engineer,shopkeeper,farmer,economist,union official,former minister,researcher,resident,chief executive,head teacher,police chief,organiser,columnist,doctor,curator,trainer,captain,lawyer,planner,biologist", ',');
    private static readonly string[] Bodies = Split("Authority,Board,Group,Holdings,Industries,Institute,Society,Partners,Alliance,Works,Bank,Airways,Energy,Foods,Rail,Insurance,Observatory,Rovers,United,Council,Press,Fund,Laboratories,Motors,Shipping,Union", ',');

    public static string Place(Random random) => Pick(Starts, random) + (random.Next(3) > 0 ? Pick(Middles, random) : string.Empty) + Pick(Ends, random);

    public static string Last(Random random) => Pick(Starts, random) + Pick(Middles, random) + Pick(Ends, random);

    public static string Person(Random random) => $"{Pick(Firsts, random)} {Last(random)}";

    public static string Role(Random random) => Pick(Roles, random);

    public static string Body(Random random) => random.Next(3) == 0
        ? $"{Place(random)} {Pick(Bodies, random)}"
        : $"{Place(random)} {Words.Capital(Words.Nouns[random.Next(Words.Nouns.Length)])} {Pick(Bodies, random)}";

    public static T Pick<T>(IReadOnlyList<T> of, Random random) => of[random.Next(of.Count)];

    private static string[] Split(string text, char by = ' ') => text.Split(by);
}
