using System.Globalization;
using System.Text;

namespace Dedup.Benchmarks;

/// <summary>
/// Text pages as a crawl has them, the same on every machine: a menu, headline, byline and date, paragraphs, a list of other
/// headlines and a footer, of many sites. Words are made of syllables between those that join English sentences, so that
/// hardly a line but those of the templates comes twice.
/// </summary>
internal sealed class TextCorpus
{
    private const int Sites = 60;

    private static readonly string[] Syllables = "ba cor del fen gar hol jun kel lam mor nes pol quin ras sten tor ul van wes yar bri cla dro fli gra sha ther pen lin mar".Split(' ');

    private static readonly string[] Joints = "the of and to in that is was for on with he said as it by at from has have had were are be this which not but they his her who would their been will an after its when".Split(' ');

    private static readonly string[] Places = ["LONDON", "HARBOUR CITY", "PORT ELLEN", "NEW HARLOW", "WESTMARCH"];

    private readonly Random _random = new(11);
    private readonly string[] _words;
    private readonly string[] _names;

    private TextCorpus()
    {
        _words = [.. Enumerable.Range(0, 6000).Select(_ => string.Concat(Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Pick(Syllables))))];
        _names = [.. Enumerable.Range(0, 800).Select(_ => Capital(Pick(_words)))];
    }

    /// <summary>A page with what must be found in it.</summary>
    public sealed record Page(string Text, string Title, string Published, string Body);

    public static Page[] Make(int count)
    {
        var corpus = new TextCorpus();
        return [.. Enumerable.Range(0, count).Select(corpus.MakePage)];
    }

    private Page MakePage(int number)
    {
        int site = number % Sites;
        string name = $"{_names[site]} Tribune";
        DateTime published = new DateTime(2024, 1, 1, 6, 0, 0, DateTimeKind.Unspecified).AddMinutes(97 * number);
        string title = Headline();
        string[] body = [.. Enumerable.Range(0, _random.Next(8, 15)).Select(i => Paragraph(i == 0 && number % 3 == 0))];
        var page = new StringBuilder();
        page.Append("Home News Sports Business Opinion Obituaries Weather\n").Append(name).Append('\n').Append(title).Append('\n');
        page.Append("By ").Append(Pick(_names)).Append(' ').Append(Pick(_names)).Append('\n');
        page.Append(site % 2 == 0 ? published.ToString("'Published 'yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : published.ToString("MMMM d, yyyy h:mm tt", CultureInfo.InvariantCulture));
        page.Append("\nShare on Facebook  Share on Twitter  Email  Print\n").AppendJoin('\n', body).Append('\n');
        page.Append(site % 3 == 0 ? "Related Articles\n" : "Most Read\n");
        for (int i = 1; i <= 6; i++) page.Append(site % 4 == 0 ? $"{i}. " : "").Append(Headline()).Append('\n');
        page.Append("Sign up for our newsletter\n© 2024 ").Append(name).Append(". Terms of Service Privacy Policy Cookie Settings\n");
        return new Page(page.ToString(), title, published.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture), string.Join('\n', body));
    }

    private string Headline() => Capital(string.Join(' ', Enumerable.Range(0, _random.Next(6, 11)).Select(i => i % 4 == 2 ? Pick(Joints) : Pick(_words))));

    private string Paragraph(bool dateline)
    {
        var text = new StringBuilder(dateline ? $"{Pick(Places)} (Reuters) - " : "");
        for (int sentences = _random.Next(2, 4); sentences > 0; sentences--) text.Append(Sentence()).Append(sentences > 1 ? " " : "");
        return text.ToString();
    }

    private string Sentence()
    {
        var text = new StringBuilder(Capital(Pick(Joints)));
        int words = _random.Next(9, 22);
        for (int i = 0; i < words; i++)
        {
            text.Append(' ').Append(_random.Next(20) switch
            {
                < 8 => Pick(Joints),
                < 17 => Pick(_words),
                < 19 => Pick(_names),
                _ => _random.Next(1, 3000).ToString(CultureInfo.InvariantCulture),
            });
            if (_random.Next(12) == 0) text.Append(',');
        }
        return text.Append(' ').Append(Pick(_words)).Append('.').ToString();
    }

    private string Pick(string[] words) => words[_random.Next(words.Length)];

    private static string Capital(string word) => char.ToUpperInvariant(word[0]) + word[1..];
}
