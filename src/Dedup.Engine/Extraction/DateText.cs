using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Prepares lines for the reading of dates, and knows the words that go with dates.</summary>
internal static partial class DateText
{
    private static readonly WordTable Words = new(
        """
        first originally last published publication posted post updated update modified created released release issued aired date time on at by in of the and am pm a p m et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst ist cet cest jst kst sgt hkt aest eastern central pacific minutes minute min mins hours hour hrs ago read
        monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun today yesterday
        veröffentlicht aktualisiert zuletzt geändert stand vom am um uhr erschienen erstellt datum montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so mez mesz
        publié publiée le la en ligne à a mis mise jour modifié modifiée créé et heure h lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim
        publicado publicada actualizado actualizada actualización creado el las a los del de hoy hora horas hs hrs h y lunes martes miércoles jueves viernes sábado domingo lun mié jue vie sáb dom
        atualizado atualizada atualização em às as há segunda terça quarta quinta sexta feira sábado domingo seg ter qua qui sex sáb
        pubblicato aggiornato aggiornamento ultimo alle ore il lunedì martedì mercoledì giovedì venerdì sabato domenica
        gepubliceerd bijgewerkt gewijzigd op om uur maandag dinsdag woensdag donderdag vrijdag zaterdag zondag
        опубликовано опубликована обновлено обновлена изменено дата время в во г года понедельник вторник среда четверг пятница суббота воскресенье пн вт ср чт пт сб вс мск часов назад
        نشر نشرت نُشر تم آخر تحديث التحديث حدث تاريخ النشر التاريخ في يوم الساعة ساعة بتوقيت غرينتش مكة المكرمة صباحا صباحًا مساء مساءً م ص هـ الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(word => (word, 1u)));

    /// <summary>
    /// The text with the digits of every script as ASCII, its marks of direction gone and its spaces plain; the text itself
    /// where it has none of those.
    /// </summary>
    public static string Fold(string text)
    {
        if (Ascii.IsValid(text)) return text;
        StringBuilder? folded = null;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            char? other = c < 0x80 ? c : Fold(c);
            if (other == c)
            {
                folded?.Append(c);
                continue;
            }
            folded ??= new StringBuilder(text.Length).Append(text, 0, i);
            if (other is char plain) folded.Append(plain);
        }
        return folded?.ToString() ?? text;
    }

    /// <summary>Letters and digits of the text outside the words that go with dates.</summary>
    public static int CountOther(string text)
    {
        if (!Ascii.IsValid(text)) text = UnspacedWords().Replace(text, " ");
        int other = 0;
        for (int i = 0; i < text.Length; i++)
        {
            int start = i;
            while (i < text.Length && (char.IsLetter(text[i]) || (text[i] >= 0x300 && CharUnicodeInfo.GetUnicodeCategory(text[i]) == UnicodeCategory.NonSpacingMark))) i++;
            if (i > start && Words[text.AsSpan(start, i - start)] == 0) other += i - start;
            if (i < text.Length && char.IsDigit(text[i])) other++;
        }
        return other;
    }

    /// <summary>Null for a character that vanishes.</summary>
    private static char? Fold(char c) => c switch
    {
        '\u00A0' or '\u2009' or '\u202F' or '\u3000' => ' ',
        '\uFF1A' => ':',
        '\uFF0F' => '/',
        '\uFF0D' or '\u2010' or '\u2011' => '-',
        '\uFF0E' => '.',
        '\u200B' or '\u200E' or '\u200F' or '\u061C' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') => null,
        _ when CharUnicodeInfo.GetDecimalDigitValue(c) is >= 0 and int digit => (char)('0' + digit),
        _ => c,
    };

    /// <summary>Words of the scripts without spaces, and the weekday in brackets.</summary>
    [GeneratedRegex(@"发布时间|发布日期|发表时间|更新时间|时间|日期|发布|更新|發布|發佈|時間|星期.|周[一二三四五六日]|週.|(?:公開|配信|掲載|投稿|更新|最終更新)(?:日時|日)?|[\(（][月火水木金土日一二三四五六](?:曜日?)?[\)）]|[月火水木金土日]曜日?|입력|수정|등록|기사|[월화수목금토일]요일", RegexOptions.CultureInvariant)]
    private static partial Regex UnspacedWords();
}
