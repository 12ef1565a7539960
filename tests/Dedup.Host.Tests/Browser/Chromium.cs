using Microsoft.Playwright;

namespace Dedup.Host.Tests.Browser;

/// <summary>The system's Chromium, driven over its own protocol; tests without one are skipped.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Where it is; null where there is none.</summary>
    public static string? Path { get; } = Environment.GetEnvironmentVariable("DEDUP_CHROMIUM") is { Length: > 0 } named ? named : File.Exists("/usr/bin/chromium") ? "/usr/bin/chromium" : null;

    public static async Task<Chromium> Start()
    {
        IPlaywright playwright = await Playwright.CreateAsync();
        IBrowser browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Headless = true,
            Args = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>A window of its own, without cookies.</summary>
    public async Task<Tab> Open(string address, BrowserNewContextOptions? options = null)
    {
        options ??= new BrowserNewContextOptions();
        options.BaseURL = address;
        IBrowserContext context = await _browser.NewContextAsync(options);
        context.SetDefaultTimeout(60_000);
        return new Tab(context, await context.NewPageAsync());
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _playwright.Dispose();
    }
}

/// <summary>A page of the browser, and what went wrong in it.</summary>
internal sealed class Tab : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _faults = [];

    public Tab(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning") Add($"console {message.Type}: {message.Text} ({message.Location})");
        };
        page.PageError += (_, error) => Add("page error: " + error);
        page.RequestFailed += (_, request) => Add($"not loaded: {request.Url}: {request.Failure}");
        page.Request += (_, request) =>
        {
            // A script or an image that a page of ours never names.
            if (!request.Url.StartsWith("http://127.0.0.1:", StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal)) Add("asked elsewhere: " + request.Url);
        };
        page.Dialog += async (_, dialog) =>
        {
            Add("dialog: " + dialog.Message);
            await dialog.DismissAsync();
        };
    }

    public IPage Page { get; }

    /// <summary>Console errors (policy violations among them), errors of scripts, dialogs, requests that failed or went elsewhere.</summary>
    public IReadOnlyList<string> Faults
    {
        get
        {
            lock (_faults) return [.. _faults];
        }
    }

    /// <summary>Opens an address, which must answer 200.</summary>
    public async Task Go(string address)
    {
        IResponse? answer = await Page.GotoAsync(address);
        Assert.True(answer?.Status == 200, $"{address}: {answer?.Status}");
    }

    public Task<int> Count(string selector) => Page.Locator(selector).CountAsync();

    public Task<string> Text(string selector) => Page.Locator(selector).First.InnerTextAsync();

    /// <summary>Values of an attribute of everything that a selector finds.</summary>
    public Task<string[]> All(string selector, string attribute) =>
        Page.EvalOnSelectorAllAsync<string[]>(selector, "(found, name) => found.map(each => each.getAttribute(name))", attribute);

    /// <summary>Opens the address anew until it shows something.</summary>
    public async Task GoUntil(string address, string selector)
    {
        for (int i = 0; i < 150; i++)
        {
            await Page.GotoAsync(address);
            if (await Count(selector) > 0) return;
            await Task.Delay(200, TestContext.Current.CancellationToken);
        }
        Assert.Fail($"{address} never showed {selector}: {await Text("main")}");
    }

    /// <summary>Sends a form by its own button and waits for the page that answers.</summary>
    public async Task Submit(string form)
    {
        var arrived = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void Arrive(object? sender, IFrame frame) => arrived.TrySetResult();
        Page.FrameNavigated += Arrive;
        await Page.Locator(form).Locator("button").First.ClickAsync();
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
        Page.FrameNavigated -= Arrive;
        try
        {
            await Page.WaitForLoadStateAsync(LoadState.DOMContentLoaded, new() { Timeout = 10_000 });
        }
        catch (TimeoutException)
        {
            // On a busy machine the event may have come before it was waited for: then the page is there.
            await Page.Locator("main").First.WaitForAsync();
        }
    }

    /// <summary>Opens the cluster of a document and tells its number.</summary>
    public async Task<string> ClusterOf(string key)
    {
        await Go("/document?key=" + Uri.EscapeDataString(key));
        string address = (await Page.GetAttributeAsync("#to-cluster", "href"))!;
        await Go(address);
        return address[(address.LastIndexOf('/') + 1)..];
    }

    /// <summary>A style of the first that a selector finds, as it is drawn.</summary>
    public Task<string> Style(string selector, string property) =>
        Page.EvalOnSelectorAsync<string>(selector, "(found, name) => getComputedStyle(found)[name]", property);

    /// <summary>How many documents the first page tells of; it is made anew every two seconds.</summary>
    public async Task<string> Documents()
    {
        for (int i = 0; i < 2; i++)
        {
            await Go("/");
            await Task.Delay(2_200, TestContext.Current.CancellationToken);
        }
        await Go("/");
        return await Text("#figures [data-fact=documents]");
    }

    public ValueTask DisposeAsync() => new(_context.CloseAsync());

    private void Add(string fault)
    {
        lock (_faults) _faults.Add(fault);
    }
}
