namespace Dedup.Host;

/// <summary>What the program tells its caller.</summary>
internal static class ExitCodes
{
    public const int Done = 0;
    public const int NothingFound = 1;
    public const int WrongUse = 2;
    public const int Failed = 3;
}
