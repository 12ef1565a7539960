using System.Diagnostics.CodeAnalysis;

namespace Dedup.Fuzz.Running;

/// <summary>Something does not hold that must.</summary>
internal sealed class PropertyViolation(string message) : Exception(message);

/// <summary>What must hold of every case.</summary>
internal static class Property
{
    public static void Holds([DoesNotReturnIf(false)] bool holds, string what)
    {
        if (!holds) throw new PropertyViolation(what);
    }

    public static void Equal<T>(T expected, T actual, string what)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) throw new PropertyViolation($"{what}: {Short(actual)} and not {Short(expected)}");
    }

    public static void Same<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string what)
        where T : IEquatable<T>
    {
        if (expected.SequenceEqual(actual)) return;
        int at = expected.CommonPrefixLength(actual);
        throw new PropertyViolation($"{what}: {actual.Length} and not {expected.Length}, the first other at {at}");
    }

    public static void Ascending<T>(ReadOnlySpan<T> values, string what)
        where T : IComparable<T>
    {
        for (int i = 1; i < values.Length; i++) Holds(values[i - 1].CompareTo(values[i]) < 0, what);
    }

    /// <summary>Runs what may throw one declared exception and nothing else.</summary>
    /// <returns>Whether it did not throw.</returns>
    public static bool Try<TDeclared>(Action action)
        where TDeclared : Exception
    {
        try
        {
            action();
            return true;
        }
        catch (TDeclared)
        {
            return false;
        }
    }

    private static string Short<T>(T value)
    {
        const int Most = 120;
        string text = value?.ToString() ?? "null";
        return text.Length > Most ? text[..Most] + "…" : text;
    }
}
