using Dedup.Core.Text;
using Dedup.Fuzz.Made;
using Dedup.Fuzz.Running;

namespace Dedup.Fuzz.Targets;

/// <summary>Repair of misread text, and tokens.</summary>
internal static class TextTargets
{
    /// <summary>NFKC changes it into two letters, so that a text with it is normalised as a whole.</summary>
    private const string Ligature = "\n\uFB01";

    public static IEnumerable<FuzzTarget> Make() =>
    [
        new FuzzTarget<string>("TextRepair", "only shorter, no new halves of pairs, misread punctuation comes back", 200, AnyText, Repair),
        new FuzzTarget<string>("Tokenizer", "the fast path and the normalised path give the same tokens; line feeds part texts", 150, AnyText, Tokenize),
    ];

    /// <summary>A text of any kind.</summary>
    public static string AnyText(FuzzRandom random) => random.Below(4) switch
    {
        0 => TextMutation.Noise(random, 400),
        1 => TextMutation.Mutate(random, Wording.Paragraph(random)),
        2 => TextMutation.Mutate(random, TextMutation.Misread(Wording.Paragraph(random))),
        _ => TextMutation.Mutate(random, TextPages.Line(random), TextPages.Line),
    };

    private static void Repair(string text)
    {
        string repaired = TextRepair.Repair(text);
        Property.Holds(repaired.Length <= text.Length, "a repair made the text longer");
        Property.Holds(text.AsSpan().ContainsAnyInRange('Â', 'ô') || ReferenceEquals(repaired, text), "undamaged text is another instance");
        Property.Holds(Halves(repaired) <= Halves(text), "a repair made half a pair");
        // Plain letters between punctuation, whose damage is beyond doubt.
        string plain = string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) ? c : "‘’“–—…•€ "[c % 9]));
        Property.Equal(plain, TextRepair.Repair(TextMutation.Misread(plain)), "misread punctuation");
    }

    private static int Halves(string text)
    {
        int halves = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) i++;
            else if (char.IsSurrogate(text[i])) halves++;
        }
        return halves;
    }

    private static void Tokenize(string text)
    {
        var tokens = new TokenList();
        Tokenizer.Tokenize(text, tokens);
        Property.Same(tokens.Span, Tokenizer.Tokenize(text), "a list and an array of tokens");
        Property.Holds(tokens.Characters >= 0 && tokens.Characters <= 18 * text.Length, "characters out of range");

        var normalized = new TokenList();
        Tokenizer.Tokenize(text + Ligature, normalized);
        Property.Equal(tokens.Count + 1, normalized.Count, "tokens of the normalised path");
        Property.Same(tokens.Span, normalized.Span[..tokens.Count], "the fast and the normalised path");
        Property.Same(tokens.Names, normalized.Names[..tokens.Count], "names of the fast and the normalised path");

        int cut = text.IndexOf(' ', StringComparison.Ordinal);
        if (cut < 0) return;
        ulong[] parts = [.. Tokenizer.Tokenize(text.AsSpan(0, cut)), .. Tokenizer.Tokenize(text.AsSpan(cut))];
        Property.Same(tokens.Span, parts, "a text and its two parts");
    }
}
