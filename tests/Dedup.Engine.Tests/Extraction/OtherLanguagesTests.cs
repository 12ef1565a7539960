using Dedup.Engine.Extraction;

namespace Dedup.Engine.Tests.Extraction;

/// <summary>Lines of pages in other languages, each by its form alone.</summary>
public sealed class OtherLanguagesTests
{
    [Theory]
    [InlineData("Das könnte Sie auch interessieren", LineReason.LinkHeading)]
    [InlineData("À lire aussi", LineReason.LinkHeading)]
    [InlineData("Más noticias", LineReason.LinkHeading)]
    [InlineData("Leia também", LineReason.LinkHeading)]
    [InlineData("Читайте также", LineReason.LinkHeading)]
    [InlineData("اقرأ أيضا", LineReason.LinkHeading)]
    [InlineData("相关阅读", LineReason.LinkHeading)]
    [InlineData("関連記事", LineReason.LinkHeading)]
    [InlineData("Lesen Sie auch: Stadtrat vertagt die Entscheidung", LineReason.MoreLink)]
    [InlineData("Leia mais: Feira do livro bate recorde", LineReason.MoreLink)]
    [InlineData("اقرأ أيضا: مزارع يعثر على عملات قديمة", LineReason.MoreLink)]
    [InlineData("あわせて読みたい:商店街の時計台が動き出す", LineReason.MoreLink)]
    [InlineData("Поделиться ВКонтакте", LineReason.ShareBar)]
    [InlineData("شارك على فيسبوك", LineReason.ShareBar)]
    [InlineData("Facebookでシェア", LineReason.ShareBar)]
    [InlineData("Подпишитесь на наш канал, чтобы первыми узнавать главные новости.", LineReason.Subscription)]
    [InlineData("اشترك في النشرة البريدية ليصلك كل جديد يوميا.", LineReason.Subscription)]
    [InlineData("扫码关注我们的公众号,第一时间获取更多新闻。", LineReason.Subscription)]
    [InlineData("جميع الحقوق محفوظة صحيفة الميناء", LineReason.Copyright)]
    [InlineData("Все права защищены. Волжский вестник", LineReason.Copyright)]
    [InlineData("Deixe um comentário", LineReason.Comments)]
    [InlineData("Оставить комментарий", LineReason.Comments)]
    [InlineData("コメントを書く", LineReason.Comments)]
    [InlineData("Фото: архив редакции", LineReason.Caption)]
    [InlineData("写真:現場の様子", LineReason.Caption)]
    [InlineData("Реклама", LineReason.Advertisement)]
    [InlineData("إعلان", LineReason.Advertisement)]
    [InlineData("Теги: регион, общество", LineReason.Tags)]
    [InlineData("Источник: ТАСС", LineReason.Label)]
    [InlineData("2025年4月14日 18:03 来源:江岸晚报", LineReason.Label)]
    [InlineData("Следующая: Школьники собрали телескоп", LineReason.Pagination)]
    public void Chrome_is_recognised(string line, LineReason expected) => Assert.Equal(expected, LineForms.Recognise(new LineFeatures(line)));

    [Theory]
    [InlineData("ويقول المزارع إن التكلفة انخفضت إلى النصف، فهل يكفي ذلك لإنقاذ الموسم كله؟")]
    [InlineData("最热闹的时候,每天有四对列车停靠,附近村民靠它把山货运到县城出售。")]
    [InlineData("修理代は寄付で賄われ、子どもたちは手紙を一通書けば無料で診てもらえる。")]
    [InlineData("«Вкус у него смолистый, с ноткой морошки, такого нет нигде», — говорит технолог.")]
    [InlineData("„Es gab einen Knall, dann war es plötzlich ganz still und alle schauten.“")]
    public void Running_text_is_prose_and_no_chrome(string line)
    {
        var features = new LineFeatures(line);

        Assert.True(features.EndsSentence);
        Assert.True(features.IsProse);
        Assert.Null(LineForms.Recognise(features));
    }

    [Fact]
    public void Words_of_scripts_with_spaces_are_counted_by_spaces()
    {
        Assert.Equal(4, new LineFeatures("여객선은 여섯 시간 표류했다").Words);
        // Vowel signs stand inside words.
        Assert.Equal(2, new LineFeatures("كِتَابٌ جَدِيدٌ").Words);
    }

    [Theory]
    [InlineData("08/03/2025", "de", "2025-03-08")]
    [InlineData("08/03/2025", "en", "2025-08-03")]
    [InlineData("08/03/2025", null, "2025-08-03")]
    public void Day_and_month_with_slashes_are_told_by_the_language(string text, string? language, string expected) => Assert.Equal(expected, ClaimedDate.Read(text, language)?.Value);
}
