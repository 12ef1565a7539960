using System.Text.Json;
using Dedup.Host.Tests.Support;
using Microsoft.Playwright;

namespace Dedup.Host.Tests.Browser;

/// <summary>The sample crawl and hostile pages, served, and a browser to look at them; started once for all tests here.</summary>
public sealed class SampleService : IAsyncLifetime
{
    private Service? _service;
    private Chromium? _browser;

    /// <summary>Titles that would run a script wherever they are not merely text; each calls alert or sets window.ran.</summary>
    internal static IReadOnlyList<string> HostileTitles { get; } =
    [
        "<script>window.ran = 1; alert(1)</script> Ferry drifts",
        "\"><img src=x onerror=\"window.ran=2;alert(2)\"> Ferry drifts",
        "' onmouseover='window.ran=3' \" autofocus onfocus=\"window.ran=3\" Ferry",
        "</title></textarea><svg onload=alert(4)> Ferry drifts",
        "Ferry \u202Etfird\u202C drifts {{7*7}} &lt;b&gt; ${window.ran=5}",
    ];

    /// <summary>Sites alike.</summary>
    internal static IReadOnlyList<string> HostileSites { get; } =
    [
        "<script>window.ran=6</script>", "\"><img src=x onerror=alert(7)>", "a'b\"c onfocus=alert(8) &amp;", "</svg><script>alert(9)</script>", "\u202Emoc.elpmaxe",
    ];

    /// <summary>Keys of the hostile pages, as hostile as their titles.</summary>
    internal static IReadOnlyList<string> HostileKeys { get; } =
        ["hostile-<script>alert(10)</script>", "hostile-\"><img src=x onerror=alert(11)>", "hostile-'&\"", "javascript:alert(12)", "hostile-\u202E4"];

    internal Service Served => _service!;

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Path is null) return;
        _service = new Service(cli => Service.Ingest(cli, Checkout.SamplePages, cli.Write("hostile.jsonl", string.Join('\n', Hostile()) + "\n")));
        _browser = await Chromium.Start();
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _service?.Dispose();
    }

    /// <summary>A window of its own.</summary>
    internal Task<Tab> Open(BrowserNewContextOptions? options = null) => Open(Served, options);

    /// <summary>A window on another service.</summary>
    internal Task<Tab> Open(Service service, BrowserNewContextOptions? options = null) =>
        _browser!.Open(service.Address, options);

    /// <summary>Skips a test where there is no browser.</summary>
    internal static void NeedsBrowser() => Assert.SkipWhen(Chromium.Path is null, "there is no Chromium: install it, or name it in DEDUP_CHROMIUM");

    private static IEnumerable<string> Hostile()
    {
        string[] story =
        [
            "The car ferry Aurelia lost power in both engines off the island of Skarholm before dawn on Tuesday and drifted for six hours with 214 people aboard.",
            "Passengers in life jackets gathered on the upper deck and sang to keep the children calm while the crew lowered anchors that would not hold.",
            "Coast guard officers said the wind pushed the vessel to within half a mile of the Horn reef, where two trawlers were lost in the last century.",
            "A salvage tug from the mainland reached the drifting ferry shortly after nine and passed a line across at the third attempt in heavy swell.",
            "Engineers who went below after the landing found <script>alert(13)</script> in the fuel tanks and \"><img src=x onerror=alert(14)> beneath the car deck.",
            "The operator said the same pipe had been inspected in spring and promised to check all five of its other ships before the weekend timetable.",
        ];
        for (int i = 0; i < HostileTitles.Count; i++)
        {
            string[] body = [.. story, $"Reporters counted lorries of <b onclick=alert(18)>{(i == 0 ? "spoiled" : "ripe")}</b> strawberries on the quay that morning."];
            yield return JsonSerializer.Serialize(new
            {
                id = HostileKeys[i],
                url = i % 2 == 0 ? "javascript:alert(15)" : "data:text/html,<script>alert(16)</script>",
                site = HostileSites[i],
                title = HostileTitles[i],
                author = "<img src=x onerror=alert(17)>",
                published = $"2024-03-{10 + i:00}",
                fetched = $"2024-03-{12 + i:00}T10:00:00Z",
                text = string.Join("\n\n", body),
            });
        }
    }
}
