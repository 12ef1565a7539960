namespace Dedup.Engine.Extraction.Words;

/// <summary>Spanish.</summary>
internal static class Spanish
{
    public static readonly ChromeWords Words = new()
    {
        LinkHeadings = "también te puede gustar, te puede gustar, puede interesarte, quizás te interese, te recomendamos leer, noticias recomendadas, noticias destacadas, más de este tema, más sobre esto, más artículos, otros artículos, otras informaciones, artículos recientes, entradas recientes, noticias más leídas, lo más popular, lo más comentado, lo más compartido, tendencias, populares, en portada, además en portada, sigue leyendo, seguir leyendo, ver también, ver más, lee además, relacionado, contenido relacionado, temas relacionados, historias relacionadas, archivos, categorías, última hora, lo último en",
        MenuItems = "leer más, seguir leyendo, vídeos, videos, sucesos, local, nacional, provincia, gente, televisión, hemeroteca, podcast, clasificados, empleo, iniciar sesión, crear cuenta, mi cuenta, cerrar sesión, suscríbete, suscripciones, menú, ayuda, mapa web, mapa del sitio, publicidad, quiénes somos, política de privacidad, política de cookies, configurar cookies, términos de uso, condiciones de uso, cerrar, ver todo, mostrar más, cargar más, guardar, copiar enlace, escuchar noticia, imprimir, correo electrónico, anterior, siguiente",
        MenuWords = "sucesos, nacional, local, gente, televisión, vídeos, videos, cultura, ocio, motor, viajes, inicio, buscar, suscríbete, contacto, publicidad, ayuda, empresas",
        ShareWords = "enlace, correo, guardar, copiar, comentar",
        ShareStarts = "compartir en, compartir por, comparte, comparte esta noticia, síguenos, copiar enlace, enviar por",
        SubscriptionStarts = "suscríbete, suscríbase, regístrate, regístrese, recibe, reciba, inicia sesión, únete, apúntate, síguenos, descarga, para seguir leyendo, sigue leyendo, este contenido es exclusivo, contenido exclusivo, ya soy suscriptor, ya eres suscriptor, utilizamos cookies, este sitio utiliza, esta web utiliza, si continúa navegando, al continuar",
        SubscriptionMarks = "utilizamos cookies, utiliza cookies, en tu correo, en su correo, nuestro boletín, nuestra newsletter, política de privacidad, exclusivo para suscriptores, solo para suscriptores, ya eres suscriptor",
        CommentMarks = "deja tu comentario, añade un comentario, escribe un comentario, inicia sesión para comentar, sé el primero en comentar, tu dirección de correo electrónico no será publicada, los campos obligatorios, ver comentarios, normas de participación, comentarios cerrados",
        CommentLines = "comentarios, comentario, comenta, responder, enviar, tu nombre, nombre, correo electrónico",
        AdvertisementStarts = "publicidad, anuncio, contenido patrocinado, patrocinado, la noticia continúa después, el artículo continúa",
        MoreLinks = "lee también, lea también, lee además, te puede interesar, te recomendamos, más información, ver también, vea también, sigue leyendo, vídeo, video, noticia relacionada, leer más",
        PaginationLabels = "anterior, siguiente, noticia anterior, noticia siguiente, artículo anterior, artículo siguiente, entrada anterior, entrada siguiente",
        Rights = "todos los derechos reservados, prohibida la reproducción, prohibida su reproducción",
        NoticeHeadings = "sobre el autor, sobre la autora, aviso, fe de errores, aviso legal",
        Address = "nosotros, nuestro, nuestra, nuestros, nuestras, usted, ustedes, tu, tus, te",
        Business = "cookies, navegando, privacidad, correo, terceros, boletín, newsletter, acepta",
    };
}
