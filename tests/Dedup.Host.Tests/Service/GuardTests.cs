using System.Net;
using System.Text;
using Dedup.Host.Tests.Support;
using static Dedup.Host.Tests.Support.Asking;

namespace Dedup.Host.Tests.Service;

/// <summary>What other sites and hostile texts may not do.</summary>
public sealed class GuardTests : IClassFixture<OpenService>
{
    private static readonly string[] Guards = ["Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy"];

    private static readonly string[] Hostile =
    [
        "%27%22%60%29%29--%3B", "%22", "a%20AND%20OR%20NOT%20NEAR%28", "title%3A%20%2A%20%5E%20%7Bx%7D%3A", "%2A", "..%2F..%2Fetc%2Fpasswd", "..%5C..%5Cwindows", "%01%02%1B%5B31m%7F", "%00", "a%00b",
        "%0D%0ASet-Cookie%3A%20x%3D1", new('a', 5000), "%E2%80%AE%D7%A9%D7%9C%D7%95%D7%9D%20%D8%A7%D9%84", "%FF%FE%C0%AF", "%ED%A0%80", "%F0%9F%92%A9", "%3Cscript%3Ealert%281%29%3C%2Fscript%3E",
        "-9223372036854775808", "9223372036854775807", "99999999999999999999", "1e309", "NaN", "%25", "%25s%25n%7B0%7D", "",
    ];

    private readonly OpenService _service;

    public GuardTests(OpenService service) => _service = service;

    private HttpClient Http => _service.Http;

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("evil.example:80")]
    public void ANameThatIsNotItsOwnIsRefused(string host)
    {
        Answered answer = Http.Ask(new HttpRequestMessage(HttpMethod.Get, "/v1/status") { Headers = { Host = host } });

        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        RequireGuarded(answer);
        Assert.Equal(HttpStatusCode.OK, Http.Ask(new HttpRequestMessage(HttpMethod.Get, "/v1/status") { Headers = { Host = "localhost" } }).Status);
    }

    [Theory]
    [InlineData("Origin", "http://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    public void WhatAPageOfAnotherSiteSendsIsRefused(string header, string value)
    {
        foreach ((HttpMethod method, string path) in new[]
        {
            (HttpMethod.Post, "/v1/pages"), (HttpMethod.Post, "/v1/jobs"), (HttpMethod.Delete, "/v1/document?key=1"), (HttpMethod.Delete, "/v1/judgements?a=1&b=2"), (HttpMethod.Post, "/signin"), (HttpMethod.Put, "/v1/pages"),
        })
        {
            var request = new HttpRequestMessage(method, path) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
            request.Headers.Add(header, value);
            Answered answer = Http.Ask(request);
            Assert.True(answer.Status == HttpStatusCode.Forbidden, $"{method} {path}: {answer.Status}");
            RequireGuarded(answer);
        }
    }

    [Fact]
    public void WhatItsOwnPageSendsIsTaken()
    {
        foreach ((string header, string value) in new[] { ("Origin", Http.BaseAddress!.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"), ("Sec-Fetch-Site", "none") })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/v1/pages") { Content = new StringContent(Page("own", 1), Encoding.UTF8, "application/json") };
            request.Headers.Add(header, value);
            Assert.Equal(HttpStatusCode.Accepted, Http.Ask(request).Status);
        }
    }

    [Theory]
    [InlineData("/v1/status", 200)]
    [InlineData("/health/live", 200)]
    [InlineData("/metrics", 200)]
    [InlineData("/openapi/v1.json", 200)]
    [InlineData("/", 200)]
    [InlineData("/v1/export/documents", 200)]
    [InlineData("/v1/document?key=unknown", 404)]
    [InlineData("/nowhere", 404)]
    [InlineData("/v1/clusters?sort=nonsense", 400)]
    [InlineData("/v1/clusters?cursor=nonsense", 400)]
    [InlineData("/v1/clusters?limit=nonsense", 400)]
    [InlineData("/v1/document", 400)]
    [InlineData("/v1/pages", 405)]
    public void EveryAnswerIsGuarded(string path, int status)
    {
        Answered answer = Http.Get(path);

        Assert.Equal(status, (int)answer.Status);
        RequireGuarded(answer);
        Assert.DoesNotContain("   at Dedup", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void ARefusalForWantOfAKeyIsGuarded()
    {
        using var keyed = new KeyedService();

        RequireGuarded(keyed.Nobody.Get("/v1/status"));
        RequireGuarded(keyed.Nobody.Get("/nowhere"));
        RequireGuarded(keyed.Reader.Post("/v1/jobs", "{}"));
    }

    [Fact]
    public void HostileTextsInEveryParameterAreOnlyTexts()
    {
        Http.PostAndSettle($"[{Page("hostile/1", 1)},{Page("hostile/2", 1, "b.example")}]");
        Poll.Until(() => Http.Get("/v1/networks").Status == HttpStatusCode.OK, () => "networks");
        var failed = new List<string>();
        foreach (Operation operation in Operation.All(Http).Where(operation => operation.Method == HttpMethod.Get))
        {
            IEnumerable<string> addresses = operation.Query.SelectMany(name => Hostile.Select(text => operation.PathWith(operation.Name == "export" ? "documents" : "1") + "?"
                + string.Join('&', operation.Query.Where(other => other != name && other is "key" or "a" or "b" or "name").Select(other => other + "=hostile/1").Append($"{name}={text}"))));
            if (operation.PathWith("") != operation.Path) addresses = addresses.Concat(Hostile.Where(text => text.Length > 0).Select(operation.PathWith));
            foreach (string address in addresses)
            {
                Answered answer = Http.Ask(new HttpRequestMessage(HttpMethod.Get, new Uri(Http.BaseAddress + address[1..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true })));
                if ((int)answer.Status >= 500 || answer.Message.Headers.Contains("Set-Cookie")) failed.Add($"{(int)answer.Status} {address[..Math.Min(200, address.Length)]} {answer.Text[..Math.Min(200, answer.Text.Length)]}");
            }
        }

        Assert.Empty(failed);
        RequireSound();
    }

    [Fact]
    public void HostileTextsInPagesAreStoredAsTheyAre()
    {
        string[] keys = ["'; DROP TABLE documents; --", "../../etc/passwd", "\u202Eright to left", "<script>alert(1)</script>", "a\"b`c", "{0}%s%n"];
        foreach ((string key, int text) in keys.Select((key, i) => (key, 300 + i)))
        {
            Http.PostAndSettle(Of(new { id = key, site = key, title = key, author = key, published = key, language = key, url = key, text = key + "\n\n" + Text(text) }));
            Answered stored = Http.Document(key);
            Assert.True(stored.Status == HttpStatusCode.OK, stored.Text);
            Assert.Equal(key, stored.Json.GetProperty("document").GetProperty("key").GetString());
        }
        Assert.Equal("1", Http.WaitEnded(Http.Delete("/v1/document?key=" + Uri.EscapeDataString(keys[0])))["documents"]);
        RequireSound();
    }

    private void RequireSound()
    {
        CliResult check = _service.Cli.Run("check", "--db", "dedup.db");
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    private static void RequireGuarded(Answered answer)
    {
        foreach (string guard in Guards) Assert.True(answer.Message.Headers.Contains(guard), $"{answer.Message.RequestMessage!.RequestUri}: {(int)answer.Status} without {guard}");
        Assert.Contains("frame-ancestors 'none'", answer.Message.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.False(answer.Message.Headers.Contains("Server"));
    }
}
