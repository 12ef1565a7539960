namespace Dedup.Core.Text;

/// <summary>What stands in 64 characters: bit i of each mask speaks of character i.</summary>
internal struct TextBlock
{
    /// <summary>ASCII letters and digits.</summary>
    public ulong Word;

    /// <summary>ASCII capitals.</summary>
    public ulong Capital;

    /// <summary>ASCII digits.</summary>
    public ulong Digit;

    /// <summary>Characters after which a capital begins a sentence.</summary>
    public ulong SentenceEnd;

    /// <summary>Apostrophes: removed between two characters of a word, else separators.</summary>
    public ulong Apostrophe;

    /// <summary>Characters beyond ASCII that do not merely separate: the run that holds one is read character by character.</summary>
    public ulong Other;
}

/// <summary>A text as blocks, and the memory for it, which is reused from text to text.</summary>
internal sealed class TextBlocks
{
    /// <summary>Characters in a block.</summary>
    public const int Length = 64;

    /// <summary>The blocks; the last holds at least one place beyond the text.</summary>
    public TextBlock[] Blocks = new TextBlock[64];

    /// <summary>For each ASCII letter or digit of the text its folded byte; a step of <see cref="TokenHash"/> more is readable.</summary>
    public byte[] Folded = new byte[64 * Length + TokenHash.StepBytes];

    /// <summary>For the last block, which the text does not fill.</summary>
    public readonly char[] Tail = new char[Length];

    /// <summary>For one token.</summary>
    public readonly byte[] Token = new byte[Tokenizer.MaxTokenBytes + TokenHash.StepBytes];

    /// <summary>For the normal form.</summary>
    public char[] Normalized = [];

    /// <summary>Blocks that a text takes.</summary>
    public static int Count(int characters) => characters / Length + 1;

    /// <summary>Makes room for a text.</summary>
    public void Reserve(int characters)
    {
        int blocks = Count(characters);
        if (blocks <= Blocks.Length) return;
        blocks += blocks / 2;
        Blocks = new TextBlock[blocks];
        Folded = new byte[blocks * Length + TokenHash.StepBytes];
    }
}
