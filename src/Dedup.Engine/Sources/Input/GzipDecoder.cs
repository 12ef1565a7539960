namespace Dedup.Engine.Sources.Input;

/// <summary>Decompresses gzip of any number of members (RFC 1952). Unlike the framework's, it tells a cut from an end.</summary>
internal sealed class GzipDecoder(Stream stream) : ForwardStream
{
    private readonly ByteWindow _window = new(stream);
    private GzipMember? _member;
    private bool _begun;

    /// <exception cref="InvalidDataException">The data is cut or damaged, or something else follows it.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (buffer.IsEmpty) return 0;
        while (true)
        {
            if (_member is null)
            {
                if (_begun && HasEnded()) return 0;
                _begun = true;
                _member = new GzipMember(_window);
            }
            int read = _member.Read(buffer);
            if (read > 0) return read;
            _member.Dispose();
            _member = null;
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _member?.Dispose();
            stream.Dispose();
        }
        base.Dispose(disposing);
    }

    /// <summary>Tapes and block devices fill their last block up with zeros.</summary>
    private bool HasEnded()
    {
        while (_window.Ahead(1) is [0, ..] zeros)
        {
            int other = zeros.IndexOfAnyExcept((byte)0);
            _window.Advance(other < 0 ? zeros.Length : other);
        }
        return _window.Ahead(1).IsEmpty;
    }
}
