using Dedup.Engine.Posts;
using Dedup.Host.Serve;

namespace Dedup.Host.Operations;

/// <summary>What supervisors ask.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder app)
    {
        // The process answers.
        app.MapGet("/health/live", () => Results.Text("alive")).AllowAnonymous().ExcludeFromDescription();
        // Pages can be posted and questions answered.
        app.MapGet("/health/ready", (LiveDatabase live, IPostQueue queue) =>
            live.Live is null ? Results.Text("the database is not open", statusCode: 503)
            : queue.State.Bytes >= queue.MostBytes ? Results.Text("the queue is full", statusCode: 503)
            : Results.Text("ready")).AllowAnonymous().ExcludeFromDescription();
    }
}
