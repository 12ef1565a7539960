namespace Dedup.Quality.Templates;

/// <summary>Chinese chrome around the English text: 当前位置, 发布时间, 来源, 上一篇 and 下一篇, 热门文章, 友情链接.</summary>
internal static class FarmChinese
{
    public static RenderedPage Render(PageStory story, Random random)
    {
        var d = new PageDraft(story, random);
        if (d.HouseHas("title line", 60))
        {
            d.Line(d.Title() + d.House("-", "_", " - ", "|") + d.House("", d.Section() + "-", d.Section() + "_") + d.Site());
        }

        d.Maybe(0.5, d.House("加入收藏 | 设为首页 | 会员中心 | 我要投稿", "欢迎光临 " + d.Site(), "登录 注册", "手机版 | RSS订阅 | 网站地图"));
        if (d.HouseHas("nav", 60))
        {
            Menus.Row(d, ["首页", "新闻", "财经", "股票", "科技", "娱乐", "体育", "国际", "时尚", "百科", "知识", "综合", "探索", "热点", "休闲"], 65, d.House(" ", "", "|", "\u3000"));
        }

        string colon = d.House(":", "\uFF1A", "\uFF1A ");
        string step = d.House(" > ", ">", " >> ", "»");
        d.Line(d.House("当前位置", "您的位置", "您现在的位置是", "当前位置是") + colon + d.House("首页", "网站首页", "主页") + step + d.Section() + d.House(step + "正文", "", step + d.Title(), " >"));
        d.Line(d.Title());
        string who = d.Byline("admin", "佚名", "小编", "综合")!;
        string second = PageDraft.Second(DateForms.In(d.At, "yyyy-MM-dd HH:mm:ss"));
        string minute = PageDraft.Minute(DateForms.In(d.At, "yyyy-MM-dd HH:mm"));
        string from = d.Chance(0.7) ? d.Site() : d.Pick("网络", "互联网", "网络整理");
        switch (d.House("published", "source first", "han date", "dede", "bracket"))
        {
            case "published": d.Line($"发布时间{colon}{second} 来源{colon}{from} 作者{colon}{who}"); break;
            case "source first": d.Line($"来源{colon}{from}\u3000作者{colon}{who}\u3000发布时间{colon}{minute}\u3000浏览{colon}{d.Between(10, 9999)}次"); break;
            case "han date": d.Line(PageDraft.Minute($"{DateForms.In(d.At, "yyyy年MM月dd日 HH:mm")} 来源{colon}{from}")); break;
            case "dede": d.Line($"时间{colon}{minute}来源{colon}{from} 作者{colon}{who} 点击{colon}{d.Between(10, 999)}次"); break;
            default: d.Line($"[{d.Section()}] 时间{colon}{second} 来源{colon}{from} 作者{colon}{who} 阅读{colon}{d.Between(10, 999)}"); break;
        }

        d.Maybe(0.3, d.House("【字体:大 中 小】", "字号:大 中 小 打印", "导读:"));
        d.Maybe(0.2, $"摘要{colon}{d.Gist(1, 20) ?? d.Headline()}");
        List<Action> breaks = [];
        if (d.Chance(0.3))
        {
            breaks.Add(() => d.Line(d.Pick("相关阅读", "推荐阅读", "延伸阅读") + colon + d.Headline()));
        }

        d.Body([.. breaks]);
        d.Maybe(0.5, d.House("------分隔线----------------------------", "(责任编辑" + colon + who + ")", "很赞哦! (" + DateForms.Number(d.Between(1, 99999)) + ")", "顶一下 (0) 0% 踩一下 (0) 0%"));
        d.Maybe(0.5, d.House("标签", "Tags", "关键词") + colon + string.Join(' ', d.Some(["财经", "news", "国际", "invest", "市场", "热点"], 3)));
        d.Lines("上一篇" + colon + d.Headline(), "下一篇" + colon + d.Headline());
        d.Maybe(0.4, "声明" + colon + "本站内容来自网络,如有侵权请联系我们删除。");
        foreach (string heading in d.Some(["相关文章", "热门文章", "推荐文章", "随机阅读", "最新文章", "点击排行", "猜你喜欢", "站长推荐"], d.Between(2, 4)))
        {
            d.Teasers(heading, d.Between(4, 10), () => d.House("{0}", "{1}{0}", "· {0}", "{0}{d}").Replace("{d}", DateForms.In(d.At.AddDays(d.Between(-6, 6)), "yyyy-MM-dd"), StringComparison.Ordinal));
        }

        d.Line(d.House("友情链接", "友情链接:", "友链:"));
        d.Line(string.Join(d.House(" ", " | ", "\u3000"), d.Sites(d.Between(2, 6))));
        d.Maybe(0.7, $"Copyright © {d.Year} {d.Site()} 版权所有 {d.Pick("京", "粤", "沪", "浙")}ICP备{d.Between(10000000, 22999999)}号-{d.Between(1, 9)}");
        return d.Render();
    }
}
