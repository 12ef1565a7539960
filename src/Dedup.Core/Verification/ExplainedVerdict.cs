using System.Globalization;

namespace Dedup.Core.Verification;

/// <summary>A verdict with its ground.</summary>
/// <param name="Verdict">The measures and the relation; <see cref="Relation.Exact"/> for equal bodies.</param>
/// <param name="LengthPercent">Characters of the shorter body over characters of the longer, both normalised, 0–100.</param>
/// <param name="Ground">Why that relation, in words, with the figures that decided and those they were held against.</param>
public sealed record ExplainedVerdict(PairVerdict Verdict, int LengthPercent, string Ground);

/// <summary>Figures in words.</summary>
internal static class Figure
{
    private const int MostDigits = 6;

    /// <summary>
    /// A measure held against its threshold: "0.31 is under 0.50", "0.86 reaches 0.50". Two digits, or as many as keep the
    /// rounded figure on its own side of the threshold.
    /// </summary>
    public static string Compared(double value, double threshold)
    {
        bool reaches = value >= threshold;
        string shown = Show(value, 2);
        for (int digits = 3; digits <= MostDigits && double.Parse(shown, CultureInfo.InvariantCulture) >= threshold != reaches; digits++)
            shown = Show(value, digits);
        return $"{shown} {(reaches ? "reaches" : "is under")} {threshold.ToString("0.00####", CultureInfo.InvariantCulture)}";
    }

    private static string Show(double value, int digits) => value.ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
}
