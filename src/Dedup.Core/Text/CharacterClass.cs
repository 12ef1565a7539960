using System.Globalization;
using System.Text;

namespace Dedup.Core.Text;

/// <summary>What a character is to the tokeniser.</summary>
internal enum CharacterClass : byte
{
    /// <summary>Ends a token.</summary>
    Separator,

    /// <summary>Part of a token: letter, mark or decimal digit.</summary>
    Word,

    /// <summary>Part of a script written without spaces: tokens are overlapping pairs.</summary>
    Unspaced,

    /// <summary>Vanishes, so that the characters around it join: soft hyphen, zero-width characters.</summary>
    Ignored,

    /// <summary>Vanishes between two word characters (don't = dont), else ends a token.</summary>
    Apostrophe,
}

/// <summary>Classifies and folds single characters. Folding is simple case folding: upper, then lower, invariant.</summary>
internal static class Characters
{
    public static CharacterClass Classify(Rune rune)
    {
        int value = rune.Value;
        if (value is '\'' or '`' or 0x2018 or 0x2019 or 0x201B or 0x02BC or 0x00B4 or 0x2032 or 0xFF07)
            return CharacterClass.Apostrophe;
        if (IsUnspaced(value)) return CharacterClass.Unspaced;
        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter or UnicodeCategory.NonSpacingMark
                or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
                or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber => CharacterClass.Word,
            UnicodeCategory.Format => CharacterClass.Ignored,
            _ => CharacterClass.Separator,
        };
    }

    /// <summary>Whether a capital after this character begins a sentence or a quotation.</summary>
    public static bool EndsSentence(char c) => c is '.' or '!' or '?' or ':' or ';' or '"' or '\n' or '*'
        or '“' or '”' or '‘' or '„' or '«' or '…' or '•' or '。' or '！' or '？';

    /// <summary>Whether Unicode keeps a code point from ever being a character.</summary>
    public static bool IsNoncharacter(int value) => (value & 0xFFFE) == 0xFFFE || value is >= 0xFDD0 and <= 0xFDEF;

    public static Rune Fold(Rune rune) => Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune));

    /// <summary>Han, Hiragana, Katakana, Thai, Lao, Khmer and Myanmar: scripts that put no space between words.</summary>
    private static bool IsUnspaced(int value) => value switch
    {
        < 0x0E00 => false,
        <= 0x0E4E => value != 0x0E3F, // Thai, but not its currency sign
        >= 0x0E80 and <= 0x0EFF => value is < 0x0ED0 or > 0x0ED9, // Lao, but not its digits
        >= 0x1000 and <= 0x103F => true, // Myanmar
        >= 0x1780 and <= 0x17D3 => true, // Khmer
        0x3005 or 0x3007 => true, // iteration mark, ideographic zero
        >= 0x3041 and <= 0x3096 => true, // Hiragana
        >= 0x30A1 and <= 0x30FA => true, // Katakana
        0x30FC => true, // prolonged sound mark
        >= 0x31F0 and <= 0x31FF => true,
        >= 0x3400 and <= 0x4DBF => true,
        >= 0x4E00 and <= 0x9FFF => true,
        >= 0xF900 and <= 0xFAFF => true,
        >= 0x20000 and <= 0x3FFFD => true,
        _ => false,
    };
}
