namespace Dedup.Quality.Templates;

/// <summary>A German regional daily's chrome around the English text: "04.03.2024, 17:12 Uhr", Lesen Sie auch, Mehr zum Thema.</summary>
internal static class GermanPaper
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, "Zum Hauptinhalt springen", "Zum Seitenende springen");
        d.Maybe(0.4, "Diese Website verwendet Cookies und vergleichbare Technologien, um Inhalte und Anzeigen zu personalisieren und die Zugriffe auf unsere Website zu analysieren.", "Ihre Einwilligung können Sie jederzeit mit Wirkung für die Zukunft widerrufen.", "Alle akzeptieren");
        d.Lines(d.House("Startseite", "Home", "Start"), d.House("Menü", "Abo", "E-Paper"), "Anmelden");
        d.Lines(d.HousePart(["Politik", "Wirtschaft", "Panorama", "Sport", "Fußball", "Kultur", "Wissen", "Digital", "Gesundheit", "Reise", "Auto", "Lokales", "Polizeibericht", "Blaulicht", "Immobilien", "Stellenmarkt", "Trauer", "Podcast", "Wetter", "Rätsel", "Newsletter", "Meinung", "Anzeigen"], 65));
        switch (d.House("list", "arrow", "kicker"))
        {
            case "list": d.Lines("Startseite", d.Section(), d.Title()); break;
            case "arrow": d.Line($"Startseite > {d.Section()} > {d.Title()}"); break;
            default: d.Line(d.Section()); break;
        }

        d.Line(d.Title());
        if (d.Chance(0.5) && d.Gist(1, 24) is { } lead)
        {
            d.Line(Gists.Stopped(lead));
        }

        if (d.Byline("Redaktion", "Onlineredaktion", "red") is { } name)
        {
            d.Line(d.Pick("Von ", "von ", "Von: ", "") + name);
        }

        DateTime later = DateForms.Later(d);
        string stamp = DateForms.In(d.At, "dd.MM.yyyy, HH:mm") + " Uhr";
        d.Line(PageDraft.Minute(d.House(stamp, "Erstellt: " + stamp, "Veröffentlicht am " + stamp, "Stand: " + stamp)));
        d.Maybe(0.5, d.Pick("Aktualisiert: ", "Zuletzt aktualisiert: ", "Aktualisiert am ") + DateForms.In(later, "dd.MM.yyyy, HH:mm") + " Uhr");
        d.Maybe(0.5, $"Lesezeit: {d.Between(1, 8)} {d.Pick("Min.", "Minuten")}");
        d.Lines(d.House("Teilen", "Artikel teilen", "Facebook", "Drucken"), d.House("Merken", "Per WhatsApp teilen", "Vorlesen"), d.House("Kommentare", "Mailen", "Verschenken"));
        d.Maybe(0.6, $"{Captions.Scene(d)}. {d.Pick("Foto:", "© Foto:", "Bild:", "©")} {d.Pick("dpa", "Imago", "picture alliance", "AFP", Captions.Credit(d))}");
        List<Action> breaks = [() => d.Lines(d.Pick("Lesen Sie auch", "Lesen Sie auch:", "Auch interessant", "Das könnte Sie auch interessieren"), d.Headline())];
        if (d.Chance(0.6))
        {
            breaks.Add(() => d.Line(d.House("Anzeige", "ANZEIGE", "Werbung", "– Anzeige –")));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Lines("Empfohlener externer Inhalt", "An dieser Stelle finden Sie einen externen Inhalt, der den Artikel ergänzt. Sie können ihn sich mit einem Klick anzeigen lassen und wieder ausblenden.", "Externen Inhalt anzeigen"));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Line($"{d.Pick("Mehr dazu:", "Hintergrund:", "→")} {d.Headline()}"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.3, "Dieser Artikel wurde automatisiert übernommen und nicht redaktionell bearbeitet.");
        d.Teasers(d.House("Mehr zum Thema", "Zum Thema", "Weitere Artikel", "Themen"), d.Between(2, 5));
        d.Maybe(0.5, $"Kommentare ({d.Between(0, 140)})", "Bitte melden Sie sich an, um zu kommentieren.");
        d.Teasers(d.House("Meistgelesen", "Meistgelesene Artikel", "Top-Themen"), d.Between(3, 6), d.House("{1} {0}", "{0}", "{1}.\n{0}"));
        d.Maybe(0.5, "Jetzt testen: 4 Wochen für 1 Euro. Danach 9,99 Euro im Monat, jederzeit kündbar.");
        d.Lines("Impressum", "Datenschutz", "AGB", "Kontakt", "Mediadaten", "Abo kündigen", "Cookie-Einstellungen");
        d.Line(d.House("©", "Copyright ©", "Copyright") + $" {d.Year} {d.Site()}" + d.House("", " GmbH & Co. KG", " – Alle Rechte vorbehalten"));
        return d.Render();
    }
}
