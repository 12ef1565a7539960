using System.Net;
using System.Text;
using System.Text.Json;

namespace Dedup.Host.Tests.Support;

/// <summary>What a service has answered.</summary>
internal sealed record Answered(HttpStatusCode Status, HttpResponseMessage Message, string Text)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    public string? this[string name] => Json.GetProperty(name).ToString();
}

/// <summary>Short ways of asking a service.</summary>
internal static class Asking
{
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull };

    public static Answered Ask(this HttpClient http, HttpRequestMessage request)
    {
        HttpResponseMessage message = http.SendAsync(request).GetAwaiter().GetResult();
        return new Answered(message.StatusCode, message, message.Content.ReadAsStringAsync().GetAwaiter().GetResult());
    }

    public static Answered Get(this HttpClient http, string path) => http.Ask(new HttpRequestMessage(HttpMethod.Get, path));

    public static Answered Delete(this HttpClient http, string path) => http.Ask(new HttpRequestMessage(HttpMethod.Delete, path));

    public static Answered Post(this HttpClient http, string path, string body, string type = "application/json") => http.Post(path, Encoding.UTF8.GetBytes(body), type);

    public static Answered Post(this HttpClient http, string path, byte[] body, string? type, string? encoding = null)
    {
        var content = new ByteArrayContent(body);
        if (type is not null) content.Headers.ContentType = new(type);
        if (encoding is not null) content.Headers.ContentEncoding.Add(encoding);
        return http.Ask(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    /// <summary>Posts pages and waits until all is settled.</summary>
    public static Answered PostAndSettle(this HttpClient http, string body, string path = "/v1/pages", string type = "application/json")
    {
        Answered receipt = http.Post(path, body, type);
        Assert.True(receipt.Status == HttpStatusCode.Accepted, receipt.Text);
        http.WaitSettled(receipt["post"]!);
        return receipt;
    }

    public static void WaitSettled(this HttpClient http, string post) => Poll.Until(() => http.Get($"/v1/posts/{post}")["state"] == "settled", () => http.Get("/v1/status").Text);

    /// <summary>The job that was asked for, when it has ended.</summary>
    public static Answered WaitEnded(this HttpClient http, Answered asked)
    {
        Assert.True(asked.Status == HttpStatusCode.Accepted, asked.Text);
        Answered Look() => http.Get(asked.Message.Headers.Location!.ToString());
        Poll.Until(() => Look()["state"] != "waiting", () => Look().Text);
        return Look();
    }

    public static Answered Job(this HttpClient http, object job) => http.WaitEnded(http.Post("/v1/jobs", Of(job)));

    public static Answered Document(this HttpClient http, string key) => http.Get("/v1/document?key=" + Uri.EscapeDataString(key));

    /// <summary>Documents that are stored.</summary>
    public static long Documents(this HttpClient http) => http.Get("/v1/status").Json.GetProperty("database").GetProperty("documents").GetInt64();

    /// <summary>A page as JSON; of equal numbers the text is equal.</summary>
    public static string Page(string? id, int text, string? site = "a.example", string? fetched = null) => Of(new { id, site, fetched, title = $"Headline {text}", text = Text(text) });

    /// <summary>An article of made words, which no other number's is close to.</summary>
    public static string Text(int number)
    {
        string Word(int at) => "word" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes($"{number} {at}")).AsSpan(0, 3));
        return string.Join(' ', Enumerable.Range(0, 120).Select(Word)) + ".";
    }

    public static string Of(object value) => JsonSerializer.Serialize(value, Options);
}
