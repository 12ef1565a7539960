using Dedup.Core.Text;

namespace Dedup.Core.Evaluation;

/// <summary>Measures that several reports share.</summary>
public static class Measures
{
    /// <summary>Harmonic mean of two shares; 0 where both are 0.</summary>
    public static double HarmonicMean(double a, double b) => a + b == 0 ? 0 : 2 * a * b / (a + b);

    /// <summary>
    /// F1 of the words of an extracted body against the true body, as multisets of normalised words; 1 where both are empty.
    /// </summary>
    public static double WordF1(string truth, string found)
    {
        ulong[] trueWords = Tokenizer.Tokenize(truth);
        ulong[] foundWords = Tokenizer.Tokenize(found);
        if (trueWords.Length == 0 && foundWords.Length == 0) return 1;
        var left = new Dictionary<ulong, int>();
        foreach (ulong word in trueWords) left[word] = left.GetValueOrDefault(word) + 1;
        int shared = 0;
        foreach (ulong word in foundWords)
        {
            if (left.TryGetValue(word, out int count) && count > 0)
            {
                left[word] = count - 1;
                shared++;
            }
        }
        return 2.0 * shared / (trueWords.Length + foundWords.Length);
    }
}
