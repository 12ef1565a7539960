using Dedup.Core.Sketches;
using Dedup.Core.Text;

namespace Dedup.Core.Verification;

/// <summary>What differs between two aligned bodies.</summary>
/// <param name="NumberSlots">Numbers in slots that hold other numbers.</param>
/// <param name="Numbers">Numbers in aligned text, those in slots included.</param>
/// <param name="NameSlots">Names in slots that hold other names.</param>
/// <param name="Names">Names in aligned text, those in slots included.</param>
/// <param name="WordSlots">Slots that hold other words.</param>
internal readonly record struct Slots(int NumberSlots, int Numbers, int NameSlots, int Names, int WordSlots)
{
    /// <summary>Whether the two are stories of one form letter.</summary>
    public bool AreRobots(VerificationOptions options) => ByNumbers(options) || ByNames(options);

    /// <summary>Most numbers differ, and some words; or all but a few numbers, and there are many.</summary>
    public bool ByNumbers(VerificationOptions options) =>
        NumberSlots >= options.RobotNumberSlots && NumberSlots >= options.RobotNumberShare * Numbers
        && (WordSlots > 0 || (NumberSlots >= 2 * options.RobotNumberSlots && NumberSlots >= AllButFew * Numbers));

    /// <summary>Most names differ: a person or a town has a first and a second name, so that one more is asked for than of numbers.</summary>
    public bool ByNames(VerificationOptions options) =>
        NameSlots > options.RobotNumberSlots && NameSlots >= options.RobotNumberShare * Names;

    /// <summary>Whether some facts differ.</summary>
    public bool AreCorrected => NumberSlots > 0 || NameSlots > 0;

    private const double AllButFew = 0.8;
}

/// <summary>Tells two robot stories (one form letter, other names and numbers) from two copies of one story.</summary>
/// <remarks>
/// The bodies are aligned word by word. A slot is a place where a short run was replaced by another short run. Editors
/// replace words and drop paragraphs but leave facts as they are; a robot fills other figures and other names into the
/// same slots. So: at least <see cref="VerificationOptions.RobotNumberSlots"/> slots hold other numbers, or more other names, and they
/// are at least <see cref="VerificationOptions.RobotNumberShare"/> of all numbers, or names, in aligned text. A correction changes few of
/// many facts; an update of a toll changes no names and leaves most figures.
/// </remarks>
internal static class RobotLetter
{
    private const int MaxSlotWords = 8;

    /// <summary>What differs between two aligned bodies, or null where no fact can differ in its place.</summary>
    public static Slots? Compare(ShingleSet a, ShingleSet b)
    {
        if (!Facts.Differ(a, b, 1, 1)) return null;
        // Of several shortest edit scripts the order decides which is found: a fixed order makes the verdict symmetric.
        if (a.Tokens.SequenceCompareTo(b.Tokens) > 0) (a, b) = (b, a);
        List<Hunk>? hunks = Alignment.Diff(a.Tokens, b.Tokens);
        if (hunks is null) return null;

        int numberSlots = 0;
        int nameSlots = 0;
        int wordSlots = 0;
        int equalNumbers = 0;
        int equalNames = 0;
        int next = 0;
        foreach (Hunk hunk in hunks)
        {
            (int numbers, int names) = Count(a, next, hunk.StartA);
            equalNumbers += numbers;
            equalNames += names;
            next = hunk.StartA + hunk.CountA;
            if (hunk.CountA is 0 or > MaxSlotWords || hunk.CountB is 0 or > MaxSlotWords) continue;
            (int numbersWere, int namesWere) = Count(a, hunk.StartA, next);
            (int numbersBecame, int namesBecame) = Count(b, hunk.StartB, hunk.StartB + hunk.CountB);
            numberSlots += Math.Min(numbersWere, numbersBecame);
            nameSlots += Math.Min(namesWere, namesBecame);
            if (hunk.CountA > numbersWere && hunk.CountB > numbersBecame) wordSlots++;
        }
        (int lastNumbers, int lastNames) = Count(a, next, a.Words);
        return new Slots(numberSlots, numberSlots + equalNumbers + lastNumbers, nameSlots, nameSlots + equalNames + lastNames, wordSlots);
    }

    private static (int Numbers, int Names) Count(ShingleSet body, int from, int to)
    {
        int numbers = 0;
        int names = 0;
        for (int i = from; i < to; i++)
        {
            if (TokenList.IsNumber(body.Tokens[i])) numbers++;
            else if (body.IsName(i)) names++;
        }
        return (numbers, names);
    }
}
