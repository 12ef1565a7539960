using System.Text;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Made;

/// <summary>Damages text in the ways that crawls do, and in some that they do not.</summary>
internal static class TextMutation
{
    /// <summary>No text becomes longer.</summary>
    private const int MostCharacters = 1 << 16;

    /// <summary>The text after some changes, seldom after none.</summary>
    /// <param name="random">Chance.</param>
    /// <param name="text">A text.</param>
    /// <param name="other">Makes another of which parts are taken.</param>
    public static string Mutate(FuzzRandom random, string text, Func<FuzzRandom, string>? other = null)
    {
        for (int changes = random.Size(8); changes > 0; changes--)
        {
            text = Change(random, text, other);
            if (text.Length > MostCharacters) text = text[..MostCharacters];
        }
        return text;
    }

    /// <summary>Text of odd characters alone.</summary>
    public static string Noise(FuzzRandom random, int most)
    {
        var noise = new StringBuilder();
        int length = random.Size(most);
        while (noise.Length < length) noise.Append(Piece(random));
        return noise.ToString();
    }

    /// <summary>UTF-8 read as Windows-1252, the bytes that this does not define as control characters.</summary>
    public static string Misread(string text)
    {
        var misread = new StringBuilder(text.Length * 2);
        foreach (byte b in Encoding.UTF8.GetBytes(text)) misread.Append(b is >= 0x80 and < 0xA0 ? Windows1252[b - 0x80] : (char)b);
        return misread.ToString();
    }

    private const string Windows1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ";

    private static string Change(FuzzRandom random, string text, Func<FuzzRandom, string>? other)
    {
        int at = random.Below(text.Length + 1);
        int count = Math.Min(text.Length - at, random.Size(64));
        switch (random.Below(14))
        {
            case 0 or 1 or 2:
                return text.Insert(at, Piece(random));
            case 3:
                return text.Remove(at, count);
            case 4:
                return text[..at];
            case 5:
                return text[at..];
            case 6:
                return text.Insert(at, text.Substring(at, count));
            case 7:
                return text.Insert(at, string.Concat(Enumerable.Repeat(text.Substring(at, Math.Min(count, 16)), random.Size(400))));
            case 8:
                return text.Insert(at, string.Concat(Enumerable.Repeat(Piece(random), random.Size(2_000))));
            case 9 when other is not null:
                string from = other(random);
                return text[..at] + from[random.Below(from.Length + 1)..];
            case 10:
                return text[..at] + Misread(text.Substring(at, count)) + text[(at + count)..];
            case 11:
                return text[..at] + (random.Once(2) ? text.Substring(at, count).ToUpperInvariant() : text.Substring(at, count).ToLowerInvariant()) + text[(at + count)..];
            case 12:
                // Without a letter's accents or with them apart.
                return text[..at] + WellFormed(text.Substring(at, count)).Normalize(random.Once(2) ? NormalizationForm.FormD : NormalizationForm.FormKC) + text[(at + count)..];
            default:
                return at < text.Length ? text[..at] + (char)random.Next() + text[(at + 1)..] : text;
        }
    }

    private static string Piece(FuzzRandom random) => random.Below(8) switch
    {
        0 or 1 => random.Of<string>(Signs.Odd),
        2 or 3 => random.Of<string>(Signs.Marks),
        4 => random.Of<string>(Signs.Numbers),
        5 => random.Of<string>(Signs.Scripts),
        6 => Wording.Word(random),
        _ => ((char)random.Next()).ToString(),
    };

    /// <summary>Normalisation refuses half pairs and noncharacters.</summary>
    private static string WellFormed(string text) => string.Concat(text.EnumerateRunes().Where(rune => (rune.Value & 0xFFFE) != 0xFFFE && rune.Value is < 0xFDD0 or > 0xFDEF));
}
