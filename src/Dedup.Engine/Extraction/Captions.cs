using System.Buffers;
using System.Text.RegularExpressions;

namespace Dedup.Engine.Extraction;

/// <summary>Recognises captions and credits of pictures and videos.</summary>
internal static partial class Captions
{
    private const int MaxWords = 70;

    /// <summary>No credit at the end of a caption is longer.</summary>
    private const int MaxCredit = 128;

    /// <summary>Some part of every caption but those of <see cref="CreditSigns"/>.</summary>
    public static readonly Marks Words = new(
        "file", "photo", "image", "picture", "video", "caption", "credit", "foto", "bild", "illustration", "getty", "shutterstock", "via reuters", "istock", "alamy", "epa-efe", "©", "图", "this video", "фото", "写真", "撮影", "摄影", "تصوير", "صورة", "imagen:", "imagem:", "crédit");

    /// <summary>An agency behind a slash or bar: two letters in which many words begin, and so looked for only in lines with such a sign.</summary>
    private static readonly Marks CreditSigns = new(
        "/ap", "|ap", "| ap", "/ ap", "/reuters", "/ reuters", "| reuters", "/afp", "/ afp", "| afp", "/dpa", "/ dpa", "| dpa", "/epa", "/ epa", "| epa", "/pa", "/ pa", "| pa");

    /// <summary>Of these signs or words one stands in every credit at the end.</summary>
    private static readonly SearchValues<char> EndSigns = SearchValues.Create("([|/©:");

    private static readonly SearchValues<string> EndWords = SearchValues.Create(
        ["Getty Images", "AP Photo", "Shutterstock", "via REUTERS", "iStock", "Alamy", "picture alliance", "EPA-EFE", "ourtesy photo"], StringComparison.Ordinal);

    public static bool IsCaption(LineFeatures line) =>
        line.Words <= MaxWords && (Words.In(line) || (line.HasSlash && CreditSigns.In(line)))
        && (StartForm().IsMatch(line.Text) || EndsWithCredit(End(line.Text)));

    private static bool EndsWithCredit(ReadOnlySpan<char> end) => (end.ContainsAny(EndSigns) || end.ContainsAny(EndWords)) && EndForm().IsMatch(end);

    /// <summary>The end of the text, of so many characters before its last signs.</summary>
    private static ReadOnlySpan<char> End(string text)
    {
        int last = text.Length;
        while (last > 0 && !char.IsLetterOrDigit(text[last - 1])) last--;
        return text.AsSpan(Math.Max(0, last - MaxCredit));
    }

    [GeneratedRegex(@"^\W*(FILE\s*((PHOTO|IMAGE)\s*)?[-–—:]|file photo\b|photo\s*[:/]|photos?\s+(by|courtesy|credit)\b|image\s*(source|credit|caption|copyright|:)|picture\s*(:|credit)|video\s*:|media caption|credit\s*:|caption\s*:|foto\s*:|bild\s*:|photo credit|crédit photo|illustration\s*:|getty images\b|media caption|courtesy photo|show caption|hide caption|view image|this video|to play this|фото\s*[:/]|imagen\s*:|imagem\s*:|تصوير\s*[:/]|صورة\s*[:/]|الصورة\s*[:/]|\[?(图|图片|图为|资料图|摄影|写真|撮影)\s*[:\uFF1A/=])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex StartForm();

    /// <summary>Read from the end, where it stands: from the beginning every sign would be tried with all that follow.</summary>
    [GeneratedRegex(@"([\(\[]\s*((AP|Reuters|AFP|EPA|dpa|PA)\s*)?(Photo|Image|Picture|File|Foto)\b[^\)\]]{0,60}[\)\]]|\((photo|image|picture|credit|file|foto|bild|фото|写真|撮影)\b[^)]{0,60}\)|\b(Getty Images|AP Photo|Shutterstock|via REUTERS|AFP/Getty|iStock|Alamy|picture alliance|EPA-EFE)\b[^.]{0,60}|[|.]\s*(Image|Photo|Picture|Credit|Foto|Bild|Photograph|Photographer|Crédit)s?\s*:[^.]{2,60}|\([^()]{0,40}\b([Pp]hoto|[Ii]mage|[Pp]icture)s?\)|[Cc]ourtesy photo|©\s?(Foto|Photo|Bild)?:?[^.]{2,40}|[/|]\s*(AP|Reuters|AFP|dpa|EPA|Getty|PA)( Photo| Images| Wire)?)\W*$", RegexOptions.CultureInvariant | RegexOptions.RightToLeft)]
    private static partial Regex EndForm();
}
