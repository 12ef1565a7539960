using Dedup.Engine.Extraction;

namespace Dedup.Engine.Tests.Extraction;

/// <summary>Dates as pages of other languages write them.</summary>
public sealed class DateFormsTests
{
    [Theory]
    [InlineData("14. April 2025, 18:03 Uhr", "2025-04-14T18:03:00")]
    [InlineData("14. März 2025 um 18.03 Uhr", "2025-03-14T18:03:00")]
    [InlineData("Montag, 14. April 2025, 18 Uhr", "2025-04-14T18:00:00")]
    [InlineData("Stand: 14.04.2025 18:03 MESZ", "2025-04-14T18:03:00+02:00")]
    [InlineData("le 14 avril 2025 à 18h03", "2025-04-14T18:03:00")]
    [InlineData("Publié le 1er avril 2025 à 8 h 03", "2025-04-01T08:03:00")]
    [InlineData("Mis à jour le 14/04/2025 à 18:03", "2025-04-14T18:03:00")]
    [InlineData("14 de abril de 2025", "2025-04-14")]
    [InlineData("14 de abril de 2025 a las 18:03 h", "2025-04-14T18:03:00")]
    [InlineData("14 ABR 2025 - 18:03 CEST", "2025-04-14T18:03:00+02:00")]
    [InlineData("14 de abril de 2025 às 18h03", "2025-04-14T18:03:00")]
    [InlineData("14.abr.2025 às 18h03", "2025-04-14T18:03:00")]
    [InlineData("14 aprile 2025, ore 18:03", "2025-04-14T18:03:00")]
    [InlineData("14 mrt 2025 om 18:03", "2025-03-14T18:03:00")]
    [InlineData("14 апреля 2025, 18:03", "2025-04-14T18:03:00")]
    [InlineData("14 апреля 2025 г. в 18:03 мск", "2025-04-14T18:03:00+03:00")]
    [InlineData("14 апреля 2025 года", "2025-04-14")]
    [InlineData("١٤ أبريل ٢٠٢٥", "2025-04-14")]
    [InlineData("\u200F١٤ نيسان ٢٠٢٥، ١٨:٠٣", "2025-04-14T18:03:00")]
    [InlineData("14 كانون الثاني 2025", "2025-01-14")]
    [InlineData("14 نيسان/أبريل 2025", "2025-04-14")]
    [InlineData("الاثنين 14 أبريل 2025 الساعة 6:03 مساءً", "2025-04-14T18:03:00")]
    [InlineData("2025年4月14日 18时03分", "2025-04-14T18:03:00")]
    [InlineData("2025年4月14日下午6:03", "2025-04-14T18:03:00")]
    [InlineData("2025年4月14日(月) 18時03分", "2025-04-14T18:03:00")]
    [InlineData("２０２５年４月１４日　１８：０３", "2025-04-14T18:03:00")]
    [InlineData("令和7年4月14日", "2025-04-14")]
    [InlineData("2025년 4월 14일 오후 6시 03분", "2025-04-14T18:03:00")]
    [InlineData("2025. 4. 14. 18:03", "2025-04-14T18:03:00")]
    [InlineData("April 14, 2025 6:03 PM ET", "2025-04-14T18:03:00-04:00")]
    [InlineData("January 14, 2025 6:03 PM ET", "2025-01-14T18:03:00-05:00")]
    [InlineData("April 14, 2025 at 18:03 GMT+3", "2025-04-14T18:03:00+03:00")]
    [InlineData("April 14, 2025 18:03 UTC-05:30", "2025-04-14T18:03:00-05:30")]
    [InlineData("2025-04-14T18:03:00.123456Z", "2025-04-14T18:03:00Z")]
    [InlineData("2025-04-14T18:03:00,5+08", "2025-04-14T18:03:00+08:00")]
    public void Dates_of_other_languages_are_read_and_their_lines_are_dates(string text, string expected)
    {
        Assert.Equal(expected, ClaimedDate.Read(text)?.Value);
        Assert.True(ClaimedDate.IsDateLine(text));
    }

    [Theory]
    [InlineData("3 hours ago", "2025-04-14T09:30:00Z")]
    [InlineData("Updated 15 minutes ago", "2025-04-14T12:15:00Z")]
    [InlineData("2 days ago", "2025-04-12")]
    [InlineData("yesterday", "2025-04-13")]
    [InlineData("Yesterday at 6:03 pm", "2025-04-13T18:03:00")]
    [InlineData("vor 2 Stunden", "2025-04-14T10:30:00Z")]
    [InlineData("vor einem Tag", "2025-04-13")]
    [InlineData("heute, 08:15 Uhr", "2025-04-14T08:15:00")]
    [InlineData("hier à 18h03", "2025-04-13T18:03:00")]
    [InlineData("il y a 3 heures", "2025-04-14T09:30:00Z")]
    [InlineData("il y a une heure", "2025-04-14T11:30:00Z")]
    [InlineData("hace 2 días", "2025-04-12")]
    [InlineData("Publicado há 3 horas", "2025-04-14T09:30:00Z")]
    [InlineData("3 ore fa", "2025-04-14T09:30:00Z")]
    [InlineData("2 dagen geleden", "2025-04-12")]
    [InlineData("вчера", "2025-04-13")]
    [InlineData("сегодня в 08:15", "2025-04-14T08:15:00")]
    [InlineData("3 часа назад", "2025-04-14T09:30:00Z")]
    [InlineData("день назад", "2025-04-13")]
    [InlineData("منذ 3 ساعات", "2025-04-14T09:30:00Z")]
    [InlineData("منذ يومين", "2025-04-12")]
    [InlineData("قبل ٣ ساعات", "2025-04-14T09:30:00Z")]
    [InlineData("أمس", "2025-04-13")]
    [InlineData("3小时前", "2025-04-14T09:30:00Z")]
    [InlineData("发布于 15分钟前", "2025-04-14T12:15:00Z")]
    [InlineData("2天前", "2025-04-12")]
    [InlineData("昨日", "2025-04-13")]
    [InlineData("3時間前", "2025-04-14T09:30:00Z")]
    [InlineData("2日前", "2025-04-12")]
    [InlineData("3시간 전", "2025-04-14T09:30:00Z")]
    [InlineData("just now", "2025-04-14T12:30:00Z")]
    [InlineData("há um dia", "2025-04-13")]
    public void Relative_words_are_told_from_the_time_of_fetching(string text, string expected)
    {
        Assert.True(ClaimedDate.IsDateLine(text));
        Assert.Equal(expected, RelativeDate.Read(text, "2025-04-14T12:30:00Z")?.Value);
        Assert.Null(RelativeDate.Read(text, null));
    }

    [Theory]
    [InlineData("vorgestern")]
    [InlineData("anteayer")]
    [InlineData("anteontem")]
    [InlineData("avant-hier")]
    public void A_word_that_ends_in_another_is_a_date_line_also_where_the_form_of_the_line_is_known(string text)
    {
        Assert.True(RelativeDate.IsDateLine(text));
        Assert.True(RelativeDate.IsDateLine(new LineFeatures(text)));
    }

    [Theory]
    [InlineData("yesterday")]
    [InlineData("3 hours ago")]
    public void Nothing_is_told_from_a_time_before_there_was_a_web(string text) => Assert.Null(RelativeDate.Read(text, "0001-01-01T00:00:00Z"));

    [Theory]
    [InlineData("Today 12°C")]
    [InlineData("Heute in Hamburg")]
    [InlineData("昨日の試合")]
    public void A_word_for_a_day_beside_others_is_no_line_of_a_date(string text) => Assert.False(ClaimedDate.IsDateLine(text));

    [Theory]
    [InlineData("2 weeks ago")]
    [InlineData("vor 3 Monaten")]
    [InlineData("il y a un an")]
    [InlineData("2年前")]
    [InlineData("999 days ago")]
    [InlineData("vor Ort")]
    [InlineData("hace calor")]
    public void What_is_too_coarse_for_a_day_or_no_unit_of_time_claims_none(string text) => Assert.Null(RelativeDate.Read(text, "2025-04-14T12:30:00Z"));

    [Theory]
    [InlineData("https://example.com/2025/04/14/ferry-towed", "2025-04-14")]
    [InlineData("https://example.com/news/2025-04-14-ferry-towed.html", "2025-04-14")]
    [InlineData("https://example.com/a/20250414/n1.shtml", "2025-04-14")]
    [InlineData("https://example.com/n1/2025/0414/c1001-4021.html", "2025-04-14")]
    [InlineData("https://example.com/2025-04/14/content_1.htm", "2025-04-14")]
    [InlineData("https://example.com/world/2025/apr/14/ferry", "2025-04-14")]
    [InlineData("https://example.com/202504141803.html", "2025-04-14")]
    [InlineData("https://example.com/2025/04/ferry", null)]
    [InlineData("https://example.com/ferry?date=2025-04-14", null)]
    [InlineData("https://2025-04-14.example.com/ferry", null)]
    [InlineData("https://example.com/id/920250414", null)]
    [InlineData("https://example.com/2025/13/45/ferry", null)]
    [InlineData("https://example.com/2025/04/1\u0DE7/ferry", null)]
    [InlineData("https://example.com/20\u0DEF2/04/14/ferry", null)]
    public void The_day_in_an_address_is_read(string url, string? expected) => Assert.Equal(expected, UrlDate.Read(url)?.Value);
}
