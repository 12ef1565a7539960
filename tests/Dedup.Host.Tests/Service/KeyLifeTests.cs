using System.Net;
using Dedup.Host.Tests.Support;

namespace Dedup.Host.Tests.Service;

/// <summary>Keys that come and go while the service runs.</summary>
public sealed class KeyLifeTests : IDisposable
{
    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void OnThisMachineItIsOpenUntilAKeyIsMadeAndStaysClosedWhenAllAreTakenBack()
    {
        using var service = new RunningService(_cli);
        Assert.Equal(HttpStatusCode.OK, service.Http.Get("/v1/status").Status);

        string key = KeyedService.Key(_cli, "read");
        HttpStatusCode Ask(HttpClient client) => client.Get("/v1/status").Status;
        Poll.Until(() => Ask(service.Http) == HttpStatusCode.Unauthorized, () => "401 without a key");
        using HttpClient shown = service.Client(key);
        Assert.Equal(HttpStatusCode.OK, Ask(shown));
        Assert.Contains("read", _cli.Run("keys", "--db", "dedup.db").Output, StringComparison.Ordinal);

        Assert.Equal(0, _cli.Run("keys", "revoke", "read", "--db", "dedup.db").ExitCode);
        Poll.Until(() => Ask(shown) == HttpStatusCode.Unauthorized, () => "401 with a key that was taken back");
        Assert.Equal(HttpStatusCode.Unauthorized, Ask(service.Http));
        Assert.Equal(1, _cli.Run("keys", "revoke", "read", "--db", "dedup.db").ExitCode);
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://[::]:0")]
    [InlineData("http://*:0")]
    public void WhereOthersReachItItDoesNotListenWithoutKeys(string address)
    {
        CliResult result = _cli.Run("serve", "--db", "dedup.db", "--listen", address);

        Assert.Equal(2, result.ExitCode);
        Assert.DoesNotContain("listening", result.Error, StringComparison.Ordinal);
        if (!address.Contains('*', StringComparison.Ordinal)) Assert.Contains("dedup keys add", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[{")]
    [InlineData("[null]")]
    [InlineData("[{\"id\":\"a\",\"name\":\"a\",\"role\":\"admin\",\"made\":\"\",\"hash\":\"00\"}]")]
    public void ADamagedFileOfKeysLetsNobodyIn(string damaged)
    {
        using var service = new RunningService(_cli);
        File.WriteAllText(Path.Combine(_cli.File("dedup.db.serve"), "keys.json"), damaged);

        Poll.Until(() => service.Http.Get("/v1/status").Status == HttpStatusCode.Unauthorized, () => "the damage is seen");
        for (int again = 0; again < 3; again++) Assert.Equal(HttpStatusCode.Unauthorized, service.Http.Get("/v1/status").Status);
        Poll.Until(() => service.Log.Contains("keys.json", StringComparison.Ordinal), () => $"the log names the file: {service.Log}");
        service.Stop();

        CliResult next = _cli.Run("serve", "--db", "dedup.db", "--listen", "http://127.0.0.1:0");
        Assert.Equal(2, next.ExitCode);
        Assert.Contains("keys.json", next.Error, StringComparison.Ordinal);
    }
}
