using Dedup.Host.Tests.Support;
using Microsoft.Playwright;

namespace Dedup.Host.Tests.Browser;

/// <summary>What holds for all pages: they open, are narrow, dark, inert, and usable by keys and without script.</summary>
[Collection(BrowserCollection.Name)]
public sealed class EveryPageTests(SampleService sample)
{
    private const string Gondola = "nbxworld-0345.txt";

    private static readonly (string Page, string Address, string[] Parts)[] Pages =
    [
        ("overview", "/", ["#figures", "#rate-hour", "#sizes", "#agencies"]),
        ("search", "/search", ["#search", "#in-clusters", "#in-documents", "#clusters"]),
        ("search", "/search?in=documents&q=ferry", ["#search", "#documents"]),
        ("document", "/document?key=" + Gondola, ["#key", "#fields", "#lines", "#to-cluster", "#delete", "#body"]),
        ("diff", $"/diff?a={Gondola}&b=primeaxis-1047.txt", ["#verdict", "#measures", "#diff"]),
        ("sites", "/sites", ["#sites"]),
        ("site", "/site?name=Newsbasket", ["#partners", "#relations"]),
        ("networks", "/networks", ["main h1"]),
        ("rejections", "/rejections", ["#rejections"]),
        ("jobs", "/jobs", ["#jobs"]),
        ("paste", "/paste", ["#paste"]),
        ("signin", "/signin", ["#signin"]),
    ];

    [Fact]
    public async Task Every_page_opens_with_its_parts_and_without_a_fault()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open();
        var titles = new HashSet<string>();
        foreach ((string page, string address, string[] parts) in Pages)
        {
            await Look(tab, page, address, parts);
            Assert.True(titles.Add(await tab.Page.TitleAsync()), "a title that another page has: " + address);
        }
        await tab.ClusterOf(Gondola);
        await Look(tab, "cluster", tab.Page.Url, ["#facts", "#origin", "#conflicts", "#timeline", "#members", "#compare", "#judge", "#link-table", "#history"]);
        await tab.GoUntil("/networks", "#made");
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task Hostile_titles_sites_and_keys_stay_text()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open();
        await tab.GoUntil("/search?in=documents&q=Aurelia+Skarholm", "#documents li[data-key]");
        string[] found = await tab.All("#documents li[data-key]", "data-key");
        Assert.Equal(SampleService.HostileKeys.Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        await Inert(tab);
        Assert.Contains("<script>window.ran = 1; alert(1)</script> Ferry drifts", await tab.Text("main"), StringComparison.Ordinal);
        await tab.ClusterOf(SampleService.HostileKeys[0]);
        await Inert(tab);
        string cluster = await tab.Text("main");
        Assert.All(SampleService.HostileSites.SkipLast(1), site => Assert.Contains(site, cluster, StringComparison.Ordinal));
        for (int i = 0; i < found.Length; i++)
        {
            (string key, string title, string site) = (SampleService.HostileKeys[i], SampleService.HostileTitles[i], SampleService.HostileSites[i]);
            await tab.Go("/document?key=" + Uri.EscapeDataString(key));
            await Inert(tab);
            string shown = await tab.Text("main");
            Assert.Contains(title.Replace('\u202E', '\uFFFD'), shown, StringComparison.Ordinal);
            Assert.Contains(site.Replace('\u202E', '\uFFFD'), shown, StringComparison.Ordinal);
            Assert.DoesNotContain('\u202E', await tab.Text("body"));
            Assert.Contains("Ferry", await tab.Page.TitleAsync(), StringComparison.Ordinal);
            await tab.Go("/site?name=" + Uri.EscapeDataString(site));
            await Inert(tab);
            string other = SampleService.HostileKeys[(i + 1) % found.Length];
            await tab.Go($"/diff?a={Uri.EscapeDataString(key)}&b={Uri.EscapeDataString(other)}");
            await Inert(tab);
        }
        await tab.Go("/sites?sort=name");
        await Inert(tab);
        await tab.Go("/search?pages=1&q=" + Uri.EscapeDataString(SampleService.HostileTitles[1]));
        await Inert(tab);
        Assert.Equal(SampleService.HostileTitles[1], await tab.Page.InputValueAsync("#search input[name=q]"));
        await tab.Go("/search?site=" + Uri.EscapeDataString(SampleService.HostileSites[2]));
        await Inert(tab);
        await tab.Go("/rejections?source=" + Uri.EscapeDataString(SampleService.HostileTitles[1]));
        await Inert(tab);
        await tab.Go("/paste");
        await tab.Page.FillAsync("#paste textarea", "</textarea><script>window.ran=20;alert(20)</script>" + await tab.Page.EvaluateAsync<string>("() => 'Ferry '.repeat(80)"));
        await tab.Submit("#paste");
        await Inert(tab);
        await tab.Go("/signin?to=" + Uri.EscapeDataString("javascript:alert(21)"));
        Assert.Equal("/", await tab.Page.GetAttributeAsync("#go-on", "href"));
        await tab.Go("/");
        await Inert(tab);
        Assert.Empty(tab.Faults);

        await tab.Page.GotoAsync("/document?key=" + Uri.EscapeDataString("<img src=x onerror=alert(22)>"));
        await Inert(tab);
        Assert.Contains("<img src=x onerror=alert(22)>", await tab.Text("main"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Search_diff_and_paste_work_without_script()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open(new BrowserNewContextOptions { JavaScriptEnabled = false });
        await tab.GoUntil("/search?q=Krasnica&in=documents", "#documents li");
        await tab.Go("/");
        await tab.Page.FillAsync("#find", "Krasnica");
        await tab.Submit(".find");
        await tab.Page.Locator("#clusters tr[data-cluster] a").First.ClickAsync();
        await tab.Page.WaitForSelectorAsync("#compare");
        await tab.Page.SelectOptionAsync("#compare-a", Gondola);
        await tab.Page.SelectOptionAsync("#compare-b", "primeaxis-1047.txt");
        await tab.Submit("#compare");
        Assert.True(await tab.Count("#diff del") > 0 && await tab.Count("#diff ins") > 0);
        await tab.Go("/paste");
        await tab.Page.SetInputFilesAsync("#paste input[type=file]", Path.Combine(Checkout.SamplePages, "nbxworld-0376.txt"));
        await tab.Submit("#paste");
        Assert.True(await tab.Count("#matches tr[data-cluster][data-relation]") > 0);
        Assert.Empty(tab.Faults);
    }

    [Fact]
    public async Task No_page_scrolls_sideways_on_a_screen_360_wide()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 360, Height = 740 } });
        var broad = new List<string>();
        async Task Measure()
        {
            int width = await tab.Page.EvaluateAsync<int>("() => Math.max(document.documentElement.scrollWidth, document.body.scrollWidth)");
            if (width <= 360) return;
            string[] which = await tab.Page.EvaluateAsync<string[]>(
                "() => [...document.querySelectorAll('main *, header *')].filter(e => e.getBoundingClientRect().right > 361 && !e.parentElement.closest('.scroll')).slice(0, 5).map(e => e.tagName + '#' + e.id + '.' + e.getAttribute('class'))");
            broad.Add($"{tab.Page.Url}: {width} {string.Join(' ', which)}");
        }
        foreach ((_, string address, _) in Pages)
        {
            await tab.Go(address);
            await Measure();
        }
        foreach (string key in new[] { Gondola, SampleService.HostileKeys[0] })
        {
            await tab.ClusterOf(key);
            await Measure();
            await tab.Go("/document?key=" + Uri.EscapeDataString(key));
            await Measure();
        }
        Assert.Empty(broad);
    }

    [Fact]
    public async Task A_dark_screen_gets_dark_pages()
    {
        SampleService.NeedsBrowser();
        await using Tab light = await sample.Open(new BrowserNewContextOptions { ColorScheme = ColorScheme.Light });
        await using Tab dark = await sample.Open(new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        await light.Go("/");
        await dark.Go("/");
        (int ground, int ink) = (await Brightness(dark, "backgroundColor"), await Brightness(dark, "color"));
        Assert.True(ground < 100 && ink > 400, $"dark: ground {ground}, ink {ink}");
        (ground, ink) = (await Brightness(light, "backgroundColor"), await Brightness(light, "color"));
        Assert.True(ground > 650 && ink < 300, $"light: ground {ground}, ink {ink}");
    }

    [Fact]
    public async Task The_first_Tab_reaches_the_link_that_skips_to_the_content()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open();
        await tab.Go("/search");
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("skip", await Focused("className"));
        Assert.True((await tab.Page.Locator(".skip").BoundingBoxAsync())!.X >= 0, "the link is not seen");
        await tab.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("main", await Focused("id"));
        // On from there with the content, not with the head.
        await tab.Page.Keyboard.PressAsync("Tab");
        Assert.True(await tab.Page.EvaluateAsync<bool>("() => document.getElementById('main').contains(document.activeElement)"));
        Assert.NotEqual("none", await tab.Page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"));
        Assert.Empty(tab.Faults);

        Task<string> Focused(string property) => tab.Page.EvaluateAsync<string>("name => document.activeElement[name]", property);
    }

    private static async Task Look(Tab tab, string page, string address, string[] parts)
    {
        await tab.Go(address);
        Assert.Equal(page, await tab.Page.GetAttributeAsync("body", "data-page"));
        Assert.EndsWith("– Dedup", await tab.Page.TitleAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await tab.Count("h1"));
        foreach (string part in parts) Assert.True(await tab.Count(part) == 1 || part == "main h1", $"{address} has no {part}, or several");
        string[] twice = await tab.Page.EvaluateAsync<string[]>("() => [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i)");
        Assert.True(twice.Length == 0, $"{address}: ids that stand twice: {string.Join(' ', twice)}");
        string[] unnamed = await tab.Page.EvaluateAsync<string[]>(
            "() => [...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(e => !e.labels.length && !e.getAttribute('aria-label')).map(e => e.name)");
        Assert.True(unnamed.Length == 0, $"{address}: fields without a label: {string.Join(' ', unnamed)}");
    }

    /// <summary>No script ran, none stands inline, no element came of a text, no address runs one.</summary>
    private static async Task Inert(Tab tab)
    {
        string[] alive = await tab.Page.EvaluateAsync<string[]>(
            """
            () => [
              ...(window.ran === undefined ? [] : ['ran ' + window.ran]),
              ...[...document.querySelectorAll('script')].filter(s => !s.src.startsWith(location.origin)).map(s => s.outerHTML),
              ...[...document.querySelectorAll('*')].filter(e => [...e.attributes].some(a => a.name.startsWith('on'))).map(e => e.outerHTML),
              ...[...document.querySelectorAll('img, iframe, object, embed, main script')].map(e => e.outerHTML),
              ...[...document.querySelectorAll('[href], [src], [action]')].filter(e => /^\s*(javascript|data|vbscript):/i.test(e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action'))).map(e => e.outerHTML),
            ]
            """);
        Assert.True(alive.Length == 0, $"{tab.Page.Url}: {string.Join('\n', alive)}");
        Assert.DoesNotContain(tab.Faults, fault => fault.StartsWith("dialog", StringComparison.Ordinal));
    }

    private static Task<int> Brightness(Tab tab, string property) => tab.Page.EvaluateAsync<int>(
        "name => { const c = document.createElement('canvas').getContext('2d'); c.fillStyle = getComputedStyle(document.body)[name]; c.fillRect(0, 0, 1, 1); const [r, g, b] = c.getImageData(0, 0, 1, 1).data; return r + g + b; }", property);
}
