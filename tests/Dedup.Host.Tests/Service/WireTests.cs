using System.Net;
using System.Net.Sockets;
using System.Text;
using Dedup.Host.Tests.Support;
using static Dedup.Host.Tests.Support.Asking;

namespace Dedup.Host.Tests.Service;

/// <summary>What comes over the wire that no well-behaved client sends.</summary>
public sealed class WireTests : IClassFixture<OpenService>
{
    private readonly OpenService _service;

    public WireTests(OpenService service) => _service = service;

    private HttpClient Http => _service.Http;

    private string Host => "Host: " + _service.Running.Address.Authority + "\r\n";

    [Theory]
    [InlineData("nonsense\r\n\r\n")]
    [InlineData("GET  /v1/status HTTP/1.1\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1/status HTTP/9.9\r\nHost: x\r\n\r\n")]
    [InlineData("GET /v1/status HTTP/1.1\r\n\r\n")]
    [InlineData("GET /v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\nHost: evil.example\r\n\r\n")]
    [InlineData("GET /v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\nA b: c\r\n\r\n")]
    [InlineData("GET /v1/status HTTP/1.1\r\nHost: 127.0.0.1\r\nA: b\r\n folded\r\n\r\n")]
    [InlineData("GET /v1/\0status HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0002\0\u0001\0\u0001\r\n\r\n")]
    public void WhatIsNoRequestIsRefused(string sent)
    {
        string answer = Exchange(sent);

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 4", StringComparison.Ordinal) || answer.StartsWith("HTTP/1.1 505", StringComparison.Ordinal), answer);
        RequireAnswering();
    }

    [Theory]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n")]
    [InlineData("Content-Length: 5\r\nContent-Length: 60\r\n")]
    [InlineData("Content-Length: 5, 60\r\n")]
    [InlineData("Transfer-Encoding: chunked, identity\r\n")]
    [InlineData("Transfer-Encoding: xchunked\r\n")]
    public void ARequestOfTwoLengthsIsRefusedAndNothingBehindItIsAnswered(string lengths)
    {
        string answer = Exchange($"POST /v1/match HTTP/1.1\r\n{Host}Content-Type: application/json\r\n{lengths}\r\n0\r\n\r\nGET /health/live HTTP/1.1\r\n{Host}\r\n");

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("alive", answer, StringComparison.Ordinal);
        RequireAnswering();
    }

    [Fact]
    public void HeadersWithoutEndAreRefused()
    {
        string answer = Exchange($"GET /v1/status HTTP/1.1\r\n{Host}" + string.Concat(Enumerable.Range(0, 2000).Select(i => $"X-{i}: {new string('x', 50)}\r\n")));

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 431", StringComparison.Ordinal), answer);
        RequireAnswering();
    }

    [Fact]
    public void WhoSendsABodyTooSlowlyIsDropped()
    {
        string answer = Exchange($"POST /v1/pages HTTP/1.1\r\n{Host}Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{");

        Assert.True(answer.Length == 0 || answer.StartsWith("HTTP/1.1 408", StringComparison.Ordinal), answer);
        RequireAnswering();
    }

    [Fact]
    public void ABodyThatBreaksOffIsNotStored()
    {
        using (Socket socket = Connect())
        {
            socket.Send(Encoding.UTF8.GetBytes($"POST /v1/pages HTTP/1.1\r\n{Host}Content-Type: application/x-ndjson\r\nContent-Length: 100000\r\n\r\n{Page("broken/off", 1)}\n"));
            socket.LingerState = new LingerOption(true, 0);
        }

        Http.PostAndSettle(Page("whole", 2));
        Assert.Equal(HttpStatusCode.NotFound, Http.Document("broken/off").Status);
    }

    [Fact]
    public void AClientThatGoesAwayDuringAnExportHarmsNobody()
    {
        Http.PostAndSettle(string.Join('\n', Enumerable.Range(0, 800).Select(i => Page($"export/{i}", 1000 + i))), type: "application/x-ndjson");
        for (int again = 0; again < 8; again++)
        {
            using Socket socket = Connect();
            socket.ReceiveBufferSize = 1024;
            socket.Send(Encoding.UTF8.GetBytes($"GET /v1/export/documents?withBody=true HTTP/1.1\r\n{Host}\r\n"));
            Assert.NotEqual(0, socket.Receive(new byte[64]));
            socket.LingerState = new LingerOption(true, 0);
        }

        RequireAnswering();
        Assert.Equal(800, Http.Get("/v1/export/documents").Text.Split('\n').Count(line => line.Contains("export/", StringComparison.Ordinal)));
        // The server of the framework says that of bodies that other tests cut off.
        Assert.DoesNotContain(_service.Running.Log.Split('\n'), line => line.Contains(" failed", StringComparison.Ordinal) && !line.Contains("request body", StringComparison.Ordinal));
        Assert.True(!_service.Running.Log.Contains("unhandled", StringComparison.OrdinalIgnoreCase), _service.Running.Log);
    }

    [Fact]
    public void WhoHasAnAnswerAlreadyIsToldSo()
    {
        Http.PostAndSettle(Page("tagged", 3));
        Answered first = Http.Document("tagged");
        Answered Again(string tag)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, "/v1/document?key=tagged");
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            return Http.Ask(request);
        }

        string tag = first.Message.Headers.ETag!.ToString();
        Answered again = Again(tag);
        Assert.Equal((HttpStatusCode.NotModified, ""), (again.Status, again.Text));
        Assert.Equal(HttpStatusCode.NotModified, Again($"\"other\", {tag}").Status);
        Assert.Equal(HttpStatusCode.NotModified, Again("W/" + tag).Status);
        Assert.Equal(HttpStatusCode.OK, Again("\"other\"").Status);
        Http.PostAndSettle(Page("tagged", 4));
        Assert.Equal(HttpStatusCode.OK, Again(tag).Status);
    }

    [Theory]
    [InlineData("/v1/status")]
    [InlineData("/")]
    [InlineData("/v1/export/documents")]
    public void HeadIsAnsweredAsGetIsWithoutABody(string path)
    {
        Answered answer = Http.Ask(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal((HttpStatusCode.OK, ""), (answer.Status, answer.Text));
        RequireAnswering();
    }

    [Fact]
    public void HalfOfACharacterInAPageIsItsFaultAndNotTheServices()
    {
        Assert.Equal(HttpStatusCode.UnprocessableEntity, Http.Post("/v1/pages", "[{\"id\":\"half\",\"text\":\"\\ud800\"}]").Status);
        Assert.Equal(HttpStatusCode.BadRequest, Http.Post("/v1/match", "{\"text\":\"\\ud800\"}").Status);
        RequireAnswering();
    }

    [Fact]
    public void MetricsTellPagesAndTheQueue()
    {
        Http.PostAndSettle(Page("measured", 5));

        string metrics = Http.Get("/metrics").Text;

        Assert.Contains("dedup_pages", metrics, StringComparison.Ordinal);
        Assert.Contains("dedup_queue", metrics, StringComparison.Ordinal);
    }

    private void RequireAnswering() => Assert.Equal(HttpStatusCode.OK, Http.Get("/v1/status").Status);

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveTimeout = 60_000 };
        socket.Connect(IPAddress.Loopback, _service.Running.Address.Port);
        return socket;
    }

    /// <summary>All that is answered until the service closes the connection; a wait of a minute fails.</summary>
    private string Exchange(string sent)
    {
        using Socket socket = Connect();
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            socket.Send(Encoding.Latin1.GetBytes(sent));
            while (socket.Receive(buffer) is int read and > 0) answer.Append(Encoding.Latin1.GetString(buffer, 0, read));
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // Closed with something unread.
        }
        return answer.ToString();
    }
}
