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
        .Concat(ChromeWords.All.SelectMany(language => language.Address.Split(", "))).ToFrozenSet();

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
        .Concat(ChromeWords.All.SelectMany(language => language.Business.Split(", "))).ToFrozenSet();

    /// <summary>How sure it is that the site speaks: 0 not at all, 1 enough at the edge of an article, 2 anywhere.</summary>
    public static int Certainty(LineFeatures line)
    {
        if (line.Words is < 6 or > MaxWords) return 0;
        int address = 0;
        int business = 0;
        bool quoted = false;
        Span<char> word = stackalloc char[24];
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> isAddress = Address.GetAlternateLookup<ReadOnlySpan<char>>();
        FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> isBusiness = Business.GetAlternateLookup<ReadOnlySpan<char>>();
        int length = 0;
        for (int i = 0; i <= line.Text.Length; i++)
        {
            char c = i < line.Text.Length ? line.Text[i] : ' ';
            if (char.IsLetter(c) || (c == '-' && length > 0))
            {
                if (length < word.Length) word[length] = char.ToLowerInvariant(c);
                length++;
                continue;
            }
            if (length > 0 && length <= word.Length && !quoted)
            {
                // US is a country.
                if (isAddress.Contains(word[..length]) && !(length == 2 && char.IsUpper(line.Text[i - 1]))) address++;
                else if (isBusiness.Contains(word[..length])) business++;
            }
            length = 0;
            if (c is '"' or '“' or '”' or '„' or '«' or '»') quoted = c == '"' ? !quoted : c is not ('”' or '»');
        }
        if (address == 0) return business >= 4 ? 1 : 0;
        int marks = Math.Min(address, 3) + business;
        if (business >= 2 && marks >= 5) return 2;
        return business >= 1 && marks >= 3 ? 1 : 0;
    }
}
