namespace Dedup.Engine.Extraction.Words;

/// <summary>German.</summary>
internal static class German
{
    public static readonly ChromeWords Words = new()
    {
        LinkHeadings = "mehr nachrichten, mehr aus der region, mehr lesen, mehr entdecken, auch lesenswert, lesetipps, leseempfehlungen, weitere beiträge, weitere news, aktuelle nachrichten, aktuelle themen, neueste beiträge, letzte meldungen, top-news, top news, schlagzeilen, eilmeldungen, die meistgelesenen artikel, am häufigsten gelesen, meistkommentiert, meistgeklickt, beliebte artikel, beliebte themen, ähnliche beiträge, passend zum thema, dazu passend, das könnte dich auch interessieren, für sie ausgewählt, unsere empfehlungen, unsere lesetipps, auch interessant für sie, videos, bilderstrecken, newsticker, kategorien, archiv",
        MenuItems = "weiterlesen, mehr lesen, nachrichten, meldungen, lokales, sport, regionales, unternehmen, finanzen, börse, immobilien, stellenmarkt, anzeigenmarkt, e-paper, epaper, mein konto, einloggen, ausloggen, registrieren, abmelden, hilfe, werben, über uns, redaktion, nutzungsbedingungen, datenschutzerklärung, barrierefreiheit, cookie-einstellungen, leserbriefe, podcast, veranstaltungen, schließen, mehr anzeigen, alle anzeigen, zum kommentar, zurück, weiter, artikel anhören, vorlesen, schrift vergrößern, artikel merken, artikel drucken, pdf",
        MenuWords = "nachrichten, lokales, region, kultur, wissenschaft, technik, netzwelt, geld, karriere, familie, stil, immobilien, stellenmarkt, anzeigen, abo, anmelden, impressum, datenschutz, agb, kontakt, mediadaten, hilfe, suche",
        ShareWords = "weiterleiten, mailen, link, versenden, artikel",
        ShareStarts = "auf facebook, auf whatsapp, auf x, auf twitter, per e-mail, per mail, artikel teilen, beitrag teilen, jetzt teilen, link kopieren",
        SubscriptionStarts = "melden sie sich, erhalten sie, bleiben sie, jetzt testen, jetzt anmelden, jetzt weiterlesen, jetzt kostenlos, weiterlesen mit, dieser artikel ist exklusiv, dieser inhalt ist, sie haben bereits, sie sind bereits, haben sie fragen, schreiben sie uns, folgen sie uns, registrieren sie sich, wir verwenden cookies, wir nutzen cookies, testen sie, lesen sie weiter mit",
        SubscriptionMarks = "kostenlos in ihr postfach, in ihr postfach, verwenden cookies, nutzen cookies, datenschutzerklärung, jederzeit kündbar, newsletter abonnieren, newsletter anmelden, bereits abonnent",
        CommentMarks = "kommentar abgeben, um zu kommentieren, kommentare anzeigen, diskutieren sie mit, schreiben sie den ersten kommentar, keine kommentare, kommentarfunktion, ihre e-mail-adresse wird nicht veröffentlicht, erforderliche felder",
        CommentLines = "kommentare, kommentar, antworten, absenden, ihr name, ihre e-mail, leserkommentare",
        AdvertisementStarts = "anzeige, werbung, gesponsert, nach der werbung, artikel wird nach der anzeige",
        MoreLinks = "lesen sie dazu, lesen sie auch, auch interessant, auch lesen, mehr dazu, hintergrund, passend dazu, siehe auch, video, zum thema, weiterlesen",
        PaginationLabels = "vorheriger beitrag, nächster beitrag, zurück, weiter, ältere artikel, neuere artikel",
        Rights = "alle rechte vorbehalten, nachdruck verboten",
        NoticeHeadings = "hinweis, transparenzhinweis, korrekturhinweis, rechtlicher hinweis, über den autor, über die autorin",
        Address = "wir, uns, unser, unsere, unserer, unserem, unseren, sie, ihre, ihren, ihr, ihnen, ihrem",
        Business = "einwilligung, cookies, newsletter, postfach, abonnenten, nutzung, datenschutzerklärung, personalisieren, registrieren, konto, zustimmung",
    };
}
