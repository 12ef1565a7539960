using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Dedup.Core.Text;

/// <summary>What the tokeniser asks about a character of the basic plane, in one look-up.</summary>
/// <remarks>
/// Pages of 256 characters are made when a text first needs them, so that a start costs nothing. Two threads may make
/// the same page; either serves.
/// </remarks>
internal static class CharacterTable
{
    /// <summary>Bits of an entry that hold the folded character.</summary>
    public const uint FoldMask = 0xFFFF;

    /// <summary>Where the <see cref="CharacterClass"/> begins in an entry.</summary>
    public const int ClassShift = 16;

    /// <summary>A decimal digit.</summary>
    public const uint Digit = 1 << 20;

    /// <summary>A capital letter.</summary>
    public const uint Capital = 1 << 21;

    /// <summary>A capital after it begins a sentence or a quotation, where it does not stand within a word.</summary>
    public const uint EndsSentence = 1 << 22;

    /// <summary>White space or a control character: a run counts as one character.</summary>
    public const uint Space = 1 << 23;

    /// <summary>A dash: likewise.</summary>
    public const uint Dash = 1 << 24;

    /// <summary>Counts as no character.</summary>
    public const uint Invisible = 1 << 25;

    /// <summary>
    /// NFKC changes it into other characters, whatever stands beside it: see <see cref="Form"/>. If into one, the rest of the
    /// entry speaks of that one, so that a reader of entries need not change the text.
    /// </summary>
    public const uint Mapped = 1 << 26;

    /// <summary>It is mapped to several characters.</summary>
    public const uint Expands = 1 << 28;

    /// <summary>Its normal form depends on its neighbours, so that the text must be normalised as a whole.</summary>
    public const uint Joins = 1 << 27;

    private const int PageSize = 256;

    private static readonly uint[]?[] Entries = new uint[]?[PageSize];
    private static readonly string?[]?[] Forms = new string?[]?[PageSize];

    /// <summary>Folded character, class and flags of a character.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint Entry(char c) => (Entries[c >> 8] ?? Make(c >> 8))[(byte)c];

    /// <summary>The class in an entry.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static CharacterClass Class(uint entry) => (CharacterClass)((entry >> ClassShift) & 7);

    /// <summary>The normal form of a character that is <see cref="Mapped"/>.</summary>
    public static string Form(char c) => Forms[c >> 8]![(byte)c]!;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static uint[] Make(int number)
    {
        var entries = new uint[PageSize];
        var forms = new string?[PageSize];
        for (int i = 0; i < PageSize; i++)
        {
            var c = (char)(number * PageSize + i);
            string? form = char.IsSurrogate(c) ? null : SingleForm(c);
            forms[i] = form;
            entries[i] = form switch
            {
                null => Describe(c) | Joins,
                [var one] => Describe(one) | (one == c ? 0 : Mapped),
                _ => Describe(c) | Mapped | Expands,
            };
        }
        // Whoever sees the entries sees the forms.
        Volatile.Write(ref Forms[number], forms);
        Volatile.Write(ref Entries[number], entries);
        return entries;
    }

    private static uint Describe(char c)
    {
        UnicodeCategory category = char.GetUnicodeCategory(c);
        uint entry = c;
        if (category == UnicodeCategory.Surrogate) return entry | ((uint)CharacterClass.Separator << ClassShift);
        var rune = new Rune(c);
        CharacterClass kind = Characters.Classify(rune);
        entry = (uint)Characters.Fold(rune).Value | ((uint)kind << ClassShift);
        if (Rune.IsDigit(rune)) entry |= Digit;
        if (Rune.IsUpper(rune)) entry |= Capital;
        if (Characters.EndsSentence(c)) entry |= EndsSentence;
        if (char.IsWhiteSpace(c) || c < ' ') entry |= Space;
        else if (c is '-' or (>= '\u2010' and <= '\u2015') or '\u2212') entry |= Dash;
        else if (category == UnicodeCategory.Format) entry |= Invisible;
        return entry;
    }

    /// <summary>
    /// NFKC of a character that neither joins nor reorders with its neighbours, else null. Text of such characters is
    /// normalised character by character (Unicode Standard Annex 15, quick check): marks, the parts of Hangul syllables
    /// and what has become one of them may join; so may characters that this runtime does not know.
    /// </summary>
    private static string? SingleForm(char c)
    {
        if (Characters.IsNoncharacter(c)) return "\uFFFD";
        // Many type the acute accent for an apostrophe; NFKC would make it a space and a mark.
        if (c == '\u00B4') return "'";
        if (MayJoin(c)) return null;
        string form = c.ToString().Normalize(NormalizationForm.FormKC);
        foreach (char part in form)
        {
            if (MayJoin(part)) return null;
        }
        return form;
    }

    private static bool MayJoin(char c) => c is >= '\u1100' and <= '\u11FF' || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark
        or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.OtherNotAssigned or UnicodeCategory.Surrogate;
}
