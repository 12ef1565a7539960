namespace Dedup.Engine.Storage;

/// <summary>A database that cannot be used as asked; the message says which and what to do.</summary>
public sealed class DatabaseException : Exception
{
    /// <summary>With a message for the user.</summary>
    public DatabaseException(string message)
        : base(message)
    {
    }

    /// <summary>With a message for the user and the cause.</summary>
    public DatabaseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Whether it is the settings or rules that differ from those of the program: a rebuild takes the present ones.</summary>
    public bool IsOfOtherSettings { get; init; }

    /// <summary>Not used.</summary>
    public DatabaseException()
    {
    }
}
