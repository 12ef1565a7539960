using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace Dedup.Core.Text;

/// <summary>Cuts text into normalised tokens and hashes each.</summary>
/// <remarks>
/// Normalisation is NFKC, simple case folding, removal of soft hyphens and zero-width characters, and removal of
/// apostrophes between word characters. A token is a run of letters, marks and digits; in scripts without spaces
/// (Han, kana, Thai and their like) it is each overlapping pair of characters, or the single character of a run of one.
/// A token's hash (<see cref="TokenHash"/>) is one of its UTF-8 bytes.
/// A token longer than <see cref="MaxTokenBytes"/> is cut into pieces of that length, so that memory stays bounded.
/// Two passes, the second over what the first-level cache still holds of an article: blocks of 64 characters as bit masks,
/// and tokens by counting trailing zeros. Text that the look-up of single characters cannot normalise (an ellipsis, a
/// combining mark) goes through <see cref="NormalForm"/> first. Runs with characters beyond ASCII or with an apostrophe within are read
/// by <see cref="RunReader"/>.
/// </remarks>
public static class Tokenizer
{
    /// <summary>Longest token in UTF-8 bytes.</summary>
    public const int MaxTokenBytes = 256;

    /// <summary>Appends the hashes of the tokens of <paramref name="text"/> to <paramref name="tokens"/>.</summary>
    public static void Tokenize(ReadOnlySpan<char> text, TokenList tokens) => Tokenize(text, tokens, VectorWidths.Widest);

    /// <summary>The token hashes of <paramref name="text"/> as a new array.</summary>
    public static ulong[] Tokenize(ReadOnlySpan<char> text)
    {
        var tokens = new TokenList();
        Tokenize(text, tokens);
        return tokens.Span.ToArray();
    }

    /// <summary>Whether a character belongs to a script that puts no space between words.</summary>
    public static bool IsUnspaced(Rune character) => Characters.Classify(character) == CharacterClass.Unspaced;

    internal static void Tokenize(ReadOnlySpan<char> text, TokenList tokens, VectorWidth width)
    {
        ArgumentNullException.ThrowIfNull(tokens);
        TextBlocks blocks = tokens.Blocks;
        int characters = BlockClassifier.Classify(text, isNormal: false, blocks, width);
        if (characters < 0)
        {
            text = NormalForm.Of(text, ref blocks.Normalized);
            characters = BlockClassifier.Classify(text, isNormal: true, blocks, width);
        }
        tokens.Characters += characters;
        Walk(text, blocks, tokens);
    }

    private static void Walk(ReadOnlySpan<char> text, TextBlocks blocks, TokenList tokens)
    {
        var finder = new RunFinder(blocks.Blocks.AsSpan(0, TextBlocks.Count(text.Length)));
        // Set while only tokens of unspaced scripts have followed what ended the last sentence.
        bool begins = false;
        while (finder.Next(blocks.Runs, blocks.Specials, out int found, out int specials))
        {
            int read = 0;
            foreach (SpecialRun special in blocks.Specials.AsSpan(0, specials))
            {
                ReadPlain(text, blocks.Runs.AsSpan(read..special.Index), tokens, ref begins);
                TextRun run = blocks.Runs[special.Index];
                begins |= special.BeginsSentence;
                RunReader.Read(text[run.Start..run.End], tokens, ref begins);
                read = special.Index + 1;
            }
            ReadPlain(text, blocks.Runs.AsSpan(read..found), tokens, ref begins);
        }
    }

    /// <summary>Adds the tokens of runs of ASCII letters and digits, nearly all of which take one step to hash.</summary>
    private static void ReadPlain(ReadOnlySpan<char> text, ReadOnlySpan<TextRun> runs, TokenList tokens, ref bool begins)
    {
        while (!runs.IsEmpty)
        {
            int read = ReadShort(runs, tokens, begins);
            begins &= read == 0;
            if (read == runs.Length) return;
            TextRun run = runs[read];
            // A sentence begins with it, or it is no name for another reason: either way it is none.
            bool noName = begins | (run.Packed & TextRun.NameStart) == 0;
            RunReader.Read(text[run.Start..run.End], tokens, ref noName);
            begins = false;
            runs = runs[(read + 1)..];
        }
    }

    /// <summary>Adds the tokens of the first runs that take one step to hash; returns how many they were.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int ReadShort(ReadOnlySpan<TextRun> runs, TokenList tokens, bool begins)
    {
        tokens.Reserve(runs.Length);
        ref byte folded = ref MemoryMarshal.GetArrayDataReference(tokens.Blocks.Folded);
        ref ulong items = ref tokens.NextToken;
        ref byte names = ref Unsafe.As<bool, byte>(ref tokens.NextName);
        ref ulong facts = ref tokens.NextFact;
        nint factCount = 0;
        ulong noNames = begins ? TextRun.NameStart : 0;
        int i = 0;
        for (; i < runs.Length; i++)
        {
            ulong run = runs[i].Packed;
            nuint start = (nuint)(run >> TextRun.StartShift) & int.MaxValue;
            nuint length = (nuint)(run >> TextRun.EndShift) - start;
            if (length > TokenHash.StepBytes) break;
            ulong digit = run & TextRun.HoldsDigit;
            ulong token = TokenHash.OfStep(ref Unsafe.Add(ref folded, start), length, digit);
            ulong name = (run & ~noNames) / TextRun.NameStart & ~digit & 1;
            noNames = 0;
            Unsafe.Add(ref items, (nint)(uint)i) = token;
            Unsafe.Add(ref names, (nint)(uint)i) = (byte)name;
            // Written for every token and kept for a fact: a branch would be taken wrongly too often.
            Unsafe.Add(ref facts, factCount) = token;
            factCount += (nint)(name | digit);
        }
        tokens.Advance(i, (int)factCount);
        return i;
    }
}
