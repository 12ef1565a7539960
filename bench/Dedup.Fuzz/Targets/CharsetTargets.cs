using System.Text;
using Dedup.Engine.Sources.Charsets;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Bytes as text.</summary>
internal static class CharsetTargets
{
    /// <summary>Bytes and what is said of them.</summary>
    public sealed record Declared(byte[] Bytes, string? Label, bool IsHtml);

    private static readonly string[] Labels =
        ["utf-8", "UTF8", "iso-8859-1", "windows-1251", "koi8-r", "shift_jis", "euc-jp", "iso-2022-jp", "gbk", "gb18030", "big5", "euc-kr", "utf-16", "utf-16le", "utf-32", "utf-7", "x-user-defined", "", " ", "\"utf-8\"", "no-such", "65001", "37", "\0"];

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<Declared>("TextDecoder", "text or none; valid UTF-8 as it is; no half of a pair", 60, Make, Decode),
        new FuzzTarget<byte[]>("CharsetGuess", "an encoding for any bytes", 60, Bytes, Guess),
        new FuzzTarget<byte[]>("HtmlSniffer", "the same of more bytes where the first tell; labels of sensible length", 200, Bytes, Sniff),
    ];

    private static byte[] Bytes(FuzzRandom random)
    {
        string text = random.Once(3) ? HtmlPages.Html(random) : TextTargets.AnyText(random);
        if (random.Once(4)) text = $"<meta charset={random.Of<string>(Labels)}>" + text;
        Encoding encoding = random.Once(2) ? Encoding.UTF8 : CharsetLabel.Find(random.Of<string>(Labels)) ?? Encoding.Latin1;
        byte[] bytes = encoding.GetBytes(text);
        if (random.Once(8)) bytes = [.. random.Of<byte[]>([[0xFF, 0xFE], [0xFE, 0xFF], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE, 0, 0]]), .. bytes];
        return random.Once(2) ? bytes : ByteMutation.Mutate(random, bytes);
    }

    private static Declared Make(FuzzRandom random) => new(Bytes(random), random.Once(2) ? random.Of<string>(Labels) : null, random.Once(2));

    private static void Decode(Declared declared)
    {
        string? text = TextDecoder.Decode(declared.Bytes, declared.Label, declared.IsHtml);
        if (text is null) return;
        Property.Equal(text, Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)), "text stored and read");
        Property.Holds(text.Length <= declared.Bytes.Length, "more characters than bytes");
        Property.Equal(text, TextDecoder.Decode(declared.Bytes, declared.Label, declared.IsHtml), "text decoded again");
    }

    private static void Guess(byte[] bytes)
    {
        Encoding guessed = CharsetGuess.Of(bytes);
        Property.Holds(guessed.GetString(bytes).Length <= bytes.Length, "more characters than bytes");
        _ = TextDecoder.EncodingOf(bytes);
    }

    private static void Sniff(byte[] bytes)
    {
        _ = HtmlSniffer.IsHtml(bytes);
        _ = HtmlSniffer.HoldsTag(bytes);
        Property.Holds(CharsetLabel.InHtml(bytes) is null or { Length: > 0 and < 40 }, "a label of no sensible length");
        string media = Encoding.Latin1.GetString(bytes);
        Property.Holds(CharsetLabel.InMediaType(media) is null or { Length: > 0 and < 40 }, "a label of no sensible length in a media type");
        _ = CharsetLabel.Find(media.Length > 60 ? media[..60] : media);
    }
}
