namespace Dedup.Core.Networks;

/// <summary>What chance makes of one pool: how often two sites meet in it, where only their numbers of stories and the stories' numbers of sites are kept.</summary>
/// <remarks>
/// The bipartite configuration model of greatest entropy (Saracco et al., 2015): site a carries story c with probability x y / (1 + x y), where x
/// belongs to the site's number of stories and y to the story's number of sites. Sites of one number are alike, and so are stories, so that there are
/// as many unknowns as unlike numbers. Given its number of sites s, a story holds s (s − 1) / 2 pairs and not the s² / 2 that independent choices
/// would make of it: each width's pairs are scaled to what it holds.
/// </remarks>
internal sealed class PoolChance
{
    private const int MaxRounds = 500;
    private const double Settled = 1e-7;

    private readonly double[][] _carries;
    private readonly double[] _weights;
    private readonly double[]?[] _expected;

    /// <summary>Works it out.</summary>
    /// <param name="degrees">Unlike numbers of stories that sites have, ascending, and how many sites have each.</param>
    /// <param name="widths">Unlike numbers of sites that stories have, ascending, and how many stories have each.</param>
    public PoolChance(IReadOnlyList<(int Degree, int Sites)> degrees, IReadOnlyList<(int Width, int Stories)> widths)
    {
        _carries = Solve(degrees, widths);
        _weights = new double[widths.Count];
        for (int w = 0; w < widths.Count; w++)
        {
            double sum = 0;
            double squares = 0;
            for (int d = 0; d < degrees.Count; d++)
            {
                double p = _carries[d][w];
                sum += degrees[d].Sites * p;
                squares += degrees[d].Sites * p * p;
            }
            double independent = ((sum * sum) - squares) / 2;
            double held = widths[w].Width * (widths[w].Width - 1.0) / 2;
            _weights[w] = independent > 0 ? widths[w].Stories * held / independent : 0;
        }
        _expected = new double[degrees.Count][];
    }

    /// <summary>Stories that a site of the one number and a site of the other are expected to share.</summary>
    /// <param name="a">Index of the one's number of stories.</param>
    /// <param name="b">Index of the other's.</param>
    public double Expected(int a, int b)
    {
        if (a > b) (a, b) = (b, a);
        double[] row = _expected[a] ??= Enumerable.Repeat(double.NaN, _carries.Length).ToArray();
        return double.IsNaN(row[b]) ? row[b] = Sum(_carries[a], _carries[b]) : row[b];
    }

    private double Sum(double[] a, double[] b)
    {
        double sum = 0;
        for (int w = 0; w < _weights.Length; w++) sum += _weights[w] * a[w] * b[w];
        return sum;
    }

    /// <summary>The probability that a site of each number carries a story of each width.</summary>
    private static double[][] Solve(IReadOnlyList<(int Degree, int Sites)> degrees, IReadOnlyList<(int Width, int Stories)> widths)
    {
        double root = Math.Sqrt(degrees.Sum(d => (double)d.Degree * d.Sites));
        double[] x = [.. degrees.Select(d => d.Degree / root)];
        double[] y = [.. widths.Select(w => w.Width / root)];
        double[] before = new double[x.Length];
        for (int round = 0; round < MaxRounds; round++)
        {
            x.CopyTo(before, 0);
            for (int d = 0; d < x.Length; d++)
            {
                double sum = 0;
                for (int w = 0; w < y.Length; w++) sum += widths[w].Stories * y[w] / (1 + (x[d] * y[w]));
                x[d] = degrees[d].Degree / sum;
            }
            for (int w = 0; w < y.Length; w++)
            {
                double sum = 0;
                for (int d = 0; d < x.Length; d++) sum += degrees[d].Sites * x[d] / (1 + (x[d] * y[w]));
                y[w] = widths[w].Width / sum;
            }
            if (!x.Where((value, d) => Math.Abs(value - before[d]) > Settled * value).Any()) break;
        }
        return [.. x.Select(own => y.Select(other => own * other / (1 + (own * other))).ToArray())];
    }
}
