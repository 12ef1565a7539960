using Dedup.Engine.Sources.Charsets;

namespace Dedup.Engine.Tests.Sources.Charsets;

public sealed class CharsetGuessTests
{
    private const string Russian = "Президент заявил в понедельник, что переговоры продолжатся на следующей неделе. По его словам, стороны близки к соглашению.";
    private const string Japanese = "気象庁によりますと、台風は九州の南の海上を北へ進んでいます。今夜から雨が強くなる見込みです。";
    private const string Chinese = "新华社北京电 国务院总理在会议上说，今年的经济工作要坚持稳中求进，人民生活水平不断提高。";
    private const string Taiwanese = "中央社台北電 總統在記者會上說，這個計畫對於國家的發展有很大的幫助，人民的生活也會更好。";
    private const string KoreanText = "대통령은 월요일 기자회견에서 다음 주에 회담을 계속할 것이라고 말했다. 양측은 합의에 가까워졌다고 한다.";
    private const string German = "Die Fähre nach Öland fährt wegen des Sturms später; „Wir müssen warten“, sagt der Kapitän.";
    private const string French = "Le président a déclaré à la presse que l’été serait chaud, où qu’on aille en forêt.";

    public static TheoryData<int, string> Texts => new()
    {
        { 1251, Russian }, { 932, Japanese }, { 51932, Japanese }, { 54936, Chinese }, { 950, Taiwanese }, { 949, KoreanText }, { 1252, German }, { 1252, French },
        { 1252, "naïve" }, { 1252, "5 €" }, { 1252, "© 2025" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Running_text_is_known_by_its_letters(int codePage, string text) =>
        Assert.Equal(text, TextDecoder.Decode(CharsetLabel.OfCodePage(codePage).GetBytes(text)));

    [Theory]
    [MemberData(nameof(Texts))]
    public void It_is_known_in_a_page_of_plain_markup_and_whatever_is_declared(int codePage, string text)
    {
        string page = "<html><head><meta charset=\"utf-8\"><title>Page</title></head><body><div class=\"content\">" + text + "</div></body></html>";

        Assert.Equal(page, TextDecoder.Decode(CharsetLabel.OfCodePage(codePage).GetBytes(page), "utf-8", isHtml: true));
    }

    [Theory]
    [InlineData("<meta charset=koi8-r>")]
    [InlineData("<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=KOI8-R'>")]
    [InlineData("<?xml version=\"1.0\" encoding=\"koi8-r\"?>")]
    public void A_page_may_declare_it(string declaration)
    {
        string page = declaration + "<p>" + Russian;

        Assert.Equal(page, TextDecoder.Decode(CharsetLabel.Find("koi8-r")!.GetBytes(page), null, isHtml: true));
    }

    [Fact]
    public void The_header_goes_before_the_page()
    {
        string page = "<meta charset=windows-1252><p>" + Russian;

        Assert.Equal(page, TextDecoder.Decode(CharsetLabel.OfCodePage(1251).GetBytes(page), "windows-1251", isHtml: true));
    }

    [Theory]
    [InlineData("iso-2022-jp", Japanese)]
    [InlineData("utf-16le", German)]
    [InlineData("utf-16be", German)]
    [InlineData("\"GB2312\"", Chinese)]
    [InlineData("ks_c_5601-1987", KoreanText)]
    [InlineData("Shift_JIS", Japanese)]
    public void Labels_mean_what_browsers_take_them_for(string label, string text) =>
        Assert.Equal(text, TextDecoder.Decode(CharsetLabel.Find(label)!.GetBytes(text), label));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("utf-7")]
    [InlineData("no such set")]
    public void Other_labels_mean_nothing(string? label) => Assert.Null(CharsetLabel.Find(label));

    [Fact]
    public void A_few_control_characters_are_still_text() =>
        Assert.Equal(new string('a', 400) + "b", TextDecoder.Decode([.. Enumerable.Repeat((byte)'a', 400), 0, (byte)'b']));
}
