using System.Text;
using CsCheck;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Text;

public sealed class TextRepairTests
{
    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>
    /// Pieces of clean western text. No accented letter stands before a sign that could be the rest of a UTF-8 sequence, and
    /// no sign of the row U+0080–U+00BF after a capital, which repair leaves alone on purpose.
    /// </summary>
    private static readonly string[] CleanPieces =
    [
        " ", " the ", "rome", "Reuters", "2024", ", ", "\u2019", "\u2018", "\u201C", "\u201D", "\u2013", "\u2014",
        "\u2026", "\u20AC", "\u2122", "\u2022", "\u00E9t", "\u00E8r", "\u00E0 ", "\u00C9c", "\u00C0 ", "\u00EEl",
        "\u00F4t", "\u00E7o", "\u00E4h", "\u00F6l", "\u00FCb", "\u00DFe", "\u00F1o", "\u00E3o", "\u00F5e", "\u00E5r",
        "\u00F8r", "\u00E6r", "\u0161k", "\u010De", "\u017Ee", "\u0142o", "\u0153u", "\u0178e", " \u00A3", " \u00AB",
        "e\u00BB", "l\u00B0", " \u00A9", "t\u00AE", "e\u00A0f", "3\u00BD", " \u00BFq", "\u041C\u0438\u0440", "\U0001F600",
    ];

    private static readonly Gen<string> Clean =
        Gen.Int[0, CleanPieces.Length - 1].Select(i => CleanPieces[i]).Array[0, 20].Select(string.Concat);

    [Theory]
    [InlineData("Italy\u00E2\u20AC\u2122s", "Italy\u2019s")]
    [InlineData("\u00E2\u20AC\u02DCin\u00E2\u20AC\u2122", "\u2018in\u2019")]
    [InlineData("\u00E2\u20AC\u0153Yes\u00E2\u20AC\u009D", "\u201CYes\u201D")]
    [InlineData("one \u00E2\u20AC\u201C two \u00E2\u20AC\u201D three", "one \u2013 two \u2014 three")]
    [InlineData("wait\u00E2\u20AC\u00A6", "wait\u2026")]
    [InlineData("\u00E2\u20AC\u00A2 item", "\u2022 item")]
    [InlineData("\u00E2\u201A\u00AC5", "\u20AC5")]
    [InlineData("\u00E2\u201E\u00A2", "\u2122")]
    [InlineData("caf\u00C3\u00A9", "caf\u00E9")]
    [InlineData("d\u00C3\u00A9j\u00C3\u00A0 vu", "d\u00E9j\u00E0 vu")]
    [InlineData("\u00C3\u2030cole, \u00C3\u0153ber, ma\u00C3\u00B1ana", "\u00C9cole, \u00DCber, ma\u00F1ana")]
    [InlineData("\u00C5\u00A0koda, \u00C4\u008Cech", "\u0160koda, \u010Cech")]
    [InlineData("cost \u00C2\u00A35", "cost \u00A35")]
    [InlineData("20\u00C2\u00B0 and\u00C2\u00A0more", "20\u00B0 and\u00A0more")]
    [InlineData("\u00F0\u0178\u02DC\u20AC", "\U0001F600")]
    public void Repairs_common_damage(string damaged, string repaired) => Assert.Equal(repaired, TextRepair.Repair(damaged));

    [Theory]
    [InlineData("\u00E2\u20AC\u0153Yes\u00E2\u20AC he said", "\u201CYes\u201D he said")]
    [InlineData("\u00E2\u20AC\u0153Yes\u00E2\u20AC", "\u201CYes\u201D")]
    [InlineData("a\u00E2\u20ACz\u00E2 \u00E2x", "a\u201Dz\u00E2 \u00E2x")]
    public void Repairs_the_closing_quote_whose_last_sign_was_dropped(string damaged, string repaired) =>
        Assert.Equal(repaired, TextRepair.Repair(damaged));

    [Theory]
    [InlineData("Italy\u00C3\u00A2\u00E2\u201A\u00AC\u00E2\u201E\u00A2s", "Italy\u2019s")]
    [InlineData("caf\u00C3\u0192\u00C2\u00A9", "caf\u00E9")]
    public void Repairs_double_damage(string damaged, string repaired) => Assert.Equal(repaired, TextRepair.Repair(damaged));

    [Fact]
    public void Repairs_sequence_by_sequence() =>
        Assert.Equal("It\u2019s Italy\u2019s caf\u00E9, a\u00E7ai",
            TextRepair.Repair("It\u2019s Italy\u00E2\u20AC\u2122s caf\u00C3\u00A9, a\u00E7ai"));

    [Theory]
    [InlineData("")]
    [InlineData("ROME (Reuters) - Plain text.")]
    [InlineData("L\u2019\u00E9cole d\u00E9j\u00E0 \u00E0 c\u00F4t\u00E9, \u00AB ici \u00BB \u2014 \u00C5ngstr\u00F6m")]
    [InlineData("\u6771\u4EAC \u041C\u043E\u0441\u043A\u0432\u0430 \U0001F600")]
    [InlineData("ROM\u00C2\u00BB")]
    [InlineData("\u201EDas macht Spa\u00DF\u201C, sagte er")]
    [InlineData("BEYONC\u00C9\u2019S")]
    [InlineData("Gau\u00DF\u2019s")]
    [InlineData("my fianc\u00E9\u2019\u201D he")]
    [InlineData("caf\u00E9\u201D\u2014and")]
    [InlineData("IRM\u00C3\u201D disse")]
    [InlineData("\u00C2")]
    [InlineData("\u00C3")]
    [InlineData("\u00E2")]
    [InlineData("\u00C3x \u00E2 \u00F0\u0178")]
    public void Leaves_undamaged_text_as_the_same_instance(string text) => Assert.Same(text, TextRepair.Repair(text));

    [Fact]
    public void Clean_text_is_the_same_instance_whatever_it_holds() =>
        Clean.Sample(text => Assert.Same(text, TextRepair.Repair(text)), iter: 1000);

    [Fact]
    public void Undoes_damage_once() => Clean.Sample(text => Assert.Equal(text, TextRepair.Repair(Damage(text))), iter: 2000);

    [Fact]
    public void Undoes_damage_twice() => Clean.Sample(text => Assert.Equal(text, TextRepair.Repair(Damage(Damage(text)))), iter: 2000);

    [Fact]
    public void Repaired_text_tokenises_as_the_original() => Clean.Sample(
        text => Assert.Equal(Tokenizer.Tokenize(text), Tokenizer.Tokenize(TextRepair.Repair(Damage(text)))), iter: 500);

    [Fact]
    public void Refuses_null() => Assert.Throws<ArgumentNullException>(() => TextRepair.Repair(null!));

    private static string Damage(string text) => Windows1252.GetString(Encoding.UTF8.GetBytes(text));
}
