using System.IO.Compression;
using System.Net;
using System.Text;
using Dedup.Host.Tests.Support;
using static Dedup.Host.Tests.Support.Asking;

namespace Dedup.Host.Tests.Service;

/// <summary>Posts that are too large, and what becomes of posts when the service ends.</summary>
public sealed class PostLimitTests : IDisposable
{
    private const string Lines = "application/x-ndjson";

    private readonly Cli _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void PostsThatAreTooLargeAreRefusedPackedOrPlainAndNothingOfThemIsStored()
    {
        using var service = new RunningService(_cli, "Serve:MaxBodyBytes=20000", "Serve:MaxPostPages=3");
        string four = string.Join('\n', Enumerable.Range(0, 4).Select(i => Page($"many/{i}", i)));
        byte[] large = Encoding.UTF8.GetBytes(Page("large", 1) + new string(' ', 30_000));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, service.Http.Post("/v1/pages", four, Lines).Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, service.Http.Post("/v1/pages", large, "application/json").Status);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, service.Http.Ask(new HttpRequestMessage(HttpMethod.Post, "/v1/match") { Content = new ByteArrayContent(large) { Headers = { ContentType = new("text/plain") } } }).Status);
        using (var chunked = new StreamContent(new MemoryStream(large)) { Headers = { ContentType = new("application/json") } })
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/v1/pages") { Content = chunked };
            request.Headers.TransferEncodingChunked = true;
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, service.Http.Ask(request).Status);
        }
        // Megabytes in what the limit lets through.
        foreach (string encoding in new[] { "gzip", "br", "deflate" })
        {
            Answered bomb = service.Http.Post("/v1/pages", Bomb(encoding, encoding == "br" ? 200 << 20 : 10 << 20), "application/json", encoding);
            Assert.True(bomb.Status == HttpStatusCode.RequestEntityTooLarge, $"{encoding}: {bomb.Status} {bomb.Text}");
        }

        Assert.Equal(0, service.Http.Documents());
        service.Http.PostAndSettle(Page("small", 2));
        Assert.Equal(1, service.Http.Documents());
    }

    [Fact]
    public void AFullQueueRefusesPostsWithATimeToComeAgain()
    {
        using var service = new RunningService(_cli, "Serve:QueueMegabytes=1");
        string large = Of(new { id = "large", text = string.Concat(Enumerable.Range(0, 200_000).Select(i => $"w{i} ")) });

        Answered answer = service.Http.Post("/v1/pages", large);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.Status);
        Assert.NotNull(answer.Message.Headers.RetryAfter);
        service.Http.PostAndSettle(Page("small", 2));
    }

    [Fact]
    public void WhatWasAcknowledgedIsStoredThoughTheProcessIsKilled()
    {
        const int Posts = 30;
        using (var killed = new RunningService(_cli))
        {
            Parallel.For(0, Posts, i =>
            {
                Answered receipt = killed.Http.Post("/v1/pages", $"{Page($"kept/{i}/a", 2 * i)}\n{Page($"kept/{i}/b", (2 * i) + 1)}", Lines);
                Assert.True(receipt.Status == HttpStatusCode.Accepted, receipt.Text);
            });
            killed.Kill();
        }

        RequireAll(2 * Posts);
    }

    [Fact]
    public void StoppedRightAfterAPostItEndsWellAndLosesNothing()
    {
        const int Posts = 10, Each = 20;
        using (var stopped = new RunningService(_cli))
        {
            for (int post = 0; post < Posts; post++)
            {
                string lines = string.Join('\n', Enumerable.Range(0, Each).Select(i => Page($"kept/{post}/{i}", (post * Each) + i)));
                Assert.Equal(HttpStatusCode.Accepted, stopped.Http.Post("/v1/pages", lines, Lines).Status);
            }
            CliResult ended = stopped.Stop();
            Assert.True(ended.ExitCode == 0, ended.Error);
        }

        RequireAll(Posts * Each);
    }

    private void RequireAll(long documents)
    {
        using (var next = new RunningService(_cli))
        {
            Poll.Until(() => next.Http.Documents() == documents && next.Http.Get("/v1/status").Json.GetProperty("queue").GetProperty("pages").GetInt64() == 0, () => next.Http.Get("/v1/status").Text);
            Assert.Equal(0, next.Stop().ExitCode);
        }
        CliResult check = _cli.Run("check", "--db", "dedup.db");
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
    }

    private static byte[] Bomb(string encoding, int unpacked)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.SmallestSize),
            "br" => new BrotliStream(packed, CompressionLevel.Optimal),
            _ => new ZLibStream(packed, CompressionLevel.SmallestSize),
        })
        {
            byte[] blanks = new byte[1 << 20];
            blanks.AsSpan().Fill((byte)' ');
            for (int written = 0; written < unpacked; written += blanks.Length) stream.Write(blanks);
        }
        byte[] bomb = packed.ToArray();
        Assert.True(bomb.Length < 20_000, $"{encoding}: the bomb itself has {bomb.Length} bytes");
        return bomb;
    }
}
