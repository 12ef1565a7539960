using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction;

public sealed class BylineTests
{
    [Theory]
    [InlineData("By Jane Doe", "Jane Doe", null)]
    [InlineData("By Jane Doe and John Roe, Associated Press", "Jane Doe; John Roe", "AP")]
    [InlineData("By Jane Doe, Staff Writer", "Jane Doe", null)]
    [InlineData("By Jane Doe | The Associated Press", "Jane Doe", "AP")]
    [InlineData("By Reuters", null, "Reuters")]
    [InlineData("Reuters Staff", null, "Reuters")]
    [InlineData("Von Max Muster, dpa", "Max Muster", "dpa")]
    [InlineData("Von Max Muster und Erika Beispiel", "Max Muster; Erika Beispiel", null)]
    [InlineData("Par Jeanne Dupont avec AFP", "Jeanne Dupont", "AFP")]
    [InlineData("Par Jeanne Dupont", "Jeanne Dupont", null)]
    [InlineData("La rédaction avec AFP", null, "AFP")]
    [InlineData("Por Juan Pérez | EFE", "Juan Pérez", "EFE")]
    [InlineData("Redacción / EFE", null, "EFE")]
    [InlineData("Por João Silva e Maria Souza", "João Silva; Maria Souza", null)]
    [InlineData("Текст: Иван Иванов, ТАСС", "Иван Иванов", "TASS")]
    [InlineData("Автор: Иван Иванов", "Иван Иванов", null)]
    [InlineData("بقلم: أحمد علي", "أحمد علي", null)]
    [InlineData("كتبت سارة حسن", "سارة حسن", null)]
    [InlineData("新华社记者 张三", "张三", "Xinhua")]
    [InlineData("本报记者 张三、李四", "张三; 李四", null)]
    [InlineData("記者 山田太郎", "山田太郎", null)]
    [InlineData("取材・文/山田太郎", "山田太郎", null)]
    public void People_and_agency_of_a_byline_are_told_apart(string line, string? people, string? agency)
    {
        Article article = TextPageExtractor.Extract($"Drifting ferry towed to safety after six hours\n{line}\n{Stories.Text(Stories.Ferry)}", new PageHints());

        Assert.Equal((people, agency), (article.Byline?.Value, article.Agency?.Value));
    }

    [Fact]
    public void The_author_given_with_a_page_goes_first()
    {
        Article article = TextPageExtractor.Extract($"Drifting ferry towed to safety after six hours\nBy Jane Doe\n{Stories.Text(Stories.Ferry)}", new PageHints(Author: "John Roe, Reuters"));

        Assert.Equal((new Found("John Roe", "given with the page"), "Reuters"), (article.Byline, article.Agency?.Value));
    }

    [Theory]
    [InlineData("МОСКВА, 14 апреля. /ТАСС/. Паром вернулся в порт после шести часов дрейфа.", "TASS")]
    [InlineData("МОСКВА, 14 апр — РИА Новости. Паром вернулся в порт после шести часов дрейфа.", "RIA Novosti")]
    [InlineData("Berlin (dpa) - Eine Fähre ist nach sechs Stunden in den Hafen zurückgekehrt.", "dpa")]
    [InlineData("Madrid, 14 abr (EFE).- Un transbordador volvió a puerto tras seis horas a la deriva.", "EFE")]
    [InlineData("Lisboa, 14 abr 2025 (Lusa) – Um ferry voltou ao porto depois de seis horas à deriva.", "Lusa")]
    [InlineData("الرياض 14 أبريل (واس) عادت العبارة إلى الميناء بعد ست ساعات من الانجراف.", "SPA")]
    [InlineData("باريس - أ ف ب: عادت العبارة إلى الميناء بعد ست ساعات من الانجراف.", "AFP")]
    [InlineData("新华社北京4月14日电 一艘渡轮漂流六小时后返回港口。", "Xinhua")]
    [InlineData("【東京共同】漂流していたフェリーが六時間後に港へ戻った。", "Kyodo")]
    [InlineData("[東京 14日 ロイター] - 漂流していたフェリーが六時間後に港へ戻った。", "Reuters")]
    [InlineData("【ニューヨーク時事】漂流していたフェリーが港へ戻った。", "Jiji")]
    [InlineData("Le patron de Reuters (Paris) a parlé.", null)]
    [InlineData("وقالت وكالة رويترز إن العبارة عادت إلى الميناء بعد ست ساعات.", null)]
    [InlineData("据新华社报道,一艘渡轮漂流六小时后返回港口。", null)]
    public void Datelines_of_other_languages_credit_and_mentions_do_not(string paragraph, string? agency) => Assert.Equal(agency, AgencyCredit.FromDateline(paragraph)?.Value);

    [Theory]
    [InlineData("Quelle: dpa", "dpa")]
    [InlineData("Mit Material von dpa", "dpa")]
    [InlineData("avec AFP", "AFP")]
    [InlineData("Fuente: EFE", "EFE")]
    [InlineData("Com informações da Agência Brasil", "Agência Brasil")]
    [InlineData("По материалам ТАСС", "TASS")]
    [InlineData("المصدر: رويترز", "Reuters")]
    [InlineData("来源:新华社", "Xinhua")]
    [InlineData("Spa", null)]
    [InlineData("Brasil", null)]
    public void Credit_lines_of_other_languages_credit(string line, string? agency) => Assert.Equal(agency, AgencyCredit.FromCreditLine(line)?.Value);
}
