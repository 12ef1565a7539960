namespace Dedup.Quality.Templates;

/// <summary>A Swiss or Austrian news site: "Publiziert: 4. März 2024, 17:12", reaction counters, comments before the text.</summary>
internal static class SwissPaper
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Line($"{d.Title()}{d.House(" - ", " | ", " – ")}{d.Site()}");
        Menus.Row(d, ["Schweiz", "Ausland", "Wirtschaft", "Sport", "People", "Life", "Ratgeber", "Immobilien", "Wetter", "Video", "Community", "Chronik", "Bundesländer", "Sudoku"], 65, d.House(" ", "", " · "));
        d.Maybe(0.5, "Jetzt abonnieren", "Einloggen", "Suche");
        d.Line(d.House("News", "Ressort") + d.House(" › ", " » ", "/") + d.Section());
        d.Line(d.Title());
        for (int i = d.Between(0, 3); i > 0; i--)
        {
            if (d.Gist(i, 14) is { } point)
            {
                d.Line(d.House("", "– ", "▪ ") + point);
            }
        }

        DateTime later = DateForms.Later(d);
        bool day = d.HouseHas("day only", 30);
        string head = d.House("Publiziert: ", "Publiziert am ", "Veröffentlicht: ", "");
        d.Line(day
            ? PageDraft.Day(head + ForeignDates.German(d.At))
            : PageDraft.Minute($"{head}{d.House("", ForeignDates.GermanDay(d.At) + ", ")}{ForeignDates.German(d.At)}{d.House(", ", " um ")}{DateForms.In(d.At, "HH:mm")}"));
        d.Maybe(0.4, $"Aktualisiert: {ForeignDates.German(later)}, {DateForms.In(later, "HH:mm")}");
        if (d.Byline() is { } name)
        {
            d.Lines(d.Pick("von ", "", "Autor: ") + name);
            d.Maybe(0.4, "Redaktor " + d.Pick("News", "Wirtschaft", "Ausland"));
        }

        d.Lines(DateForms.Number(d.Between(1, 400)), DateForms.Number(d.Between(1, 90)), DateForms.Number(d.Between(1, 90)));
        d.Maybe(0.6, d.House("Artikel anhören", "Später lesen", "Hier gehts zu den Kommentaren"));
        d.Maybe(0.6, $"{d.Between(1, 3)} / {d.Between(4, 9)}", Captions.Scene(d), Captions.Credit(d));
        List<Action> breaks = [];
        if (d.Chance(0.7))
        {
            breaks.Add(() => d.Teasers(d.House("Mehr zum Thema", "Auch interessant", "Das könnte dich auch interessieren"), d.Between(1, 3)));
        }

        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Line(d.House("Werbung", "Anzeige", "Advertorial")));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Lines("Umfrage", "Bist du auch betroffen?", "Ja", "Nein", $"{d.Between(200, 9000)} Teilnehmer"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, d.House("Fehler gefunden?Jetzt melden", "Hast du Feedback? Schreib uns.", "Fehler melden"));
        for (int i = d.Between(0, 3); i > 0; i--)
        {
            d.Lines(People.Handle(d), DateForms.In(DateForms.Later(d), "dd.MM.yyyy HH:mm"), Remarks.Comment(d), $"{d.Between(0, 90)} {d.Between(0, 20)} Melden");
        }

        d.Teasers(d.House("Meistgelesen", "Am meisten gelesen", "Top Stories"), d.Between(3, 7), "{1}\n{0}");
        d.Lines("Newsletter", "Werben", "Über uns", "Jobs", "Nutzungsbedingungen", "Datenschutzerklärung", "Impressum");
        return d.Render();
    }
}
