using System.Buffers;
using System.Collections.Frozen;

namespace Dedup.Engine.Extraction;

/// <summary>Lines that name fields of the page: <c>Author: … Source: … Published: … Reads: …</c>.</summary>
internal static class PageLabels
{
    private static readonly FrozenDictionary<string, string> Kinds = new (string Kind, string Labels)[]
    {
        ("date", "date, time, time of publication, publication time, release, posting time, news time, published, published on, published at, publish time, publish date, publication date, release time, release date, posted, posted on, posted at, post date, first published, issued, created, add time, pubdate, 发布时间, 发布日期, 发表时间, 时间, 日期, 发布于, veröffentlicht, publié, publié le, publicado, datum, fecha, erstellt, veröffentlicht am, erschienen, erschienen am, publiée le, mis en ligne, mis en ligne le, publicado el, publicado em, data, pubblicato, pubblicato il, gepubliceerd, опубликовано, дата публикации, дата, تاريخ النشر, نشر في, نشر, التاريخ, 发布, 發布時間, 發佈時間, 發佈, 配信, 配信日時, 公開, 公開日, 公開日時, 投稿日, 掲載, 掲載日, 日時"),
        ("updated", "更新时间, stand, updated, last updated, update, modified, last modified, updated on, updated at, mis à jour, mis à jour le, actualizado, actualizado el, aktualisiert, aktualisiert am, zuletzt aktualisiert, atualizado, atualizado em, aggiornato, bijgewerkt, обновлено, آخر تحديث, تحديث, 更新, 最后更新, 更新時間, 最終更新, 更新日, 更新日時"),
        ("site", "source, article source, news source, source of article, information source, website, from, 来源, 文章来源, 信息来源, quelle, fuente, fonte, источник, المصدر, مصدر, 來源, 稿源, 出典, 提供, bron, provider, origin"),
        ("author", "author, by, writer, reporter, written by, posted by, 作者, autor, autora, auteur, autore, автор, авторы, текст, texto, texte, بقلم, كتب, كتبت, الكاتب, إعداد, 记者, 記者, 執筆, 撰文"),
        ("editor", "editor, editor in charge, responsible editor, 编辑, 责任编辑, 责编, edited by, редактор, 編集, 责任編輯"),
        ("section", "section, category, column, channel, 栏目, 分类, 类别, rubrik, ressort, sección, rubrique, filed under, posted in, published in, раздел, рубрика, القسم, تصنيف, categoria, categoría, seção, secção, editoria, 频道, カテゴリー, カテゴリ"),
        ("count", "reads, degree of heat, popularity, number of views, number of clicks, page views, browse, read, views, view, hits, hit, clicks, likes, comments, shares, votes, 浏览, 阅读, 点击, 浏览次数, 阅读次数, 点击次数, 浏览量, 阅读量, 点击量, 评论, 人气, reading time, words, font size, 字号, 字体, просмотры, просмотров, время чтения, lesezeit, aufrufe, temps de lecture, vues, tiempo de lectura, visitas, tempo de leitura, visualizações, المشاهدات, عدد المشاهدات, 閲覧数"),
    }.SelectMany(row => row.Labels.Split(", ").Select(label => (label, row.Kind))).ToFrozenDictionary(p => p.label, p => p.Kind);

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> KindOf = Kinds.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly SearchValues<char> Colons = SearchValues.Create(":\uFF1A");

    private const int MaxLabel = 25;

    /// <summary>Labels of tags.</summary>
    public static readonly FrozenSet<string> TagLabels =
        new[] { "tags", "tag", "topics", "keywords", "categories", "hot tags", "hashtags", "labels", "关键词", "关键字", "标签", "themen", "schlagworte", "étiquettes", "etiquetas", "mots-clés", "mots clés", "sujets", "temas", "palabras clave", "stichworte", "tópicos", "assuntos", "palavras-chave", "теги", "метки", "ключевые слова", "сюжеты", "الكلمات المفتاحية", "كلمات مفتاحية", "الوسوم", "وسوم", "タグ", "キーワード", "關鍵字", "標籤" }.ToFrozenSet();

    /// <summary>Whether the line is nothing but labels and short values.</summary>
    public static bool IsLabelLine(LineFeatures line)
    {
        if (line.Text.Length > 160) return false;
        IReadOnlyList<(string Kind, string Value)> fields = line.Labels;
        if (fields.Count == 0) return false;
        // "Source: a person who was there said so." is running text; a value is short or a date or a number.
        return fields.All(f => f.Value.Length <= 60) && (fields.Count > 1 || CountWords(fields[0].Value) <= 9);
    }

    /// <summary>The labelled values of a line that begins with a known label, in order.</summary>
    /// <returns>Kind (date, updated, site, author, editor, section, count) and value.</returns>
    public static IReadOnlyList<(string Kind, string Value)> Read(string text)
    {
        int colon = text.AsSpan().IndexOfAny(Colons);
        if (colon < 0) return [];
        List<(string Kind, int Start, int End)>? labels = null;
        int from = 0;
        while (colon >= 0)
        {
            if (KnownLabel(text, from, colon, out bool isLabel) is (string kind, int start)) (labels ??= []).Add((kind, start, colon + 1));
            // Words before a colon are used up by it, words that are too far away are not.
            if (isLabel) from = colon + 1;
            int next = text.AsSpan(colon + 1).IndexOfAny(Colons);
            colon = next < 0 ? -1 : colon + 1 + next;
        }
        if (labels is null) return [];
        List<(string Kind, string Value)> fields = new(labels.Count + 1);
        string before = text[..labels[0].Start];
        if (before.Any(char.IsLetterOrDigit))
        {
            // A date without a label of its own: 2025年4月14日 18:03 来源:….
            if (!ClaimedDate.IsDate(before)) return [];
            fields.Add(("date", before.Trim()));
        }
        for (int i = 0; i < labels.Count; i++)
        {
            int end = i + 1 < labels.Count ? labels[i + 1].Start : text.Length;
            fields.Add((labels[i].Kind, text[labels[i].End..end].Trim(' ', '|', '\t', '\u3000', '·', '•', '/', ',', '\u00A0')));
        }
        return fields;
    }

    /// <summary>The label of letters and blanks that ends at the colon, and where it begins; of a longer phrase the last words may be it.</summary>
    private static (string Kind, int Start)? KnownLabel(ReadOnlySpan<char> text, int from, int colon, out bool isLabel)
    {
        int end = colon;
        while (end > from && char.IsWhiteSpace(text[end - 1])) end--;
        int start = end;
        while (start > from && end - start < MaxLabel && (text[start - 1] == ' ' || char.IsLetter(text[start - 1]))) start--;
        while (start < end && text[start] == ' ') start++;
        // A time's colon ends no label.
        isLabel = end - start >= 2;
        if (!isLabel) return null;
        Span<char> lowered = stackalloc char[MaxLabel];
        ReadOnlySpan<char> label = lowered[..text[start..end].ToLowerInvariant(lowered)];
        while (label.Length > 0)
        {
            if (KindOf.TryGetValue(label, out string? kind)) return (kind, end - label.Length);
            int space = label.IndexOf(' ');
            label = space >= 0 ? label[(space + 1)..] : label[0] >= '\u2E80' ? label[1..] : [];
        }
        return null;
    }

    private static int CountWords(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length;
}
