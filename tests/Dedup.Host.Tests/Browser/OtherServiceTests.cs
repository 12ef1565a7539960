using System.Text.Json;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Browser;

/// <summary>What needs a service of its own: one with keys, and one over a farm of sites.</summary>
[Collection(BrowserCollection.Name)]
public sealed class OtherServiceTests(SampleService sample)
{
    [Fact]
    public async Task With_keys_a_person_signs_in_and_out()
    {
        SampleService.NeedsBrowser();
        string? reader = null, admin = null;
        using var service = new Service(cli =>
        {
            Service.Ingest(cli, Path.Combine(Checkout.SamplePages, "nbxworld-0345.txt"));
            reader = Key(cli, "reader", "read");
            admin = Key(cli, "chief", "admin");
        });
        await using Tab tab = await sample.Open(service);
        await tab.Page.GotoAsync("/sites?sort=name");
        Assert.Contains("/signin?to=", tab.Page.Url, StringComparison.Ordinal);
        Assert.Equal(0, await tab.Count("#nav"));
        await tab.Page.FillAsync("#signin input[name=key]", reader + "x");
        await tab.Submit("#signin");
        Assert.True(await tab.Page.IsVisibleAsync("#wrong-key"));
        Assert.Empty(await tab.Page.Context.CookiesAsync());
        await tab.Page.FillAsync("#signin input[name=key]", reader!);
        await tab.Submit("#signin");
        Assert.EndsWith("/sites?sort=name", tab.Page.Url, StringComparison.Ordinal);
        Assert.Contains("reader", await tab.Text("#signout"), StringComparison.Ordinal);
        Assert.True(Assert.Single(await tab.Page.Context.CookiesAsync()).HttpOnly);
        // Who may only read is offered nothing else.
        await tab.Go("/document?key=nbxworld-0345.txt");
        Assert.Equal((0, 0), (await tab.Count("#delete"), await tab.Count("#judge")));
        await tab.Submit("#signout");
        Assert.EndsWith("/signin", tab.Page.Url, StringComparison.Ordinal);
        Assert.Empty(await tab.Page.Context.CookiesAsync());
        await tab.Page.GotoAsync("/");
        Assert.Equal("signin", await tab.Page.GetAttributeAsync("body", "data-page"));

        await tab.Page.FillAsync("#signin input[name=key]", admin!);
        await tab.Submit("#signin");
        await tab.Go("/document?key=nbxworld-0345.txt");
        Assert.Equal((1, 1), (await tab.Count("#delete"), await tab.Count("#judge")));
    }

    [Fact]
    public async Task A_farm_of_thirty_sites_is_drawn()
    {
        SampleService.NeedsBrowser();
        using var service = new Service(cli => Service.Ingest(cli, cli.Write("farm.jsonl", string.Join('\n', Farm()) + "\n")));
        await using Tab tab = await sample.Open(service);
        await tab.GoUntil("/networks", "#graph");
        string[] drawn = await tab.All("#graph a.site", "data-site");
        // Of so few stories some sites miss too many by the dice to be tied; all that are found are drawn, and no other.
        using var client = new HttpClient { BaseAddress = new Uri(service.Address) };
        using JsonDocument answer = JsonDocument.Parse(await client.GetStringAsync("/v1/networks", TestContext.Current.CancellationToken));
        string[] found = [.. answer.RootElement.GetProperty("found").GetProperty("networks").EnumerateArray().Single().GetProperty("sites").EnumerateArray().Select(site => site.GetProperty("site").GetString()!)];
        Assert.True(found.Length >= 20, $"{found.Length} sites found");
        Assert.Equal(found.Order(StringComparer.Ordinal), drawn.Order(StringComparer.Ordinal));
        Assert.All(drawn, site => Assert.StartsWith("Farm ", site, StringComparison.Ordinal));
        Assert.Equal(1, await tab.Count("#networks tbody tr"));
        Assert.True(await tab.Count("#graph line.tie") > 100);
        // No site lies on another, nor outside.
        string[] hidden = await tab.Page.EvaluateAsync<string[]>(
            """
            () => {
              const frame = document.querySelector('#graph svg').getBoundingClientRect();
              const all = [...document.querySelectorAll('#graph a.site')].map(e => [e.dataset.site, e.querySelector('circle').getBoundingClientRect()]);
              const middle = r => [r.x + r.width / 2, r.y + r.height / 2];
              return all.filter(([site, r]) => r.left < frame.left || r.right > frame.right || r.top < frame.top || r.bottom > frame.bottom
                || all.some(([other, o]) => other !== site && Math.hypot(middle(o)[0] - middle(r)[0], middle(o)[1] - middle(r)[1]) < r.width / 2)).map(([site]) => site);
            }
            """);
        Assert.Empty(hidden);
        await tab.Page.FocusAsync("#graph a.site >> nth=3");
        await tab.Page.Keyboard.PressAsync("Enter");
        await tab.Page.WaitForURLAsync("**/site?name=Farm*");
        Assert.True(await tab.Count("#partners tbody tr") >= 10);
        Assert.Empty(tab.Faults);
        await ScreenshotTests.Take(tab, "/networks", "networks");
    }

    private static string Key(Cli cli, string name, string role)
    {
        CliResult made = cli.Run("keys", "add", name, "--role", role, "--db", Service.Database);
        Assert.True(made.ExitCode == 0, made.Error);
        return made.Output.Trim();
    }

    /// <summary>Thirty sites that carry nearly all of twelve stories, and eighty papers that share others by chance.</summary>
    private static List<string> Farm()
    {
        string[] words = [.. Enumerable.Range(0, 4_000).Select(i => $"{(char)('a' + (i % 26))}{(char)('a' + (i / 26 % 26))}{(char)('a' + (i / 676))}ol")];
        var lines = new List<string>();
        var random = new Random(5);
        for (int story = 0; story < 212; story++)
        {
            string text = "The " + string.Join(' ', Enumerable.Range(0, 90).Select(_ => words[random.Next(words.Length)])) + ".";
            int[] sites = story < 12 ? [.. Enumerable.Range(0, 30).Where(_ => random.Next(20) > 0)] : [30 + (story % 80), 30 + random.Next(80), 30 + random.Next(80)];
            foreach (int site in sites.Distinct()) lines.Add(JsonSerializer.Serialize(new { id = $"p{lines.Count}", site = site < 30 ? $"Farm {site + 1:00}" : $"Paper {site}", text }));
        }
        return lines;
    }
}
