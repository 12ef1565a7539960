namespace Dedup.Host.Tests.Browser;

/// <summary>Tests that share one service and one browser, one after another.</summary>
[CollectionDefinition(Name)]
public sealed class BrowserCollection : ICollectionFixture<SampleService>
{
    public const string Name = "Browser";
}
