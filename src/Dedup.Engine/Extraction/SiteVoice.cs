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

    /// <summary>The words of its business, which most lines do not have.</summary>
    public static readonly Marks BusinessMarks = new([.. Business.Where(word => word.Length > 0)]);

    private const int MaxLetters = 24;

    /// <summary>Which words of each length have these first two letters: few words of running text pass, and only those are looked up.</summary>
    private static readonly bool[] MayBeKnown = Openings();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsAddress = Address.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> IsBusiness = Business.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How sure it is that the site speaks: 0 not at all, 1 enough at the edge of an article, 2 anywhere.</summary>
    public static int Certainty(LineFeatures line)
    {
        if (line.Words is < 6 or > MaxWords || (line.MarkSets & BusinessMarks.Bit) == 0) return 0;
        int address = 0;
        int business = 0;
        bool quoted = false;
        Span<char> lowered = stackalloc char[MaxLetters];
        ReadOnlySpan<char> text = line.Text;
        int length = 0;
        for (int i = 0; i <= text.Length; i++)
        {
            char c = i < text.Length ? text[i] : ' ';
            if (char.IsAsciiLetter(c) || (c >= 0x80 && char.IsLetter(c)) || (c == '-' && length > 0))
            {
                length++;
                continue;
            }
            if (length is >= 2 and <= MaxLetters && !quoted && MayBeKnown[Opening(char.ToLowerInvariant(text[i - length]), char.ToLowerInvariant(text[i - length + 1]), length)])
            {
                Span<char> word = lowered[..length];
                text.Slice(i - length, length).ToLowerInvariant(word);
                // US is a country.
                if (IsAddress.Contains(word) && !(length == 2 && char.IsUpper(text[i - 1]))) address++;
                else if (IsBusiness.Contains(word)) business++;
            }
            length = 0;
            if (c == ' ') continue;
            if (c is '"' or '“' or '”' or '„' or '«' or '»') quoted = c == '"' ? !quoted : c is not ('”' or '»');
        }
        if (address == 0) return business >= 4 ? 1 : 0;
        int marks = Math.Min(address, 3) + business;
        if (business >= 2 && marks >= 5) return 2;
        return business >= 1 && marks >= 3 ? 1 : 0;
    }

    private static bool[] Openings()
    {
        var openings = new bool[1 << 15];
        // A language without a file for them has the empty word.
        foreach (string word in Address.Concat(Business).Where(word => word.Length > 0)) openings[Opening(word[0], word[1], word.Length)] = true;
        return openings;
    }

    private static int Opening(char first, char second, int length) => (first & 0x1F) | ((second & 0x1F) << 5) | (length << 10);
}
