using Dedup.Engine.Extraction;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Extraction;

public sealed class LanguageGuessTests
{
    [Theory]
    [InlineData("en", "The ferry drifted for six hours before it was towed to the harbour, and none of the people on board were hurt.")]
    [InlineData("de", "Die Fähre trieb sechs Stunden auf dem Fluss, bevor sie in den Hafen geschleppt wurde; verletzt wurde niemand.")]
    [InlineData("fr", "Le bac a dérivé pendant six heures avant d'être remorqué vers le port, et aucun des passagers n'a été blessé.")]
    [InlineData("es", "Los pasajeros y su capitán estuvieron seis horas a la deriva con los motores parados, y los llevaron al puerto sin que nadie sufriera daños, dijo la policía.")]
    [InlineData("pt", "O barco ficou seis horas à deriva antes de ser rebocado para o porto, e nenhum dos passageiros foi ferido na operação.")]
    [InlineData("it", "Il traghetto è rimasto alla deriva per sei ore prima di essere portato in porto, e nessuno dei passeggeri è stato ferito.")]
    [InlineData("nl", "De veerboot dreef zes uur op de rivier voordat hij naar de haven werd gesleept, en niemand van de mensen aan boord is gewond.")]
    [InlineData("ru", "Паром шесть часов дрейфовал по реке, прежде чем его отбуксировали в порт.")]
    [InlineData("uk", "Пором шість годин дрейфував річкою, перш ніж його відбуксирували до порту, ніхто не постраждав і всі їдуть додому.")]
    [InlineData("ar", "ظلت العبارة ست ساعات من دون محرك قبل أن تسحب إلى الميناء.")]
    [InlineData("fa", "قایق شش ساعت روی آب ماند تا آن را به بندر بردند و هیچ کس آسیب ندید، چنین گفت پلیس.")]
    [InlineData("zh", "渡轮在河上漂流了六个小时,随后被拖回港口,船上无人受伤。")]
    [InlineData("ja", "フェリーは六時間漂流した後、港に曳航され、乗客にけがはなかった。")]
    [InlineData("ko", "여객선은 여섯 시간 동안 표류한 뒤 항구로 예인되었으며 다친 사람은 없었다.")]
    [InlineData("el", "Το πλοίο έμεινε έξι ώρες ακυβέρνητο πριν ρυμουλκηθεί στο λιμάνι.")]
    [InlineData("he", "המעבורת נסחפה שש שעות לפני שנגררה לנמל ואיש לא נפגע.")]
    public void The_language_of_a_sentence_is_guessed(string language, string text) => Assert.Equal(language, LanguageGuess.Of(text)?.Value);

    [Theory]
    [InlineData("")]
    [InlineData("Reuters")]
    [InlineData("12345 67890 12345 67890 12345")]
    [InlineData("Lorem ipsum dolor sit amet consectetur adipiscing elit sed eiusmod tempor")]
    public void What_tells_no_language_stays_unknown(string text) => Assert.Null(LanguageGuess.Of(text));

    [Theory]
    [InlineData("de-AT", "de")]
    [InlineData("FR", "fr")]
    [InlineData("x-default", "en")]
    [InlineData(null, "en")]
    public void A_language_given_with_the_page_goes_first(string? given, string expected) =>
        Assert.Equal(expected, TextPageExtractor.Extract(Stories.Text(Stories.Ferry), new PageHints(Language: given)).Language?.Value);
}
