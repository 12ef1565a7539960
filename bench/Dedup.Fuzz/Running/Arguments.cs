using System.Globalization;

namespace Dedup.Fuzz.Running;

/// <summary>What was asked for on the command line.</summary>
internal sealed record Arguments
{
    public const string Usage = "--cases N, --seconds S, --target NAME (may be repeated), --seed N, --case K (of one target), --workers N, --list";

    private const double DefaultSeconds = 60;

    /// <summary>Cases of all targets together; null: no such end.</summary>
    public long? Cases { get; private set; }

    /// <summary>Time after which no case is begun; null: no such end.</summary>
    public double? Seconds { get; private set; }

    /// <summary>Names of the targets; empty: all.</summary>
    public List<string> Targets { get; } = [];

    /// <summary>With a target's name and a case's number it makes the case.</summary>
    public ulong Seed { get; private set; } = 1;

    /// <summary>The one case to run, or null.</summary>
    public long? Case { get; private set; }

    /// <summary>Threads; by default one for each processor.</summary>
    public int Workers { get; private set; } = Environment.ProcessorCount;

    /// <summary>Whether to list the targets and do nothing else.</summary>
    public bool List { get; private set; }

    /// <summary>The arguments; null where they are wrong, with the fault.</summary>
    public static Arguments? Parse(string[] args, out string fault)
    {
        var parsed = new Arguments();
        fault = string.Empty;
        for (int i = 0; i < args.Length; i++)
        {
            if (args[i] == "--list")
            {
                parsed.List = true;
                continue;
            }
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            if (value is null || !parsed.Take(args[i], value))
            {
                fault = value is null ? $"'{args[i]}' is no option or lacks its value" : $"'{args[i]} {value}' is not understood";
                return null;
            }
            i++;
        }
        if (parsed.Case is not null && parsed.Targets.Count != 1) fault = "--case needs one --target";
        if (parsed is { Cases: null, Seconds: null }) parsed.Seconds = DefaultSeconds;
        return fault.Length == 0 ? parsed : null;
    }

    private bool Take(string option, string value)
    {
        bool isWhole = long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out long whole);
        switch (option)
        {
            case "--cases" when isWhole:
                Cases = whole;
                return true;
            case "--seconds" when double.TryParse(value, CultureInfo.InvariantCulture, out double seconds):
                Seconds = seconds;
                return true;
            case "--target":
                Targets.Add(value);
                return true;
            case "--seed" when ulong.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out ulong seed):
                Seed = seed;
                return true;
            case "--case" when isWhole:
                Case = whole;
                return true;
            case "--workers" when isWhole && whole is >= 1 and <= 256:
                Workers = (int)whole;
                return true;
            default:
                return false;
        }
    }
}
