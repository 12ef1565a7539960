using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Service;

/// <summary>A service with a key of each role that the tests of a class share.</summary>
public sealed class KeyedService : IDisposable
{
    private readonly Cli _cli = new();
    private readonly RunningService _service;

    public KeyedService()
    {
        (ReadKey, WriteKey, AdminKey) = (Key(_cli, "read"), Key(_cli, "write"), Key(_cli, "admin"));
        _service = new RunningService(_cli);
        (Nobody, Reader, Writer, Admin) = (_service.Http, _service.Client(ReadKey), _service.Client(WriteKey), _service.Client(AdminKey));
    }

    public string ReadKey { get; }

    public string WriteKey { get; }

    public string AdminKey { get; }

    public HttpClient Nobody { get; }

    public HttpClient Reader { get; }

    public HttpClient Writer { get; }

    public HttpClient Admin { get; }

    public string Folder => _cli.Folder;

    public string Log => _service.Log;

    public void Dispose()
    {
        Reader.Dispose();
        Writer.Dispose();
        Admin.Dispose();
        _service.Dispose();
        _cli.Dispose();
    }

    /// <summary>Makes a key whose name is its role.</summary>
    internal static string Key(Cli cli, string role)
    {
        CliResult made = cli.Run("keys", "add", role, "--role", role, "--db", "dedup.db");
        Assert.True(made.ExitCode == 0, made.Error);
        return made.Lines.Single();
    }
}
