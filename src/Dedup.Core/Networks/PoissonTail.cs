namespace Dedup.Core.Networks;

/// <summary>The upper tail of Poisson's distribution.</summary>
internal static class PoissonTail
{
    private const int SmallFactorial = 32;

    /// <summary>The natural logarithm of the probability of <paramref name="observed"/> or more where <paramref name="expected"/> is the mean; 0 below the mean.</summary>
    /// <remarks>
    /// A sum of independent events of unlike probabilities exceeds its mean by one or more less often than this says (Hoeffding, 1956), so
    /// that it errs on the side of chance.
    /// </remarks>
    public static double Log(int observed, double expected)
    {
        if (observed < expected) return 0;
        if (expected <= 0) return double.NegativeInfinity;
        double sum = 1;
        double term = 1;
        for (int next = observed + 1; term > sum * 1e-17; next++)
        {
            term *= expected / next;
            sum += term;
        }
        return Math.Min(0, (observed * Math.Log(expected)) - expected - LogFactorial(observed) + Math.Log(sum));
    }

    private static double LogFactorial(int n)
    {
        if (n < SmallFactorial)
        {
            double log = 0;
            for (int i = 2; i <= n; i++) log += Math.Log(i);
            return log;
        }
        // Stirling's series: the next term is below a ten-billionth.
        double x = n;
        return ((x + 0.5) * Math.Log(x)) - x + (0.5 * Math.Log(2 * Math.PI)) + (1 / (12 * x)) - (1 / (360 * x * x * x));
    }
}
