namespace Dedup.Host.Tests.Browser;

/// <summary>Stories, their copies, documents and diffs in a browser.</summary>
public sealed class StoryPageTests(SampleService sample) : IClassFixture<SampleService>
{
    private const string Gondola = "nbxworld-0345.txt";
    private const string Other = "quarry-0342.txt";

    [Fact]
    public async Task Words_of_a_story_find_its_cluster_and_its_documents()
    {
        SampleService.NeedsBrowser();
        await using Tab tab = await sample.Open();
        await tab.GoUntil("/search?q=gondolas+Krasnica", "#clusters tr[data-cluster]");
        Assert.Contains("Sloveni", await tab.Text("#clusters tr[data-cluster]"), StringComparison.Ordinal);
        await tab.GoUntil("/search?q=gondolas+Krasnica&in=documents", "#documents li[data-key]");
        Assert.Contains(Gondola, await tab.All("#documents li[data-key]", "data-key"));

        // The same by hand: from the field at the top of every page.
        await tab.Go("/sites");
        await tab.Page.FillAsync("#find", "gondolas");
        await tab.Page.PressAsync("#find", "Enter");
        await tab.Page.WaitForURLAsync("**/search?q=gondolas");
        Assert.True(await tab.Count("#clusters tr[data-cluster]") > 0);
        await tab.Page.ClickAsync("#in-documents");
        await tab.Page.WaitForURLAsync("**in=documents*");
        Assert.True(await tab.Count("#documents li[data-key]") > 3);
        Assert.Empty(tab.Faults);
    }
}
