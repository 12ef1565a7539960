using Dedup.Core.Sketches;
using Dedup.Core.Text;

namespace Dedup.Core.Verification;

/// <summary>What differs between two aligned bodies.</summary>
/// <param name="NumberSlots">Numbers in slots that hold other numbers.</param>
/// <param name="Numbers">Numbers in aligned text, those in slots included.</param>
/// <param name="NameSlots">Names in slots that hold other names.</param>
/// <param name="Names">Names in aligned text, those in slots included.</param>
/// <param name="FactSlots">Slots that hold other numbers or other names.</param>
/// <param name="WordSlots">Slots that hold other words.</param>
/// <param name="AllSlots">Slots.</param>
internal readonly record struct Slots(int NumberSlots, int Numbers, int NameSlots, int Names, int FactSlots, int WordSlots, int AllSlots)
{
    /// <summary>Share of all slots from which little but facts differs.</summary>
    private const double MostSlots = 0.7;

    /// <summary>Share of the names that then is enough: a form has names of its own, of days and offices.</summary>
    private const double SomeNames = 0.3;

    /// <summary>Part of <see cref="VerificationOptions.RobotNumberShare"/> that is enough of many numbers.</summary>
    private const double ManyNumbers = 0.8;

    /// <summary>Whether the two are stories of one form letter.</summary>
    public bool AreRobots(VerificationOptions options) => ByNumbers(options) || ByNames(options);

    /// <summary>Most numbers differ, and some words; or there are many. Of very many fewer need to: some of two fillings are equal by chance.</summary>
    public bool ByNumbers(VerificationOptions options) =>
        NumberSlots >= options.RobotNumberSlots
        && (NumberSlots >= options.RobotNumberShare * Numbers || (NumberSlots >= 3 * options.RobotNumberSlots && NumberSlots >= ManyNumbers * options.RobotNumberShare * Numbers))
        && (WordSlots > 0 || NumberSlots >= 2 * options.RobotNumberSlots);

    /// <summary>Most names differ, or a good part and hardly anything else: one more is asked for than of numbers, as people have two names.</summary>
    public bool ByNames(VerificationOptions options) =>
        NameSlots > options.RobotNumberSlots
        && (NameSlots >= options.RobotNumberShare * Names || (NameSlots >= SomeNames * Names && FactSlots >= options.RobotNumberSlots && FactSlots >= MostSlots * AllSlots));

    /// <summary>Whether some facts differ.</summary>
    public bool AreCorrected => NumberSlots > 0 || NameSlots > 0;
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

    /// <summary>Of the names of a form some are its own, as those of days and offices.</summary>
    internal const double FewNames = 0.3;

    /// <summary>
    /// The numbers or names that two bodies share, where there are many and so few are shared that no alignment need be
    /// asked; null otherwise. All facts of a copy that was cut short stand in the whole. Numbers drawn by lot fall into one
    /// another's places, so that slots would not tell them.
    /// </summary>
    public static (string What, int Shared, int Fewest)? FewShared(ShingleSet a, ShingleSet b, VerificationOptions options)
    {
        int many = 2 * options.RobotNumberSlots;
        (int shared, _, int fewest) = Facts.Numbers(a, b);
        if (fewest >= many && shared <= (1 - options.RobotNumberShare) * fewest) return ("numbers", shared, fewest);
        (shared, _, fewest) = Facts.Names(a, b);
        return fewest >= many && shared <= FewNames * fewest ? ("names", shared, fewest) : null;
    }

    /// <summary>What differs between two aligned bodies, or null where no fact can differ in its place.</summary>
    public static Slots? Compare(ShingleSet a, ShingleSet b) => Facts.Differ(a, b) ? Align(a, b) : null;

    /// <summary>What differs between two aligned bodies, also where one has all facts of the other: small numbers may stand in other places.</summary>
    public static Slots Align(ShingleSet a, ShingleSet b)
    {
        // Of several shortest edit scripts the order decides which is found: a fixed order makes the verdict symmetric.
        if (a.Tokens.SequenceCompareTo(b.Tokens) > 0) (a, b) = (b, a);
        List<Hunk> hunks = AnchoredAlignment.Diff(a, b);

        int numberSlots = 0;
        int nameSlots = 0;
        int factSlots = 0;
        int wordSlots = 0;
        int slots = 0;
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
            if (Math.Min(numbersWere, numbersBecame) + Math.Min(namesWere, namesBecame) > 0) factSlots++;
            if (hunk.CountA > numbersWere && hunk.CountB > numbersBecame) wordSlots++;
            slots++;
        }
        (int lastNumbers, int lastNames) = Count(a, next, a.Words);
        return new Slots(numberSlots, numberSlots + equalNumbers + lastNumbers, nameSlots, nameSlots + equalNames + lastNames, factSlots, wordSlots, slots);
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
