namespace Dedup.Quality.Templates;

/// <summary>Invented people of the chrome: photographers, editors, commenters, officers.</summary>
internal static class People
{
    private static readonly string[] s_first =
    [
        "Marisol", "Dwayne", "Priya", "Graham", "Ines", "Tobias", "Kaitlyn", "Omar", "Beatrice", "Callum", "Yuki", "Rafael",
        "Hannah", "Leszek", "Abena", "Trevor", "Sunita", "Margaux", "Cody", "Fiona",
    ];

    private static readonly string[] s_last =
    [
        "Okafor", "Lindqvist", "Delgado", "Whitcomb", "Ferreira", "Hartley", "Nakamura", "Brandt", "Mulvaney", "Sorensen",
        "Pritchard", "Bhatt", "Kowalczyk", "Ellison", "Vance", "Moreau", "Tran", "Addison", "Quigley", "Baptiste",
    ];

    private static readonly string[] s_handles =
    [
        "bluecollar_bob", "TruthSeeker61", "Jan from Hull", "mikey_t", "Skeptical Cat", "RetiredTeacher", "gardenshed",
        "NorthernLass", "user4471902", "PDX_walker", "oldgoat", "Concerned of Cheam", "lemonade99", "The Real Dave",
    ];

    public static string Name(PageDraft draft) => $"{draft.Pick(s_first)} {draft.Pick(s_last)}";

    /// <summary>A person who is the same on every page of the site, such as its editor.</summary>
    public static string OfHouse(PageDraft draft) => $"{draft.House(s_first)} {draft.House(s_last)}";

    public static string Handle(PageDraft draft) => draft.Pick(s_handles);
}
