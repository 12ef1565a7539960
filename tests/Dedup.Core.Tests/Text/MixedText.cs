using CsCheck;

namespace Dedup.Core.Tests.Text;

/// <summary>
/// Random strings of many scripts, joined from pieces so that neighbours meet in every combination; invisible characters
/// stand between letters only.
/// </summary>
internal static class MixedText
{
    private static readonly string[] Pieces =
    [
        " ", " ", " ", "\n", ", ", ".", "-", "_", "'", "'", "\u2019", "\u2018", "\u02BC", "\u2032", "\u201C", "\u201D", "\u2014",
        "a", "Rome", "the", "I", "i", "x\u00ADy", "zero\u200Bwidth", "non\u200Cjoin\u200Der", "book\uFEFFmark", "7", "1,204.50", "covid19",
        "caf\u00E9", "cafe\u0301", "\u00C9COLE", "stra\u00DFe", "\u0130stanbul", "\u0131", "\uFB01re", "\uFF21\uFF22\uFF17", "\u00B2", "\u00BD",
        "\u03A3", "\u03C3", "\u03C2", "\u039F\u0394\u039F\u03A3", "\u041C\u043E\u0441\u043A\u0432\u0430", "\u0439", "\u0438\u0306",
        "\u6771", "\u4EAC", "\u6771\u4EAC\u90FD", "\u3005", "\u30C8\u30E8\u30BF", "\u306E", "\u30FC", "\uFF76\uFF9E", "\U00020000", "\uF900",
        "\u0E01\u0E23\u0E38\u0E07", "\u0E40\u0E17\u0E1E", "\u0E3F", "\u0E53", "\u0EC0\u0EA5", "\u0663\u0664", "\u0645\u0631\u062D\u0628\u0627",
        "\u0915\u094D\u0937", "\uAC00", "\u1100\u1161", "\U0001F600", "\U00010400", "\U00010428", "\U0001D400", "\u2167",
        "\uD83D", "\uDE00", "\uD800", "\u20AC", "\u00A3", "\u00AB", "\u00BB", "\u3002", "\u2026", "\u2122", "\u00A0", "o\u200Bf",
    ];

    private static readonly string[] AsciiPieces =
        [" ", " ", " ", "\n", "\t", "\0", "\u007F", ", ", ". ", "! ", "? ", ": ", "; ", "\"", "* ", "-", "--", "_", "'", "`", "''", "@", "[", "{", "/", "a", "Rome", "the", "I", "don't", "7", "1,204.50", "covid19", "Internationalisation", "A1"];

    public static Gen<string> Any { get; } = Of(Pieces);

    /// <summary>Texts of several blocks, some with long runs of one piece.</summary>
    public static Gen<string> Long { get; } = Of([.. Pieces, .. AsciiPieces, .. AsciiPieces, new string('a', 70), new string('b', 300), new string(' ', 80)], 120);

    public static Gen<string> LongAscii { get; } = Of(AsciiPieces, 120);

    private static Gen<string> Of(string[] pieces, int most = 24) =>
        Gen.Int[0, pieces.Length - 1].Select(i => pieces[i]).Array[0, most].Select(string.Concat);
}
