using System.Globalization;

namespace Dedup.Host.Web.Charts;

/// <summary>
/// Days along a line. A made-up date may lie years from the others, so long gaps are shortened: a gap of n days takes 1 + log₂ n steps. Order
/// and nearness stay, lengths do not.
/// </summary>
internal sealed class DayScale
{
    private readonly Dictionary<string, double> _at = new(StringComparer.Ordinal);
    private readonly double _width;

    /// <summary>A scale of some days.</summary>
    /// <param name="days">Days, ISO 8601, in order.</param>
    /// <param name="width">Length of the line.</param>
    public DayScale(IReadOnlyList<string> days, double width)
    {
        _width = width;
        double steps = 0;
        DateOnly? before = null;
        foreach (string day in days)
        {
            DateOnly now = DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (before is DateOnly last) steps += 1 + Math.Log2(now.DayNumber - last.DayNumber);
            _at[day] = steps;
            before = now;
        }
        foreach (string day in days) _at[day] = steps == 0 ? width / 2 : _at[day] / steps * width;
    }

    /// <summary>Where a date stands; null where its day is none of these.</summary>
    public double? At(string? date) => date is { Length: >= 10 } && _at.TryGetValue(date[..10], out double at) ? at : null;

    /// <summary>The days that have room for their names, the first and the last among them.</summary>
    /// <param name="room">What a name takes.</param>
    public IEnumerable<(string Day, double At)> Named(double room)
    {
        double last = double.NegativeInfinity;
        foreach ((string day, double at) in _at)
        {
            if (at - last < room || (at > _width - room && at < _width)) continue;
            last = at;
            yield return (day, at);
        }
    }
}
