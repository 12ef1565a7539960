using System.Text;

namespace Dedup.Core.Text;

/// <summary>The tokens of a text as words, where their hashes do not do: for a full-text index and what is asked of it.</summary>
/// <remarks>
/// The tokens of <see cref="Tokenizer"/>, one after another: the hash of each is the one that it gives. A character at a time and with a string
/// a token, so some ten times slower.
/// </remarks>
public static class TokenSpelling
{
    /// <summary>The first tokens of a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="most">Tokens beyond these are left.</param>
    public static List<string> Of(ReadOnlySpan<char> text, int most = int.MaxValue)
    {
        char[] buffer = [];
        ReadOnlySpan<char> normal = NormalForm.Of(text, ref buffer);
        List<string> words = [];
        var word = new StringBuilder();
        int bytes = 0;
        // The unspaced character before this one, where there is one; alone it is a token of its own.
        Rune? before = null;
        bool alone = false;
        for (int i = 0; i < normal.Length && words.Count < most;)
        {
            Rune.DecodeFromUtf16(normal[i..], out Rune rune, out int length);
            i += length;
            CharacterClass kind = Characters.Classify(rune);
            if (kind == CharacterClass.Ignored || (kind == CharacterClass.Apostrophe && word.Length > 0 && WordFollows(normal[i..]))) continue;
            Rune folded = Characters.Fold(rune);
            if (kind == CharacterClass.Unspaced)
            {
                EndWord();
                if (before is Rune first) words.Add(first.ToString() + folded);
                alone = before is null;
                before = folded;
                continue;
            }
            EndUnspaced();
            if (kind != CharacterClass.Word)
            {
                EndWord();
                continue;
            }
            if (bytes + (folded.IsAscii ? 1 : 4) > Tokenizer.MaxTokenBytes) EndWord();
            word.Append(folded.ToString());
            bytes += folded.Utf8SequenceLength;
        }
        EndUnspaced();
        EndWord();
        if (words.Count > most) words.RemoveRange(most, words.Count - most);
        return words;

        void EndWord()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
            bytes = 0;
        }

        void EndUnspaced()
        {
            if (alone) words.Add(before!.Value.ToString());
            alone = false;
            before = null;
        }
    }

    private static bool WordFollows(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out Rune rune, out int length);
            i += length;
            if (Characters.Classify(rune) is var kind && kind != CharacterClass.Ignored) return kind == CharacterClass.Word;
        }
        return false;
    }
}
