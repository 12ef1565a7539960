using System.Buffers;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Recognises bare numbers, and counts of readers, votes and minutes.</summary>
internal static partial class Counters
{
    private static readonly SearchValues<char> Brackets = SearchValues.Create("([\uFF08");

    public static bool IsCounter(LineFeatures line) =>
        line.Text.Length <= LineForms.MaxShortForm && (line.HasDigit || (line.Opens(Opening.Counter) && line.Text.Contains("min", StringComparison.OrdinalIgnoreCase)))
        && ((MayBeCount(line) && CountForm().IsMatch(line.Text)) || (line.Text.Contains('%', StringComparison.Ordinal) && ChangeForm().IsMatch(line.Text)));

    /// <summary>A count begins with its number or a word for what is counted, or has the number in brackets behind other words.</summary>
    private static bool MayBeCount(LineFeatures line) =>
        char.IsDigit(line.Head) || line.HasOtherLetters || line.Words == 1 || line.Opens(Opening.Counter) || line.Text.AsSpan().ContainsAny(Brackets);

    [GeneratedRegex(@"^\W*\d[\d,.]*\W*$|^\W*([\p{L} ]{1,20}!?\s*[\(\uFF08\[]\s*\d[\d.,]*\s*[kKmM]?\s*[\)\uFF09\]]|\d[\d.,]*\s*[kKmM]?\s*(views?|shares?|likes?|reads?|hits|votes?|people|followers|times|Aufrufe|vues|visitas|visualizaç\p{L}+|просмотр\p{L}*|مشاهد\p{L}+|min(ute)?s?( read)?|Min\.?( Lesezeit)?|次|阅读|浏览)\b.{0,20}|(\d+|one|two|three|four|five|six|seven|eight|nine|ten)[\s-]min(ute)?s?[\s-](read|lesezeit|de lecture|de lectura).{0,10}|(reading time|read time|estimated read|lesezeit|temps de lecture|tiempo de lectura|tempo de leitura|tempo di lettura|время чтения|مدة القراءة|وقت القراءة|阅读时间|読了時間)\W*\d+.{0,12}|(views?|hits|reads?|likes?|shares?|votes?|rating)\W*\d[\d.,]*[kKmM]?)\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex CountForm();

    /// <summary>A price with its change: 102.5 +1.2 (+1.2%).</summary>
    [GeneratedRegex(@"\d\s?[+-]\d[\d.,]*\s?\([+-]?\d[\d.,]*\s?%\)", RegexOptions.CultureInvariant)]
    private static partial Regex ChangeForm();
}
