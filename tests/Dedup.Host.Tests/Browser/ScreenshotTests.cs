using Microsoft.Playwright;

namespace Dedup.Host.Tests.Browser;

/// <summary>Pictures of the pages, where DEDUP_SCREENSHOTS names a folder for them.</summary>
[Collection(BrowserCollection.Name)]
public sealed class ScreenshotTests(SampleService sample)
{
    private static string? Folder { get; } = Environment.GetEnvironmentVariable("DEDUP_SCREENSHOTS") is { Length: > 0 } named ? named : null;

    [Fact]
    public async Task Pictures_of_the_pages_are_taken_where_a_folder_is_named()
    {
        SampleService.NeedsBrowser();
        Assert.SkipWhen(Folder is null, "DEDUP_SCREENSHOTS names no folder");
        await using Tab light = await sample.Open();
        await light.Page.SetViewportSizeAsync(1280, 800);
        await using Tab dark = await sample.Open(new BrowserNewContextOptions { ColorScheme = ColorScheme.Dark });
        await dark.Page.SetViewportSizeAsync(1280, 800);
        await Take(light, "/", "overview");
        await light.ClusterOf("nbxworld-0345.txt");
        string cluster = light.Page.Url;
        await Take(light, cluster, "cluster");
        await Take(light, "/diff?a=nbxworld-0345.txt&b=primeaxis-1047.txt", "diff");
        await Take(light, "/document?key=nbxworld-0345.txt", "document");
        await Take(dark, cluster, "cluster-dark");
    }

    /// <summary>Takes one, where a folder is named.</summary>
    internal static async Task Take(Tab tab, string address, string name)
    {
        if (Folder is null) return;
        await tab.Go(address);
        await tab.Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, name + ".png") });
    }
}
