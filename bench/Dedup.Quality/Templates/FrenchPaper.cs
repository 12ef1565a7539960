namespace Dedup.Quality.Templates;

/// <summary>A French daily's chrome around the English text: "Publié le 4 mars 2024 à 17h12", Lire aussi, Partager.</summary>
internal static class FrenchPaper
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        d.Lines(d.House("Aller au contenu principal", "Accéder au contenu", "Menu"), d.House("Se connecter", "Mon compte"), d.House("S’abonner", "S'abonner dès 1€", "Abonnez-vous"));
        d.Maybe(0.4, "Avec votre accord, nos partenaires et nous utilisons des cookies ou technologies similaires pour stocker et accéder à des informations personnelles comme votre visite sur ce site.", "Vous pouvez retirer votre consentement à tout moment.", "Continuer sans accepter", "Accepter & Fermer");
        d.Lines(d.HousePart(["Accueil", "À la une", "En continu", "Actualité", "International", "Politique", "Société", "Économie", "Sports", "Culture", "Planète", "Sciences", "Faits divers", "Opinions", "Débats", "Régions", "Vidéos", "Jeux", "Bons plans", "Annonces", "Avis de décès"], 65));
        d.Line(d.House(d.Section(), "Accueil › " + d.Section(), d.Section() + " •"));
        d.Line(d.Title());
        if (d.Chance(0.6) && d.Gist(1, 28) is { } chapeau)
        {
            d.Line(Gists.Stopped(chapeau));
        }

        if (d.Byline("La rédaction", "Rédaction avec agences") is { } name)
        {
            d.Line(d.Pick("Par ", "Par ", "Article de ", "") + name);
        }

        DateTime later = DateForms.Later(d);
        string hour = DateForms.In(d.At, "HH'h'mm");
        string line = d.House(
            "Publié le {0} à {1}",
            "Publié le {0} à {1}, modifié le {2} à {3}",
            "Article rédigé par l'agence – Publié le {0} {1}",
            "Le {0} à {1}");
        d.Line(PageDraft.Minute(line
            .Replace("{0}", d.House("long", "short") == "long" ? ForeignDates.French(d.At) : DateForms.In(d.At, "dd/MM/yyyy"), StringComparison.Ordinal)
            .Replace("{1}", hour, StringComparison.Ordinal)
            .Replace("{2}", ForeignDates.French(later), StringComparison.Ordinal)
            .Replace("{3}", DateForms.In(later, "HH'h'mm"), StringComparison.Ordinal)));
        d.Maybe(0.5, d.House("Temps de lecture : {0} min.", "Lecture {0} min", "{0} min").Replace("{0}", DateForms.Number(d.Between(1, 7)), StringComparison.Ordinal));
        d.Lines(d.House("Partager", "Partager l'article", "Partager sur Facebook"), d.House("Envoyer par e-mail", "Copier le lien", "Lire plus tard"), d.House("Ajouter à vos sélections", "Imprimer", "Offrir l'article"));
        d.Maybe(0.6, $"{Captions.Scene(d)}. {d.Pick("© ", "Photo ", "Crédits photo : ", "")}{d.Pick("AFP", "Sipa", "Abaca", "Archives", Captions.Credit(d))}");
        List<Action> breaks =
        [
            () => d.Line($"{d.Pick("Lire aussi :", "À lire aussi", "Lire aussi", ">> À LIRE AUSSI.", "Lire aussi | ")} {d.Headline()}"),
        ];
        if (d.Chance(0.5))
        {
            breaks.Add(() => d.Lines(d.House("La suite après la publicité", "Publicité", "Contenu de nos partenaires")));
        }

        if (d.Chance(0.4))
        {
            breaks.Add(() => d.Lines("Newsletter", "L’essentiel de l’actualité, chaque matin dans votre boîte mail.", "Votre adresse e-mail", "S’inscrire"));
        }

        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Line("Article réservé aux abonnés"));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, d.Site());
        d.Maybe(0.4, d.House("Le Monde des lecteurs", "Réutiliser ce contenu", "Signaler une erreur"));
        d.Teasers(d.House("Sur le même sujet", "À lire également", "Dans la même rubrique", "Voir aussi"), d.Between(2, 5));
        d.Maybe(0.5, $"Commentaires ({d.Between(0, 90)})", "Vous devez être connecté pour commenter.");
        d.Teasers(d.House("Les plus lus", "Les plus partagés", "Le top des articles"), d.Between(3, 6), d.House("{1} {0}", "{0}", "{1}\n{0}"));
        d.Lines("Mentions légales", "CGU", "Politique de confidentialité", "Gestion des cookies", "Contact", "Charte déontologique");
        d.Line($"© {d.Site()} {d.Year}{d.House("", " – Tous droits réservés", ". Reproduction interdite.")}");
        return d.Render();
    }
}
