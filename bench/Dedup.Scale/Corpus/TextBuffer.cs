using System.Buffers;
using System.Buffers.Text;

namespace Dedup.Scale.Corpus;

/// <summary>Text as it stands in a JSON string: ASCII in which nothing but line feeds has to be escaped.</summary>
internal sealed class TextBuffer
{
    private byte[] _bytes = new byte[1 << 16];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Add(ReadOnlySpan<byte> text)
    {
        Ensure(text.Length);
        text.CopyTo(_bytes.AsSpan(Length));
        Length += text.Length;
    }

    public void Add(byte sign)
    {
        Ensure(1);
        _bytes[Length++] = sign;
    }

    /// <summary>A number, with zeros before it where it has fewer digits.</summary>
    public void Add(long number, byte digits = 1)
    {
        Ensure(24);
        Utf8Formatter.TryFormat(number, _bytes.AsSpan(Length), out int written, new StandardFormat('D', digits));
        Length += written;
    }

    /// <summary>A word with its first letter large.</summary>
    public void AddCapital(ReadOnlySpan<byte> word)
    {
        Add(word);
        _bytes[Length - word.Length] = (byte)(word[0] & ~0x20);
    }

    /// <summary>The end of a line, as JSON escapes it.</summary>
    public void EndLine() => Add("\\n"u8);

    private void Ensure(int more)
    {
        if (Length + more > _bytes.Length) Array.Resize(ref _bytes, 2 * (Length + more));
    }
}
