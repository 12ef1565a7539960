using Dedup.Core.Text;

namespace Dedup.Core.Verification;

/// <summary>What differs between two aligned bodies.</summary>
/// <param name="NumberSlots">Slots that hold other numbers.</param>
/// <param name="Numbers">Numbers in aligned text, those in slots included.</param>
/// <param name="WordSlots">Slots that hold other words.</param>
internal readonly record struct RobotSlots(int NumberSlots, int Numbers, int WordSlots);

/// <summary>Tells two robot stories (one form letter, other names and numbers) from two copies of one story.</summary>
/// <remarks>
/// The bodies are aligned word by word. A slot is a place where a short run was replaced by another short run. Editors
/// replace words and drop paragraphs but leave figures as they are; a robot fills other figures and other names into the
/// same slots. So: at least <see cref="VerificationOptions.RobotNumberSlots"/> slots hold other numbers, they are at least
/// <see cref="VerificationOptions.RobotNumberShare"/> of all numbers in aligned text, and some slot holds other words.
/// A correction changes few of many numbers; an update of a toll changes no names.
/// </remarks>
internal static class RobotLetter
{
    private const int MaxSlotWords = 8;

    public static bool Matches(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, VerificationOptions options) =>
        Compare(a, b, options) is { } slots && slots.NumberSlots >= options.RobotNumberSlots && slots.WordSlots > 0
        && slots.NumberSlots >= options.RobotNumberShare * slots.Numbers;

    /// <summary>What differs between two aligned bodies, or null where they cannot be robot stories whatever it is.</summary>
    public static RobotSlots? Compare(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, VerificationOptions options)
    {
        if (!NumbersDiffer(a, b, options.RobotNumberSlots)) return null;
        // Of several shortest edit scripts the order decides which is found: a fixed order makes the verdict symmetric.
        if (a.SequenceCompareTo(b) > 0)
        {
            ReadOnlySpan<ulong> swapped = a;
            a = b;
            b = swapped;
        }
        List<Hunk>? hunks = Alignment.Diff(a, b);
        if (hunks is null) return null;

        int numberSlots = 0;
        int wordSlots = 0;
        int equalNumbers = 0;
        int next = 0;
        foreach (Hunk hunk in hunks)
        {
            equalNumbers += CountNumbers(a[next..hunk.StartA]);
            next = hunk.StartA + hunk.CountA;
            if (hunk.CountA is 0 or > MaxSlotWords || hunk.CountB is 0 or > MaxSlotWords) continue;
            ReadOnlySpan<ulong> was = a.Slice(hunk.StartA, hunk.CountA);
            ReadOnlySpan<ulong> became = b.Slice(hunk.StartB, hunk.CountB);
            int numbers = Math.Min(CountNumbers(was), CountNumbers(became));
            numberSlots += numbers;
            if (was.Length > CountNumbers(was) && became.Length > CountNumbers(became)) wordSlots++;
        }
        equalNumbers += CountNumbers(a[next..]);
        return new RobotSlots(numberSlots, numberSlots + equalNumbers, wordSlots);
    }

    /// <summary>Cheap test before the alignment: each body must hold enough numbers that the other lacks.</summary>
    private static bool NumbersDiffer(ReadOnlySpan<ulong> a, ReadOnlySpan<ulong> b, int least)
    {
        Dictionary<ulong, int> balance = [];
        foreach (ulong token in a)
        {
            if (TokenList.IsNumber(token)) balance[token] = balance.GetValueOrDefault(token) + 1;
        }
        foreach (ulong token in b)
        {
            if (TokenList.IsNumber(token)) balance[token] = balance.GetValueOrDefault(token) - 1;
        }
        int onlyA = 0;
        int onlyB = 0;
        foreach (int count in balance.Values)
        {
            if (count > 0) onlyA += count;
            else onlyB -= count;
        }
        return onlyA >= least && onlyB >= least;
    }

    private static int CountNumbers(ReadOnlySpan<ulong> tokens)
    {
        int count = 0;
        foreach (ulong token in tokens)
        {
            if (TokenList.IsNumber(token)) count++;
        }
        return count;
    }
}
