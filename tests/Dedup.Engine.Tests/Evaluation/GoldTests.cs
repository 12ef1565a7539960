using Dedup.Engine.Evaluation;
using Dedup.Engine.Tests.Support;

namespace Dedup.Engine.Tests.Evaluation;

public sealed class GoldTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_field_is_read_and_absent_ones_are_null()
    {
        string path = _folder.Write("gold.jsonl", """
            {"key":"a","story":7,"kind":"excerpt","credit":true,"site":"S","section":"C","title":"T","published":"2025-04-14","agency":"AP","body":"B"}

            {"key":"b","story":"x","site":null}
            """);

        Assert.Equal(
            [new Gold("a", "7", "excerpt", true, "S", "C", "T", "2025-04-14", "AP", "B"), new Gold("b", "x", "full", false, null, null, null, null, null, null)],
            Gold.Read(path));
    }

    [Theory]
    [InlineData("{\"key\":\"b\"}", "\"story\"")]
    [InlineData("{\"story\":\"b\"}", "\"key\"")]
    [InlineData("[1]", "\"key\"")]
    [InlineData("not json", "not a gold record")]
    public void A_bad_line_is_an_error_that_names_file_line_and_fault(string line, string fault)
    {
        string path = _folder.Write("gold.jsonl", "{\"key\":\"a\",\"story\":\"1\"}\n\n" + line);

        string message = Assert.Throws<InvalidDataException>(() => Gold.Read(path)).Message;

        Assert.StartsWith($"{path}:3: ", message, StringComparison.Ordinal);
        Assert.Contains(fault, message, StringComparison.Ordinal);
    }
}
