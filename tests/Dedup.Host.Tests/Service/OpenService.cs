using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Service;

/// <summary>A service without keys that the tests of a class share.</summary>
public sealed class OpenService : IDisposable
{
    private readonly Cli _cli = new();
    private readonly RunningService _service;

    public OpenService() => _service = new RunningService(_cli);

    public HttpClient Http => _service.Http;

    internal Cli Cli => _cli;

    internal RunningService Running => _service;

    public void Dispose()
    {
        _service.Dispose();
        _cli.Dispose();
    }
}
