using Dedup.Host.Configuration;

namespace Dedup.Host.Serve;

/// <summary>Where the service's logs go, and in which form: to standard error, a line or a JSON object each.</summary>
internal static class Logs
{
    public static void Set(ILoggingBuilder logging, bool json)
    {
        logging.AddConfiguration(Settings.Logging);
        if (json) logging.AddJsonConsole(console => (console.UseUtcTimestamp, console.TimestampFormat) = (true, "yyyy-MM-ddTHH:mm:ss.fffZ"));
        else logging.AddSimpleConsole(console => (console.SingleLine, console.UseUtcTimestamp, console.TimestampFormat) = (true, true, "yyyy-MM-ddTHH:mm:ssZ "));
        logging.AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace);
        // What stops the host is said once, by the program, and without a stack trace.
        logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
    }
}
