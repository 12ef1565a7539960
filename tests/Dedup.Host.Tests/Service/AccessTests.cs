using System.Net;
using Dedup.Host.Tests.Support;
using static Dedup.Host.Tests.Support.Asking;

namespace Dedup.Host.Tests.Service;

/// <summary>Who may do what.</summary>
public sealed class AccessTests : IClassFixture<KeyedService>
{
    private readonly KeyedService _service;

    public AccessTests(KeyedService service) => _service = service;

    [Fact]
    public void EveryOperationRefusesAClientWithoutAKey()
    {
        foreach (Operation operation in Operation.All(_service.Reader))
        {
            Answered answer = _service.Nobody.Ask(Request(operation));
            Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{operation}: {answer.Status}");
            Assert.Equal("Bearer", answer.Message.Headers.WwwAuthenticate.ToString());
        }
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    [InlineData("/")]
    [InlineData("/nowhere")]
    [InlineData("/v1/nowhere")]
    public void WhatIsNoOperationAsksForAKeyToo(string path) => Assert.Equal(HttpStatusCode.Unauthorized, _service.Nobody.Get(path).Status);

    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    [InlineData("/signin")]
    public void SupervisorsAndWhoeverSignsInNeedNone(string path) => Assert.Equal(HttpStatusCode.OK, _service.Nobody.Get(path).Status);

    [Fact]
    public void AReadKeyChangesNothing()
    {
        foreach (Operation operation in Operation.All(_service.Reader))
        {
            HttpStatusCode status = _service.Reader.Ask(Request(operation)).Status;
            bool isRead = operation.Method == HttpMethod.Get || operation.Name == "matchPage";
            Assert.True((status == HttpStatusCode.Forbidden) != isRead && status != HttpStatusCode.Unauthorized, $"{operation}: {status}");
        }
    }

    [Fact]
    public void AWriteKeyPostsAndJudgesButNeitherDeletesNorAsksForJobs()
    {
        foreach (Operation operation in Operation.All(_service.Reader))
        {
            HttpStatusCode status = _service.Writer.Ask(Request(operation)).Status;
            Assert.True((status == HttpStatusCode.Forbidden) == operation.Name is "askJob" or "deleteDocument", $"{operation}: {status}");
        }
        Assert.Equal(HttpStatusCode.Accepted, _service.Writer.Post("/v1/pages", Page("written", 1)).Status);
        Assert.Equal(HttpStatusCode.Accepted, _service.Admin.Post("/v1/jobs", "{\"kind\":\"check\"}").Status);
    }

    [Theory]
    [InlineData("Authorization", "Bearer wrong")]
    [InlineData("Authorization", "Bearer ")]
    [InlineData("Authorization", "Bearer dedup_00000000_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("Authorization", "Basic YWRtaW46YWRtaW4=")]
    [InlineData("X-Api-Key", "wrong")]
    [InlineData("Cookie", "dedup_key=wrong")]
    public void AWrongKeyIsNone(string header, string value) => Assert.Equal(HttpStatusCode.Unauthorized, With(header, value).Status);

    [Fact]
    public void AKeyIsShownByEitherHeaderOrTheCookie()
    {
        foreach ((string header, string value) in new[] { ("Authorization", "Bearer " + _service.ReadKey), ("Authorization", "bearer  " + _service.ReadKey), ("X-Api-Key", _service.ReadKey), ("Cookie", "dedup_key=" + _service.ReadKey) })
            Assert.Equal(HttpStatusCode.OK, With(header, value).Status);
        // Not its hash, nor in an address, where logs would keep it.
        Assert.Equal(HttpStatusCode.Unauthorized, _service.Nobody.Get("/v1/status?key=" + _service.ReadKey).Status);
        string hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(_service.ReadKey)));
        Assert.Equal(HttpStatusCode.Unauthorized, With("X-Api-Key", hash).Status);
    }

    [Fact]
    public void WhoSignsInGetsACookieThatNoScriptReadsAndNoOtherSiteSends()
    {
        Answered wrong = _service.Nobody.Post("/signin", "key=wrong&to=/", "application/x-www-form-urlencoded");
        Answered signed = _service.Nobody.Post("/signin", $"key={_service.ReadKey}&to=//evil.example/", "application/x-www-form-urlencoded");

        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
        Assert.False(wrong.Message.Headers.Contains("Set-Cookie"));
        Assert.Equal(HttpStatusCode.SeeOther, signed.Status);
        Assert.DoesNotContain("evil", signed.Message.Headers.Location!.ToString(), StringComparison.Ordinal);
        string cookie = signed.Message.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(HttpStatusCode.OK, With("Cookie", cookie.Split(';')[0]).Status);
    }

    [Fact]
    public void TheFileOfKeysIsItsOwnersAndHoldsNoSecret()
    {
        string file = Directory.GetFiles(_service.Folder, "keys.json", SearchOption.AllDirectories).Single();

        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        string kept = File.ReadAllText(file);
        foreach (string key in new[] { _service.ReadKey, _service.WriteKey, _service.AdminKey })
        {
            Assert.DoesNotContain(key, kept, StringComparison.Ordinal);
            Assert.DoesNotContain(key[^43..], kept, StringComparison.Ordinal);
            Assert.DoesNotContain(key, _service.Log, StringComparison.Ordinal);
        }
    }

    private Answered With(string header, string value)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, "/v1/status");
        Assert.True(request.Headers.TryAddWithoutValidation(header, value));
        return _service.Nobody.Ask(request);
    }

    private static HttpRequestMessage Request(Operation operation) => new(operation.Method, operation.Address)
    {
        Content = operation.Method == HttpMethod.Post ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null,
    };
}
