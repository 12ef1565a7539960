using System.Text;
using Dedup.Engine.Sources.Charsets;

namespace Dedup.Engine.Tests.Sources.Charsets;

public sealed class TextDecoderTests
{
    private const string Sample = "Café “Zürich” — 5 €";

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static TheoryData<string> Forms => ["utf-8", "utf-8 bom", "utf-16 le", "utf-16 be", "windows-1252"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Every_form_gives_the_same_text(string form)
    {
        byte[] bytes = form switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(Sample),
            "utf-8 bom" => [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Sample)],
            "utf-16 le" => [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Sample)],
            "utf-16 be" => [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes(Sample)],
            _ => Windows1252.GetBytes(Sample),
        };

        Assert.Equal(Sample, TextDecoder.Decode(bytes));
    }

    [Fact]
    public void A_zero_byte_without_a_mark_is_binary() => Assert.Null(TextDecoder.Decode("PK\0\u0003"u8));

    [Fact]
    public void A_broken_utf_8_sequence_falls_back_to_windows_1252() =>
        Assert.Equal("naïve", TextDecoder.Decode([.. "na"u8, 0xEF, .. "ve"u8]));
}
