namespace Dedup.Quality.Templates;

/// <summary>A Spanish or Latin American daily's chrome around the English text: Compartir, Te puede interesar, Lo más visto.</summary>
internal static class SpanishPaper
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Maybe(0.5, $"{d.Title()} - {d.Site()}");
        d.Lines(d.HousePart(["Portada", "Inicio", "Últimas noticias", "Internacional", "España", "México", "Nacional", "Economía", "Deportes", "Fútbol", "Cultura", "Gente", "Tecnología", "Ciencia", "Salud", "Opinión", "Sucesos", "Tendencias", "Horóscopo", "Lotería", "Esquelas", "Clasificados"], 60));
        d.Lines(d.House("Iniciar sesión", "Ingresar", "Mi cuenta"), d.House("Suscríbete", "Suscríbase por $1", "Hazte socio"));
        DateTime visit = DateForms.Visit(d);
        d.Maybe(0.4, d.House("Hoy ", "") + ForeignDates.Spanish(visit));
        d.Line(d.House("Inicio > ", "", "Secciones / ") + d.Section());
        d.Line(d.Title());
        if (d.Chance(0.5) && d.Gist(2, 24) is { } deck)
        {
            d.Line(deck);
        }

        if (d.Byline("Redacción", "Agencias", "Redacción digital") is { } name)
        {
            d.Line(d.Pick("Por ", "", "Por: ") + name);
        }

        DateTime later = DateForms.Later(d);
        switch (d.House("de", "slash", "dot", "pipe"))
        {
            case "de":
                d.Line(PageDraft.Minute($"{ForeignDates.Spanish(d.At)} {DateForms.In(d.At, "HH:mm")}{d.House(" h", " hs.", "h", " CET")}"));
                break;
            case "slash":
                d.Line(PageDraft.Minute($"{d.House("Creada:", "Publicado:", "Publicado el")} {DateForms.In(d.At, "dd/MM/yyyy HH:mm")}"));
                d.Maybe(0.7, $"{d.House("Última actualización:", "Actualizado:")} {DateForms.In(later, "dd/MM/yyyy HH:mm")}");
                break;
            case "dot":
                d.Line(PageDraft.Minute($"{ForeignDates.SpanishShort(d.At).ToUpperInvariant()} - {DateForms.In(d.At, "HH:mm")} CET"));
                break;
            default:
                d.Line(PageDraft.Day($"{ForeignDates.Spanish(d.At)} | {d.Between(1, 6)} min de lectura"));
                break;
        }

        d.Lines(d.House("Compartir en Facebook", "Compartir", "Comparte"), d.House("Compartir en WhatsApp", "Copiar enlace", "Guardar"), d.House("Comentarios", "Escuchar", "Enviar por correo"));
        d.Maybe(0.6, $"{Captions.Scene(d)} {d.Pick("(EFE)", "/ AFP", "| " + People.Name(d), "Foto: Archivo", "- Europa Press")}");
        List<Action> breaks = [() => d.Lines(d.Pick("Te puede interesar:", "Te puede interesar", "Lee también:", "Te recomendamos", "También te puede interesar"), d.Headline())];
        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Line(d.House("Publicidad", "PUBLICIDAD", "Continúa leyendo la nota", "Anuncio")));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Line($"{d.Pick("Lea también:", "Más información", "VIDEO |", "Lee más:")} {d.Headline()}"));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Lines("Recibe cada mañana nuestro boletín con las noticias más importantes del día.", "Suscribirme"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.4, d.House("Sigue leyendo", "Síguenos en Google News", "Conforme a los criterios de The Trust Project"));
        d.Line(d.House("Temas", "Archivado en", "Etiquetas:", "Más sobre este tema"));
        d.Lines(d.Some(["Noticias", "Estados Unidos", "Bancos", "Unión Europea", "Fútbol", "Salud", "Clima"], d.Between(2, 4)));
        d.Teasers(d.House("Noticias relacionadas", "Más noticias", "Además"), d.Between(2, 4));
        d.Teasers(d.House("Lo más visto", "Lo más leído", "Las más leídas"), d.Between(3, 6), d.House("{1} {0}", "{0}", "{1}.- {0}"));
        d.Lines("Aviso legal", "Política de privacidad", "Política de cookies", "Contacto", "Publicidad", "Quiénes somos");
        d.Line($"© {d.Site()} {d.Year}. {d.House("Todos los derechos reservados.", "Prohibida su reproducción total o parcial.", "")}".TrimEnd());
        return d.Render();
    }
}
