namespace Dedup.Engine.Sources.Input;

/// <summary>Cuts a stream into lines without their line feeds; a line over the limit is passed over whole.</summary>
/// <param name="stream">The bytes.</param>
/// <param name="maxBytes">Longest line.</param>
/// <param name="mostSkipped">Most bytes of one line to pass over: a few compressed bytes may stand for any number of them.</param>
internal sealed class LineReader(Stream stream, int maxBytes, long mostSkipped = long.MaxValue)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;
    private bool _ended;

    /// <exception cref="InvalidDataException">A line goes on and on.</exception>
    public bool TryRead(out ReadOnlyMemory<byte> line, out bool tooLong)
    {
        tooLong = false;
        int scanned = 0;
        long skipped = 0;
        while (true)
        {
            int feed = _buffer.AsSpan(_start + scanned, _end - _start - scanned).IndexOf((byte)'\n');
            if (feed >= 0 || _ended)
            {
                int length = feed >= 0 ? scanned + feed : _end - _start;
                line = tooLong ? ReadOnlyMemory<byte>.Empty : _buffer.AsMemory(_start, length);
                bool any = feed >= 0 || length > 0 || tooLong;
                _start += feed >= 0 ? length + 1 : length;
                return any;
            }
            scanned = _end - _start;
            if (scanned > maxBytes)
            {
                tooLong = true;
                skipped += scanned;
                if (skipped > mostSkipped) throw new InvalidDataException($"a line of more than {mostSkipped} bytes; the file is not read further");
                _start = _end = scanned = 0;
            }
            Fill();
        }
    }

    private void Fill()
    {
        if (_start > 0 && (_end == _buffer.Length || _start == _end))
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _end -= _start;
            _start = 0;
        }
        if (_end == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
    }
}
