using System.Text;

namespace Dedup.Scale.Corpus;

/// <summary>A site with the template that it wraps its pages in.</summary>
internal sealed class Site
{
    private static readonly string[] Menus =
    [
        "Home News Sports Business Opinion Obituaries Weather", "Home | World | Politics | Markets | Culture | Sport", "News\\nLocal\\nBusiness\\nSports\\nSubscribe",
        "Home > News", "World News Politics Economy Technology Health", "Sections Search Log in",
    ];

    private static readonly string[] Shares = ["Share on Facebook  Share on Twitter  Email  Print", "Share Tweet Email", "Facebook Twitter WhatsApp Copy link", ""];

    private static readonly string[] Lists = ["Related Articles", "Most Read", "More from {0}", "Trending Now", "You may also like"];

    private static readonly string[] Ends = ["Sign up for our newsletter\\n", "", "Subscribe to {0} for more stories\\n", "Follow us on Facebook and Twitter\\n"];

    private readonly int _number;

    private Site(int number)
    {
        _number = number;
        var dice = Dice.For(0x517E, number);
        var name = new TextBuffer();
        name.AddCapital(Vocabulary.Shared.Rare(ref dice));
        name.Add(dice.Below(4) switch { 0 => " Tribune"u8, 1 => " Herald"u8, 2 => " Daily"u8, _ => " Post"u8 });
        Name = Encoding.ASCII.GetString(name.Written);
        Host = Encoding.ASCII.GetBytes($"{Name.Split(' ')[0].ToLowerInvariant()}{number}.example");
        Head = Encoding.ASCII.GetBytes($"{Menus[dice.Below(Menus.Length)]}\\n{Name}\\n");
        string share = Shares[dice.Below(Shares.Length)];
        Share = Encoding.ASCII.GetBytes(share.Length > 0 ? share + "\\n" : "");
        List = Encoding.ASCII.GetBytes(Fill(Lists[dice.Below(Lists.Length)]) + "\\n");
        Foot = Encoding.ASCII.GetBytes($"{Fill(Ends[dice.Below(Ends.Length)])}(c) 2024 {Name}. All rights reserved. Terms of Service Privacy Policy Contact us\\n");
    }

    /// <summary>All sites; a few carry most pages.</summary>
    public static Site[] All { get; } = [.. Enumerable.Range(0, 600).Select(number => new Site(number))];

    public string Name { get; }

    public byte[] Host { get; }

    private byte[] Head { get; }

    private byte[] Share { get; }

    private byte[] List { get; }

    private byte[] Foot { get; }

    /// <summary>Writes a page around a body.</summary>
    /// <param name="page">The page's number.</param>
    /// <param name="story">The story that it carries.</param>
    /// <param name="day">The day that it claims, from the first of 2024.</param>
    /// <param name="text">Where it is written.</param>
    /// <param name="body">Writes the body.</param>
    public void Page(long page, long story, int day, TextBuffer text, Action<TextBuffer> body)
    {
        var dice = Dice.For(0x9A6E, page);
        text.Add(Head);
        Story.Headline(story, text);
        text.EndLine();
        if (_number % 5 != 0)
        {
            text.Add("By "u8);
            text.AddCapital(Vocabulary.Shared.Rare(ref dice));
            text.Add((byte)' ');
            text.AddCapital(Vocabulary.Shared.Rare(ref dice));
            text.EndLine();
        }
        DateLine(day, dice.Below(24 * 60), text);
        text.Add(Share);
        body(text);
        text.Add(List);
        for (int other = 0; other < 5; other++)
        {
            Story.Headline(story + 1 + dice.Below(2_000), text);
            text.EndLine();
        }
        text.Add(Foot);
    }

    private void DateLine(int day, int minute, TextBuffer text)
    {
        DateTime date = new DateTime(2024, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(day);
        text.Add(_number % 2 == 0 ? "Published: "u8 : "Posted on "u8);
        text.Add(date.Year);
        text.Add((byte)'-');
        text.Add(date.Month, digits: 2);
        text.Add((byte)'-');
        text.Add(date.Day, digits: 2);
        text.Add((byte)' ');
        text.Add(minute / 60, digits: 2);
        text.Add((byte)':');
        text.Add(minute % 60, digits: 2);
        text.EndLine();
    }

    private string Fill(string text) => text.Replace("{0}", Name, StringComparison.Ordinal);
}
