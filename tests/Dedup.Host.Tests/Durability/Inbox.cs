using System.Diagnostics;
using System.Globalization;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Durability;

/// <summary>A folder into which small files are dropped in bursts: most moved in whole, some written in place bit by bit.</summary>
internal sealed class Inbox
{
    private const int Seed = 5;

    private readonly string _staging;
    private readonly Random _random = new(Seed);
    private readonly string[] _words = [.. Directory.GetFiles(Checkout.SamplePages).SelectMany(File.ReadLines).SelectMany(line => line.Split(' '))
        .Where(word => word.Length > 2 && word.All(char.IsAsciiLetterLower)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private readonly List<string> _stories = [];

    public Inbox(Cli cli)
    {
        Folder = Directory.CreateDirectory(cli.File("inbox")).FullName;
        _staging = Directory.CreateDirectory(cli.File("staging")).FullName;
    }

    public string Folder { get; }

    public int Files { get; private set; }

    public int Documents { get; private set; }

    /// <summary>The longest time between two writes of a file that was written in place.</summary>
    public TimeSpan LongestPause { get; private set; }

    /// <summary>Drops a burst of files.</summary>
    public void Drop(int files)
    {
        var slow = new List<(string Path, string Text, long Written)>();
        for (int i = 0; i < files; i++)
        {
            int number = Files++;
            bool lines = number % 25 == 3;
            int pages = lines ? _random.Next(2, 6) : 1;
            Documents += pages;
            string name = string.Create(CultureInfo.InvariantCulture, $"{number:0000}.{(lines ? "jsonl" : "txt")}");
            string text = lines ? string.Concat(Enumerable.Range(0, pages).Select(line => MadeCrawl.Line($"{number}-{line}", Story()) + "\n")) : Story();
            if (number % 10 == 9) slow.Add((Path.Combine(Folder, name), text, 0));
            else
            {
                File.WriteAllText(Path.Combine(_staging, name), text);
                File.Move(Path.Combine(_staging, name), Path.Combine(Folder, name));
            }
        }
        // Three writes each, all files in turn.
        for (int part = 0; part < 3; part++)
        {
            for (int i = 0; i < slow.Count; i++)
            {
                (string path, string text, long written) = slow[i];
                File.AppendAllText(path, part == 2 ? text[(2 * (text.Length / 3))..] : text.Substring(part * (text.Length / 3), text.Length / 3));
                if (part > 0 && Stopwatch.GetElapsedTime(written) > LongestPause) LongestPause = Stopwatch.GetElapsedTime(written);
                slow[i] = (path, text, Stopwatch.GetTimestamp());
            }
            Thread.Sleep(20);
        }
    }

    private string Story()
    {
        // One in ten is an earlier story with some words replaced.
        if (_stories.Count > 20 && _random.Next(10) == 0)
            return string.Join(' ', _stories[_random.Next(_stories.Count)].Split(' ').Select(word => _random.Next(40) == 0 ? Word() : word));
        string title = Sentence(7).TrimEnd('.');
        string story = $"{title}\nBy Ann Ashdown\n{Paragraph()}\n{Paragraph()}\n{Paragraph()}\n";
        _stories.Add(story);
        return story;
    }

    private string Paragraph() => string.Join(' ', Enumerable.Range(0, 3).Select(_ => Sentence(_random.Next(9, 16))));

    private string Sentence(int words)
    {
        string sentence = string.Join(' ', Enumerable.Range(0, words).Select(_ => Word()));
        return char.ToUpperInvariant(sentence[0]) + sentence[1..] + ".";
    }

    private string Word() => _words[_random.Next(_words.Length)];
}
