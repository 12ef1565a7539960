using System.Collections.Frozen;
using Dedup.Engine.Extraction.Words;

namespace Dedup.Engine.Extraction;

/// <summary>
/// Tells running text in which the site speaks to its reader (consent, appeals, offers, disclaimers) from the article: it
/// says we and you outside quotation marks, and speaks of the site's own business.
/// </summary>
internal static class SiteVoice
{
    private const int MaxWords = 130;

    private static readonly FrozenSet<string> Address =
        "we our ours us you your yours wir uns unser unsere unseren sie ihre ihren ihr ihnen nous notre nos vous votre vos nosotros nuestro nuestra nuestros usted ustedes su sus tu tus noi nostro nostri voi vostro".Split(' ')
        .Concat(ChromeWords.All.SelectMany(language => language.Address.Split(", ", StringSplitOptions.RemoveEmptyEntries))).ToFrozenSet();

    private static readonly FrozenSet<string> Business =
        """
        subscribe subscriber subscribers subscribing subscription subscriptions sign-up signup signing newsletter newsletters cookie cookies consent privacy website inbox
        journalism newsroom advertiser advertisers advertising advertisement ads ad click clicking app email e-mail emails account register registered unlimited trial donate donation
        contribution contributions readers reader membership download whatsapp browser javascript device devices policy terms compensated disclaimer disclosure personalise personalize
        personalised personalized preferences settings unsubscribe paywall promotions alerts notifications reproduced
        copyright
        einwilligung inhalte inhalt anzeigen abonnieren abo abonnement redaktion klick leser nutzer datenschutz werbung externen
        abonnés abonné abonnement abonner contenus contenu lecteurs rédaction données publicité consentement
        suscriptor suscriptores suscripción suscríbase boletín contenido lectores datos publicidad consentimiento
        abbonati abbonamento contenuti lettori redazione dati pubblicità consenso
        """.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Concat(ChromeWords.All.SelectMany(language => language.Business.Split(", ", StringSplitOptions.RemoveEmptyEntries))).ToFrozenSet();

    /// <summary>The words of its business, which most lines do not have.</summary>
    public static readonly Marks BusinessMarks = new(words: [.. Business], marks: []);

    /// <summary>We and you.</summary>
    public static readonly Marks AddressMarks = new(words: [.. Address], marks: []);

    private const uint IsAddress = 1;
    private const uint IsBusiness = 2;

    private static readonly WordTable Known = new([.. Address.Select(word => (word, IsAddress)), .. Business.Select(word => (word, IsBusiness))]);

    /// <summary>Whether the site speaks, wherever the line stands.</summary>
    public static bool IsSure(LineFeatures line) => (line.MarkSets & AddressMarks.Bit) != 0 && Certainty(line) == 2;

    /// <summary>How sure it is that the site speaks: 0 not at all, 1 enough at the edge of an article, 2 anywhere.</summary>
    public static int Certainty(LineFeatures line)
    {
        if (line.Words is < 6 or > MaxWords || (line.MarkSets & BusinessMarks.Bit) == 0) return 0;
        int address = 0;
        int business = 0;
        bool quoted = false;
        ReadOnlySpan<char> text = line.Text;
        for (int i = 0; i < text.Length; i++)
        {
            int start = i;
            while (i < text.Length && (char.IsAsciiLetter(text[i]) || (text[i] >= 0x80 && char.IsLetter(text[i])) || (text[i] == '-' && i > start))) i++;
            if (i - start >= 2 && !quoted)
            {
                uint known = Known[text[start..i]];
                // US is a country.
                if ((known & IsAddress) != 0 && !(i - start == 2 && char.IsUpper(text[i - 1]))) address++;
                else if ((known & IsBusiness) != 0) business++;
            }
            if (i < text.Length && (text[i] is '"' or '“' or '”' or '„' or '«' or '»')) quoted = text[i] == '"' ? !quoted : text[i] is not ('”' or '»');
        }
        if (address == 0) return business >= 4 ? 1 : 0;
        int marks = Math.Min(address, 3) + business;
        if (business >= 2 && marks >= 5) return 2;
        return business >= 1 && marks >= 3 ? 1 : 0;
    }
}
