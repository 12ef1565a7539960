using System.Globalization;
using Dedup.Core.Sketches;
using Xunit;

namespace Dedup.Core.Tests.Sketches;

public sealed class SchemeTests
{
    [Fact]
    public void Default_id_names_every_figure() =>
        Assert.Equal("v4-w5-minhash128-simhash64-sample8", Scheme.Default.Id);

    [Theory]
    [InlineData("")]
    [InlineData("fa-IR")]
    [InlineData("sv-SE")]
    public void Id_is_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            Assert.Equal("v4-w3-minhash1024-simhash64-sample1000", new Scheme(3, 1024, 1000).Id);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
