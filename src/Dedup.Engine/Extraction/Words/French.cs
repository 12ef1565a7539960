namespace Dedup.Engine.Extraction.Words;

/// <summary>French.</summary>
internal static class French
{
    public static readonly ChromeWords Words = new()
    {
        LinkHeadings = "à lire aussi sur, à voir aussi, voir aussi, lire également, à découvrir, à découvrir aussi, plus d'articles, plus d'actualités, autres articles, autres actualités, articles récents, articles recommandés, articles populaires, recommandé pour vous, recommandés pour vous, sur le même thème, dans l'actualité, l'actualité en continu, dernières nouvelles, derniers articles, dernières minutes, les plus récents, les plus commentés, les plus vus, top articles, tendances, populaires, vous pourriez aimer, vous aimerez peut-être, ces articles peuvent vous intéresser, cela peut vous intéresser, ça peut vous intéresser, pour aller plus loin, nos dossiers, catégories, archives",
        MenuItems = "lire la suite, lire plus, vidéos, podcasts, newsletters, faits divers, région, régions, international, culture, sport, sports, économie, se désabonner, créer un compte, s'inscrire, s'identifier, abonnez-vous, je m'abonne, déconnexion, rechercher, menu, aide, plan du site, publicité, qui sommes-nous, conditions générales, cgu, cgv, politique de confidentialité, gestion des cookies, paramétrer les cookies, fermer, voir plus, voir tout, afficher plus, écouter l'article, offrir l'article, enregistrer, copier le lien, commenter, réagir, sauvegarder, précédent, suivant",
        MenuWords = "région, régions, culture, faits, divers, tech, planète, débats, idées, vidéos, podcasts, connexion, recherche, newsletters, abonnement, contact, publicité, aide, international, france",
        ShareWords = "lien, envoyer, courriel, enregistrer, partage",
        ShareStarts = "partager sur, partager l'article, partager cet article, partagez, suivez-nous, envoyer par, copier le lien, imprimer l'article",
        SubscriptionStarts = "inscrivez-vous, abonnez-vous, recevez, créez un compte, créez votre compte, connectez-vous, pour lire la suite, cet article est réservé, il vous reste, déjà abonné, vous êtes abonné, profitez, soutenez, rejoignez, suivez-nous, nous utilisons des cookies, ce site utilise, en poursuivant, en continuant, téléchargez, restez informé",
        SubscriptionMarks = "dans votre boîte mail, dans votre boîte, notre newsletter, utilisons des cookies, utilise des cookies, réservé aux abonnés, réservé à nos abonnés, sans engagement, politique de confidentialité, déjà abonné",
        CommentMarks = "laissez un commentaire, laisser un commentaire, poster un commentaire, ajouter un commentaire, connectez-vous pour commenter, soyez le premier à commenter, votre adresse e-mail ne sera pas publiée, les champs obligatoires, voir les commentaires, lire les commentaires, aucun commentaire, les commentaires sont fermés",
        CommentLines = "commentaires, commentaire, réagir, répondre, votre nom, votre e-mail, envoyer, vos réactions",
        AdvertisementStarts = "publicité, la suite après, l'article continue après, sponsorisé, contenu sponsorisé, annonce",
        MoreLinks = "lire aussi, à lire aussi, voir aussi, à voir, sur le même sujet, lire également, en savoir plus, vidéo, à lire, lire la suite, pour aller plus loin, notre dossier",
        PaginationLabels = "article précédent, article suivant, précédent, suivant, page précédente, page suivante",
        Rights = "tous droits réservés, reproduction interdite, toute reproduction",
        NoticeHeadings = "à propos de l'auteur, avertissement, précision, rectificatif",
        Address = "nous, notre, nos, vous, votre, vos",
        Business = "cookies, partenaires, newsletter, inscription, personnaliser, confidentialité, utilisateurs",
    };
}
