using System.Collections.Frozen;
using Dedup.Engine.Extraction.Words;

namespace Dedup.Engine.Extraction;

/// <summary>
/// Words by which pages of many makes label their chrome: whole stems (see <see cref="LineFeatures.Stem"/>) and first
/// words, in the languages whose pages we meet; a language with many has its own file in <c>Words</c>. To teach one more
/// wording, add it and a case to the tests.
/// </summary>
internal static class Phrases
{
    /// <summary>The words given, and those that each language's own file has.</summary>
    private static FrozenSet<string> Set(Func<ChromeWords, string> own, string words) => All(own, words).ToFrozenSet();

    private static IEnumerable<string> All(Func<ChromeWords, string> own, string words) => List(words).Concat(ChromeWords.All.SelectMany(language => List(own(language))));

    private static string[] List(string words) =>
        words.Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static Marks Anywhere(Func<ChromeWords, string> own, string words) => new([.. All(own, words)]);

    /// <summary>By first word, so that a line is compared with the few phrases that can begin it.</summary>
    private static FrozenDictionary<string, string[]> Starts(Func<ChromeWords, string> own, string words) =>
        All(own, words).GroupBy(phrase => LineStem.FirstWord(phrase).ToString()).ToFrozenDictionary(g => g.Key, g => g.ToArray());

    /// <summary>Whether the stem begins with one of these phrases.</summary>
    public static bool StartsWithAny(ReadOnlySpan<char> stem, FrozenDictionary<string, string[]> starts)
    {
        if (!starts.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(LineStem.FirstWord(stem), out string[]? phrases)) return false;
        foreach (string start in phrases)
        {
            if (StartsWithWords(stem, start)) return true;
        }
        return false;
    }

    /// <summary>Whether the stem begins with these words and not only with their letters.</summary>
    public static bool StartsWithWords(ReadOnlySpan<char> stem, string start) =>
        stem.StartsWith(start, StringComparison.Ordinal) && (stem.Length == start.Length || !char.IsLetterOrDigit(stem[start.Length]));

    /// <summary>Whole lines that open a list of links.</summary>
    public static readonly FrozenSet<string> LinkHeadings = Set(language => language.LinkHeadings, """
        related, related articles, related article, related stories, related story, related news, related content, related posts
        related post, related topics, related links, related reading, related coverage, related items, related information
        ranking, rankings, recommendation, recommendations, recommended, recommended for you, recommended stories, recommended articles
        recommended reading, recommended videos, we recommend, hot news, hot topics, hot articles, hot reads, hot, hot posts, hot stories
        most read, most read stories, most read articles, most read news, most viewed, most popular, most popular stories, most shared, most commented
        most recent, most watched, most discussed, popular, popular posts, popular now, popular news, popular articles, popular stories
        popular reads, popular on, popular searches, popular topics, popular this week, popular in the community, popular right now
        trending, trending now, trending news, trending stories, trending topics, trending today, trending articles, trending on
        latest, latest news, latest stories, latest articles, latest headlines, latest posts, latest updates, latest videos, latest in
        recent, recent posts, recent news, recent articles, recent stories, recent comments, recently added, recent updates
        top stories, top news, top headlines, top reads, top picks, top posts, top videos, top articles, today's top stories
        more stories, more news, more headlines, more articles, more from, more on this story, more on this topic, more on this, more in
        more to read, more reading, more like this, more coverage, more from this section, more top stories, more videos, more from the web
        read next, read more, read also, read on, read this next, further reading, keep reading, continue reading, up next, next up
        you may like, you may also like, you might like, you might also like, you might also be interested in, you may have missed, you may be interested in
        you may also be interested in, in case you missed it, don't miss, don't miss these, must read, must reads, must-read, editor's picks, editors' picks, editor's pick
        editor's choice, editors' choice, staff picks, our picks, top picks for you, picked for you, handpicked for you, selected for you, for you
        featured, featured stories, featured articles, featured news, featured videos, featured posts, in focus, spotlight, headlines, other headlines
        other news, other stories, other articles, also in the news, also on, also read, also of interest, elsewhere, elsewhere on the web, around the web
        from around the web, from the web, from our partners, from our network, partner content, from the archive, from the archives, random reading, random news
        random articles, random posts, random recommendations, guess you like, what others are reading, what to read next, what we're reading, people are reading
        people also read, people also like, readers also liked, others are reading, discover more, explore more, explore, see also, see more, see more stories
        similar articles, similar stories, similar news, similar posts, suggested, suggested for you, suggested reading, suggested stories, watch more, watch next
        more videos, videos, photo galleries, galleries, in pictures, in other news, news in brief, news feed, newsfeed, live updates, breaking news, today's headlines
        today's news, today's papers, this week, stories for you, links, friendly links, friend links, friendship links, useful links, quick links, blogroll, archives, archive, categories, category
        topics, tags, meta, sections, tag cloud, sponsored links, hot tags, archive by month, fixtures, latest fixtures, latest results, results, standings, scores, live scores
        top 10, top ten, top five, weekly ranking, daily ranking, monthly ranking, click ranking, reading ranking, hot list, hot ranking, news ranking, new articles, new posts
        mehr zum thema, mehr zu diesem thema, mehr zu den themen, das könnte sie auch interessieren, das könnte sie interessieren, auch interessant, meistgelesen, meistgelesene artikel, meist gelesen, meistgelesene
        neueste artikel, neueste nachrichten, aktuelle meldungen, weitere artikel, weitere meldungen, weitere nachrichten, weitere themen, empfehlungen, empfohlen, empfehlungen der redaktion, beliebt, lesen sie auch, verwandte artikel, verwandte themen, themen, zum thema, top-themen, top themen, ähnliche artikel
        à lire aussi, lire aussi, à lire également, sur le même sujet, les plus lus, les articles les plus lus, articles les plus lus, le plus lu, plus lus, articles similaires, articles liés, à la une, à ne pas manquer, vous aimerez aussi, notre sélection, nos recommandations, dernières actualités, dernières infos, les dernières actus, en continu, en direct, les plus partagés, dans la même rubrique
        te puede interesar, también te puede interesar, lo más leído, lo más visto, más leídas, las más leídas, más noticias, noticias relacionadas, relacionados, artículos relacionados, últimas noticias, lo último, más información, te recomendamos, recomendados, recomendamos, más sobre este tema, lea también, lee también, más en, destacados, otras noticias
        leia também, mais lidas, notícias relacionadas, veja também, relacionadas, últimas notícias, leggi anche, i più letti, articoli correlati, potrebbe interessarti, ultime notizie
        читайте также, по теме, популярное, последние новости, самое читаемое, 相关文章, 相关新闻, 相关阅读, 相关推荐, 相关内容, 相关资讯, 热门文章, 热门新闻, 热门推荐, 热门, 热点, 热点新闻, 热点推荐, 热点排行, 推荐, 推荐阅读, 推荐文章, 推荐新闻, 为您推荐, 为你推荐, 猜你喜欢, 最新文章, 最新新闻, 最新资讯, 最新, 排行榜, 排行, 点击排行, 阅读排行, 热榜, 友情链接, 延伸阅读, 随机阅读, 随机推荐, 精彩推荐, 图文推荐, 今日热点, 本周热门, 一周热门, 标签, 站内导航, 栏目导航, 关连记事, 関連記事, 関連ニュース, おすすめ, 人気記事, アクセスランキング, ランキング, 新着記事, 最新記事, あわせて読みたい, 관련기사, 인기기사, 많이 본 뉴스
        """);

    /// <summary>Whole lines that open a notice about the page and not another part of the article.</summary>
    public static readonly FrozenSet<string> NoticeHeadings = Set(language => language.NoticeHeadings, """
        disclaimer, risk disclosure, risk warning, disclosure, legal notice, legal disclaimer, editor's disclosure, forward-looking statements, cautionary statement, important information, media contact, media contacts, press contact, contacts, contact information, about the author, about the authors, about this article, about this story, about our ads, author, haftungsausschluss, 免责声明, 声明, 特别声明
        """);

    /// <summary>First words of lines that open a list of links, where a name follows (More from Lakeside Tribune).</summary>
    public static readonly FrozenDictionary<string, string[]> LinkHeadingStarts = Starts(_ => "", """
        more from, more on, more in, more stories, more news, most read in, most read on, most popular in, most popular on, popular on, popular in, trending on, trending in, latest from, latest in, latest on, the latest from, related to, also on, also in, top stories in, top stories from, top stories on, recommended by, recommended for, stories from, read more from, other stories from, what to read, mehr aus, mehr zu, mehr von, plus de, más de, más en
        """);

    /// <summary>Whole lines of navigation and page functions.</summary>
    public static readonly FrozenSet<string> MenuItems = Set(language => language.MenuItems, """
        home, homepage, home page, news, world, world news, us news, u.s. news, u.s, us, uk, uk news, local, local news, national, international, politics, business, business news, markets, economy, money, finance, personal finance, investing, stocks, crypto, tech, technology, science, health, sport, sports, football, soccer, tennis, golf, cricket, rugby, entertainment, culture, arts, lifestyle, life, style, travel, food, opinion, opinions, editorial, editorials, letters, columns, columnists, obituaries, obits, classifieds, jobs, real estate, autos, cars, weather, traffic, video, photos, pictures, podcasts, podcast, audio, live, live tv, tv, radio, newsletters, newsletter, e-edition, e-paper, epaper, print edition, crossword, crosswords, puzzles, games, horoscope, horoscopes, comics, calendar, events, shop, shopping, store, coupons, deals, travel guide, community, education, environment, climate, crime, courts, weather forecast, legals, public notices, legal notices
        about, about us, contact, contact us, careers, advertise, advertise with us, help, help center, faq, faqs, support, privacy, privacy policy, terms, terms of use, terms of service, terms and conditions, terms & conditions, cookie policy, cookie settings, cookies, sitemap, site map, accessibility, accessibility statement, feedback, corrections, editorial standards, ethics policy, our team, newsroom, press, press room, investors, do not sell my info, do not sell my personal information, ad choices, adchoices, imprint, rss, rss feed, mobile app, apps, app, archive search
        menu, main menu, search, search site, log in, login, log out, sign in, sign up, register, create account, my account, account, profile, subscribe, subscribe now, donate, support us, skip to content, skip to main content, skip navigation, skip to navigation, toggle navigation, toggle menu, close, open menu, close menu, back, back to top, top, go to top, return to top, scroll to top, view all, see all, show all, show more, load more, more, view more, all news, all sections, browse, next, previous, prev, print, email, save, bookmark, listen, listen to this article, play, pause, mute, watch, watch live, watch now, gift, gift article, gift this article, text size, font size, a a, edit, reply, report, loading, loading more, language, english, deutsch, français, español, 中文, dark mode, notifications, follow, following, like, dislike, ok, accept, accept all, reject, reject all, got it, dismiss, manage preferences, manage cookies, learn more, find out more, click here, get the app, download the app, download our app, share, share this, view, views, view comments, comments, comment, add comment, full screen, expand, collapse, enlarge image, view gallery, view image, see gallery, hide caption, toggle caption, image, photo, the end, end
        startseite, politik, wirtschaft, kultur, wissen, panorama, meinung, regional, deutschland, ausland, wetter, anmelden, abo, abonnieren, suche, menü, impressum, datenschutz, agb, kontakt, mediadaten, newsletter bestellen, nach oben, zur startseite, merken, drucken, teilen, kommentare, accueil, actualité, actualités, politique, économie, société, monde, sciences, santé, météo, opinions, s'abonner, se connecter, connexion, mon compte, rechercher, recherche, mentions légales, contact, partager, imprimer, haut de page, retour en haut, inicio, portada, noticias, política, economía, sociedad, mundo, internacional, deportes, cultura, opinión, salud, tecnología, ciencia, suscríbete, suscribirse, iniciar sesión, regístrate, buscar, compartir, imprimir, comentar, contacto, aviso legal, política de privacidad, política de cookies, quiénes somos, volver arriba
        首页, 主页, 新闻, 国际, 国内, 财经, 体育, 娱乐, 科技, 社会, 军事, 汽车, 教育, 健康, 登录, 注册, 搜索, 返回顶部, 返回首页, 关于我们, 联系我们, 网站地图, 收藏, 打印, 分享, 评论, 上一页, 下一页, 关闭, 更多, ホーム, ログイン, 検索
        """);

    /// <summary>Single words of menus that stand on one line.</summary>
    public static readonly FrozenSet<string> MenuWords = Set(language => language.MenuWords, """
        home, news, world, us, uk, local, national, international, politics, business, markets, economy, money, finance, investing, stocks, crypto, tech, technology, science, health, sport, sports, football, soccer, tennis, golf, cricket, entertainment, culture, arts, lifestyle, life, style, travel, food, opinion, editorial, letters, columns, obituaries, classifieds, jobs, autos, weather, traffic, video, videos, photos, podcasts, live, tv, radio, newsletters, e-edition, epaper, legals, crossword, puzzles, games, horoscopes, comics, calendar, events, shop, community, education, environment, climate, crime, courts, about, contact, careers, advertise, help, privacy, terms, cookies, sitemap, subscribe, menu, search, login, register, rss, archive, archives, more, homes, property, nation, region, regional, features, magazine, blogs, jobs, motors, shopping, deals, personal, policy, service, settings, reviews, entertainment, celebrity, movies, music, books, theater, theatre, dining, voices, investigations, elections, coronavirus, covid-19, nba, nfl, mlb, nhl, football, racing, boxing, f1, formel, startseite, politik, wirtschaft, kultur, wissen, panorama, meinung, deutschland, ausland, wetter, reise, auto, digital, netzwelt, gesundheit, leben, accueil, actualité, politique, économie, société, monde, sciences, santé, sport, inicio, portada, política, economía, sociedad, mundo, deportes, opinión, salud, tecnología, ciencia, 首页, 新闻, 国际, 国内, 财经, 体育, 娱乐, 科技, 社会, 军事, 汽车, 教育, 健康
        """);

    /// <summary>Names of networks and buttons that share bars are made of.</summary>
    public static readonly FrozenSet<string> ShareWords = Set(language => language.ShareWords, """
        share, facebook, twitter, tweet, x, whatsapp, linkedin, reddit, pinterest, pin, telegram, email, e-mail, mail, print, copy, link, copied, bluesky, threads, instagram, tiktok, youtube, flipboard, tumblr, messenger, line, viber, snapchat, mastodon, wechat, weibo, qq, vk, xing, pocket, sms, text, more, save, bookmark, follow, teilen, partager, compartir, drucken, imprimer, imprimir, enviar, correo, merken, kopieren, gift, comment, comments
        """);

    /// <summary>First words of lines that are buttons to share.</summary>
    public static readonly FrozenDictionary<string, string[]> ShareStarts = Starts(language => language.ShareStarts, "share on, share via, tweet on");

    /// <summary>Anywhere in a line: rights are reserved.</summary>
    public static readonly string[] Rights = [.. All(language => language.Rights, "all rights reserved, may not be reproduced")];

    /// <summary>First words of lines of which the rest may be anything: asks of the reader.</summary>
    public static readonly FrozenDictionary<string, string[]> SubscriptionStarts = Starts(language => language.SubscriptionStarts, """
        sign up, subscribe, subscribe to, subscribe for, become a member, become a subscriber, get our, get the latest, get unlimited, get the best, get breaking, get more, get all the, get daily, get news, join our, join us, join the conversation, join now, join today, enter your email, your email, email address, enter email, register, register now, create a free account, create an account, already a subscriber, already have an account, already a member, not a subscriber, log in to, sign in to, support our, support independent, support local, please log in, please sign in, please subscribe, this content is for subscribers, this article is for subscribers, this story is for subscribers, this article is reserved, want more, never miss, stay informed, stay up to date, stay updated, stay connected, download our app, download the app, get the app, by signing up, by subscribing, by clicking, by submitting, by registering, by providing, by continuing, thank you for reading, thanks for reading, thank you for supporting, we use cookies, we value your privacy, this site uses cookies, this website uses cookies, our site uses cookies, our website uses cookies, to continue reading, continue reading with, unlock, free trial, start your free, try it free, cancel anytime, cancel any time, your subscription, manage your, you have reached, you've reached, you have read, you've read, have you got a story, do you have a story, got a story, got a tip, have a tip, do you have a tip, send us, tell us, contact us, contact the newsroom, email us, follow us, follow our, like us on, find us on, watch us, listen to our, check out our, click here to, click to, tap to, abonnieren sie, jetzt abonnieren, jetzt registrieren, newsletter abonnieren, abonnez-vous, inscrivez-vous, recevez, suscríbete, regístrate, recibe, 扫码, 扫一扫, 关注, 订阅
        """);

    /// <summary>Anywhere in a line: it asks for consent, money or an address.</summary>
    public static readonly Marks SubscriptionMarks = Anywhere(language => language.SubscriptionMarks, """
        use cookies, uses cookies, our cookie policy, cookie settings, cookie preferences, accept all cookies, our privacy policy, terms of use, terms of service, terms and conditions, unlimited access, digital subscription, per month, a month for, cancel anytime, free newsletter, our newsletter, our newsletters, daily newsletter, weekly newsletter, to your inbox, in your inbox, unsubscribe, ad-free, ad blocker, adblocker, already a subscriber, subscriber-only, subscribers only, exclusive to subscribers
        """);

    /// <summary>Anywhere in a line: it belongs to the comments.</summary>
    public static readonly Marks CommentMarks = Anywhere(language => language.CommentMarks, """
        leave a comment, leave a reply, post a comment, add a comment, write a comment, join the discussion, your email address will not be published, required fields are marked, save my name, post comment, submit comment, cancel reply, comments are closed, comments are moderated, no comments yet, be the first to comment, log in to comment, sign in to comment, view comments, show comments, hide comments, load comments, comment on this, comments policy, commenting rules, community guidelines, please log in to comment, notify me of, logged in to post a comment, sort comments, all comments, 条评论, 发表评论, 网友评论, kommentar schreiben, kommentare lesen, kommentar verfassen, laisser un commentaire, deja un comentario, dejar un comentario, deje un comentario
        """);

    /// <summary>First words of lines that only stand in comment forms.</summary>
    public static readonly FrozenSet<string> CommentLines = Set(language => language.CommentLines, """
        name, name *, email, email *, website, your name, your email, message, submit, send, post, captcha, verification code, username, password, comment *, nickname, reply, post reply, newest, oldest, most liked, best rated, sort by, 昵称, 验证码, 提交
        """);

    /// <summary>First words of advertisement lines.</summary>
    public static readonly FrozenDictionary<string, string[]> AdvertisementStarts = Starts(language => language.AdvertisementStarts, """
        advertisement, advertising, advertisment, sponsored, sponsor, ad, ads by, ad feedback, paid post, paid content, promoted, article continues, story continues, continues below, scroll to continue, scroll down to continue, continue scrolling, text continues, report this ad, why this ad, skip ad, skip advertisement, remaining time, this ad will end, anzeige, werbung, publicité, pubblicità, publicidad, anuncio, the article continues, the story continues, content continues, reklama, реклама, 广告, article suite après la publicité, la suite après la publicité, nach der anzeige
        """);

    /// <summary>Words before a colon, dash or bar that make the rest of the line a link to another article.</summary>
    public static readonly FrozenSet<string> MoreLinks = Set(language => language.MoreLinks, """
        more, read more, read, read also, read next, related, related story, related article, related stories, see also, see more, also read, also see, don't miss, watch, watch now, watch more, listen, photos, video, gallery, see photos, in pictures, opinion, analysis, explainer, must read, recommended, trending, learn more, more on this, more from, further reading, continue reading, click here, editor's note, previously, earlier, live updates, join, follow, follow live, check out, see, find out, up next, you may like, exclusive, lesen sie auch, lesen sie hier, lesen sie mehr, mehr zum thema, mehr, lire aussi, à lire aussi, à lire, voir aussi, a lire aussi, te puede interesar, lee también, lea también, lea además, ver también, además, le puede interesar, leia também, leia mais, veja também, leggi anche, читайте также, 延伸阅读, 相关阅读, 推荐阅读, 更多
        """);

    /// <summary>Words before a colon that point to the neighbouring articles.</summary>
    public static readonly FrozenSet<string> PaginationLabels = Set(language => language.PaginationLabels, """
        previous, next, prev, previous article, next article, previous post, next post, previous story, next story, older, newer, older post, newer post, last article, next page, previous page, 上一篇, 下一篇, 上一条, 下一条, 上一页, 下一页, vorheriger artikel, nächster artikel, article précédent, article suivant, anterior, siguiente, artículo anterior, artículo siguiente, предыдущая, следующая
        """);
}
