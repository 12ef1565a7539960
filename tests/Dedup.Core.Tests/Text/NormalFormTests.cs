using System.Text;
using CsCheck;
using Dedup.Core.Text;
using Xunit;

namespace Dedup.Core.Tests.Text;

public sealed class NormalFormTests
{
    [Fact]
    public void Equals_the_framework_on_mixed_scripts() => Gen.OneOf(MixedText.Any, MixedText.Long).Sample(AssertNormal, iter: 4000);

    [Fact]
    public void Equals_the_framework_for_every_character_between_others()
    {
        for (int c = 0; c <= 0x10FFFF; c++)
        {
            // No characters stand in planes 4–13, nor beyond but for private use.
            if (c == 0x40000) c = 0xE0000;
            if (c == 0xF0000) c = 0x10FF00;
            string sign = c is >= 0xD800 and <= 0xDFFF ? ((char)c).ToString() : new Rune(c).ToString();
            AssertNormal($"e{sign}\u4E00{sign}{sign}");
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("plain \u201Cquoted\u201D \u2014 caf\u00E9")]
    [InlineData("\u041C\u043E\u0441\u043A\u0432\u0430")]
    [InlineData("\u6771\u4EAC\u3002\uAC00\U0001F600")]
    public void Text_in_normal_form_is_not_copied(string text)
    {
        char[] buffer = [];
        Assert.True(NormalForm.Of(text, ref buffer) == text.AsSpan());
        Assert.Empty(buffer);
    }

    [Fact]
    public void Single_characters_are_replaced_without_allocation()
    {
        const string Text = "wait\u2026\u00A0\uFB01re, H\u2082O\uFF0C\u6771\u4EAC\uFF01 it\u00B4s \uD800 \u2122 and so on";
        char[] buffer = new char[100];
        NormalForm.Of(Text, ref buffer);
        long before = GC.GetAllocatedBytesForCurrentThread();
        NormalForm.Of(Text, ref buffer);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        AssertNormal(Text);
    }

    private static void AssertNormal(string text)
    {
        string wellFormed = string.Concat(text.EnumerateRunes().Select(r => Characters.IsNoncharacter(r.Value) ? "\uFFFD" : r.Value == 0xB4 ? "'" : r.ToString()));
        char[] buffer = [];
        string normal = NormalForm.Of(text, ref buffer).ToString();
        if (normal != wellFormed.Normalize(NormalizationForm.FormKC)) Assert.Fail($"{string.Join(' ', text.Select(c => $"{(int)c:X4}"))} became {normal}");
    }
}
