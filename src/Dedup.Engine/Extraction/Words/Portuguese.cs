namespace Dedup.Engine.Extraction.Words;

/// <summary>Portuguese.</summary>
internal static class Portuguese
{
    public static readonly ChromeWords Words = new()
    {
        LinkHeadings = "leia também, leia mais, leia ainda, veja também, veja mais, saiba mais, mais lidas, mais lidos, as mais lidas, mais vistas, mais populares, mais notícias, mais sobre, mais sobre este assunto, notícias relacionadas, artigos relacionados, conteúdo relacionado, matérias relacionadas, últimas notícias, últimas, em alta, em destaque, destaques, recomendados, recomendado para você, recomendadas para você, você pode gostar, você também pode gostar, talvez você goste, pode interessar-lhe, também lhe pode interessar, não perca, outras notícias, populares, tendências, arquivos, categorias, continue lendo, posts recentes, artigos recentes",
        MenuItems = "continue lendo, ler mais, início, notícias, política, economia, esportes, desporto, esporte, cultura, mundo, sociedade, país, brasil, portugal, saúde, educação, ciência, tecnologia, opinião, entretenimento, famosos, carros, vídeos, fotos, podcasts, assine, assinar, entrar, sair, cadastre-se, registar, iniciar sessão, minha conta, buscar, busca, pesquisar, pesquisa, menu, ajuda, fale conosco, quem somos, sobre nós, contato, contacto, contactos, anuncie, publicidade, expediente, termos de uso, termos e condições, política de privacidade, política de cookies, ficha técnica, mapa do site, fechar, ver mais, ver tudo, carregar mais, compartilhar, partilhar, imprimir, salvar, guardar, copiar link, ouvir, voltar ao topo, anterior, próximo",
        MenuWords = "início, notícias, política, economia, esportes, desporto, cultura, mundo, brasil, portugal, saúde, educação, ciência, tecnologia, opinião, famosos, vídeos, assine, entrar, contato, contacto, anuncie, expediente, busca, ajuda",
        ShareWords = "compartilhar, partilhar, copiar, enviar, salvar, imprimir, comentar",
        ShareStarts = "compartilhar, compartilhe, partilhar, partilhe, siga-nos, siga o, copiar link, enviar por",
        SubscriptionStarts = "assine, assine nossa, inscreva-se, cadastre-se, receba, subscreva, registe-se, entre no, participe, siga, faça login, faça seu login, já é assinante, conteúdo exclusivo, este conteúdo é exclusivo, para continuar lendo, continue lendo com, baixe, usamos cookies, utilizamos cookies, este site utiliza, este site usa, ao continuar",
        SubscriptionMarks = "no seu e-mail, nossa newsletter, usamos cookies, utilizamos cookies, utiliza cookies, política de privacidade, exclusivo para assinantes, já é assinante, newsletter e receba",
        CommentMarks = "deixe um comentário, deixe seu comentário, deixar um comentário, escreva um comentário, adicionar comentário, seja o primeiro a comentar, o seu endereço de e-mail não será publicado, campos obrigatórios, ver comentários, faça login para comentar",
        CommentLines = "comentários, comentário, comente, responder, enviar, seu nome, nome",
        AdvertisementStarts = "publicidade, anúncio, continua após a publicidade, continua depois da publicidade, patrocinado, conteúdo patrocinado, a matéria continua",
        MoreLinks = "leia também, leia mais, leia ainda, veja também, saiba mais, veja mais, vídeo, mais informações, relacionado",
        PaginationLabels = "anterior, próximo, próxima, seguinte, artigo anterior, próximo artigo, artigo seguinte, matéria anterior, próxima matéria, post anterior, próximo post",
        Rights = "todos os direitos reservados, proibida a reprodução, reprodução proibida",
        NoticeHeadings = "sobre o autor, sobre a autora, aviso legal, errata",
        Address = "nós, nosso, nossa, nossos, nossas, você, vocês, seu, sua, seus, suas, lhe",
        Business = "cookies, navegar, navegando, privacidade, publicidade, conteúdo, newsletter, e-mail, assinante, assinantes, assinatura, consentimento, leitores, concorda",
    };
}
