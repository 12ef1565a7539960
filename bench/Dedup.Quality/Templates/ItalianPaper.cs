namespace Dedup.Quality.Templates;

/// <summary>An Italian agency site's chrome around the English text: section menu, "Condividi", "Riproduzione riservata".</summary>
internal static class ItalianPaper
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Lines("Vai al contenuto", "Menu");
        d.Maybe(0.7, d.Site());
        d.Lines(d.HousePart(["Cronaca", "Politica", "Economia", "Mondo", "Regioni", "Calcio", "Cultura", "Tecnologia", "Sport", "FOTO", "VIDEO", "Ultima ora", "Meteo", "Oroscopo", "Abbonati", "Accedi"], 70));
        d.Maybe(0.5, $"Home{d.House(" » ", "  ", " / ")}{d.Section()}{d.House(" » ", "  ", " / ")}{d.Title()}");
        d.Line(d.Title());
        if (d.Byline("Redazione", "Redazione web") is { } name)
        {
            d.Line(d.House("di ", "Di ", "A cura di ") + name);
        }

        string month = ForeignDates.Italian(d.At);
        d.Line(PageDraft.Minute(d.House("{0}, {1}", "{0} ore {1}", "Pubblicato il {0} alle {1}", "{0} - Ultimo aggiornamento {1}")
            .Replace("{0}", month, StringComparison.Ordinal)
            .Replace("{1}", DateForms.In(d.At, d.HouseHas("dotted hours", 50) ? "HH.mm" : "HH:mm"), StringComparison.Ordinal)));
        d.Maybe(0.5, $"{d.Between(1, 6)} minuti di lettura");
        d.Lines(d.House("Condividi", "Condividi l'articolo"), d.House("Facebook X WhatsApp", "Scrivi alla redazione", "Stampa"));
        d.Maybe(0.6, $"{Captions.Scene(d)} - {d.Pick("RIPRODUZIONE RISERVATA", "© ANSA/EPA", "LaPresse", "(foto Ansa)")}");
        List<Action> breaks = [];
        if (d.Chance(0.7))
        {
            breaks.Add(() => d.Line($"{d.Pick("Leggi anche:", "LEGGI ANCHE >", "Approfondisci:", "Per approfondire")} {d.Headline()}"));
        }

        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Line(d.House("Pubblicità", "Advertisement", "La tua pubblicità qui")));
        }

        d.Body([.. breaks]);
        d.Maybe(0.6, d.House("Riproduzione riservata © Copyright", "© RIPRODUZIONE RISERVATA", "Contenuto riservato"));
        d.Maybe(0.4, "Da non perdere");
        d.Teasers(d.House("Ultima ora", "Notizie correlate", "Potrebbe interessarti"), d.Between(3, 7), () => d.House("{0}", "{0}\n{h}", "{h} {0}").Replace("{h}", DateForms.In(d.At.AddMinutes(d.Between(1, 600)), "HH:mm"), StringComparison.Ordinal));
        d.Maybe(0.5, "Iscriviti alla newsletter", "Inserisci la tua email", "Ho letto e accetto l'informativa sulla privacy");
        d.Lines("Chi siamo", "Contatti", "Disclaimer", "Privacy", "Modifica consenso Cookie", $"P.I. 0{d.Between(10000000, 99999999)}");
        d.Maybe(0.7, $"Copyright {d.Year} © {d.Site()} - Tutti i diritti riservati");
        return d.Render();
    }
}
