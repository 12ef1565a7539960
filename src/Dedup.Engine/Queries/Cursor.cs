using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace Dedup.Engine.Queries;

/// <summary>A cursor that no list or feed has given, or another one than was asked; the message is for the user.</summary>
public sealed class CursorException : Exception
{
    /// <summary>With a message for the user.</summary>
    public CursorException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for the user and the cause.</summary>
    public CursorException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Not used.</summary>
    public CursorException()
    {
    }
}

/// <summary>Where a list or a feed goes on, as text that can stand in an address. Its form is nobody's business.</summary>
internal static class Cursor
{
    /// <summary>Longer ones were never given: a key has its length too.</summary>
    private const int MaxLength = 16 * 1024;

    /// <summary>What is said of a cursor that is none.</summary>
    public static CursorException NotGiven(Exception? cause = null) => new("the cursor is none that was given; begin without one", cause!);

    /// <summary>Values as a cursor.</summary>
    public static string Write<T>(T values) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(values));

    /// <summary>The values of a cursor.</summary>
    /// <exception cref="CursorException">It is none.</exception>
    public static T Read<T>(string cursor)
        where T : class
    {
        if (cursor.Length > MaxLength) throw NotGiven();
        try
        {
            return JsonSerializer.Deserialize<T>(Base64Url.DecodeFromChars(cursor)) ?? throw NotGiven();
        }
        catch (Exception e) when (e is FormatException or JsonException or NotSupportedException)
        {
            throw NotGiven(e);
        }
    }

    /// <summary>The cursor of the next page of a list.</summary>
    /// <param name="question">Order and filter.</param>
    /// <param name="place">The columns of the order in the last row.</param>
    public static string OfList(object question, IReadOnlyList<string> place) => Write(new ListPlace(Mark(question), place));

    /// <summary>The columns of the order in the last row that was given.</summary>
    /// <param name="cursor">The cursor.</param>
    /// <param name="question">Order and filter.</param>
    /// <param name="columns">How many columns the order has.</param>
    /// <exception cref="CursorException">It is none, or of a list of another order or filter.</exception>
    public static IReadOnlyList<string> PlaceInList(string cursor, object question, int columns)
    {
        ListPlace place = Read<ListPlace>(cursor);
        if (place.Question != Mark(question)) throw new CursorException("the cursor is of a list of another order or filter; begin without one");
        return place.Place?.Count == columns && place.Place.All(value => value is not null) ? place.Place : throw NotGiven();
    }

    private static string Mark(object question) => Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(question)).AsSpan(0, 8));

    private sealed record ListPlace(string Question, IReadOnlyList<string> Place);
}
