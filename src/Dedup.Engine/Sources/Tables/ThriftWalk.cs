namespace Dedup.Engine.Sources.Tables;

/// <summary>What a struct holds: a letter for each field from the first on, and the structs it has in their order.</summary>
/// <param name="Kinds">
/// t bool, y i8, h i16, i i32 or enum, l i64, d double, b binary or string, s struct; a capital is a list of them; - is no field.
/// </param>
/// <param name="Inner">The struct of each s or S in turn.</param>
internal sealed record ThriftShape(string Kinds, params ThriftShape[] Inner);

/// <summary>Walks structs of Thrift's compact protocol within bounds, and takes no memory for what they hold.</summary>
/// <remarks>
/// Parquet.Net reads a field by its number whatever type stands before it, makes room for as many bytes and elements as are
/// said, and cannot pass over a struct it does not know. So a struct is refused here where the two would read it differently:
/// where a known field has another type or comes twice, and where an unknown one is more than a number, bytes or an empty struct.
/// Protocol: https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md
/// </remarks>
/// <param name="stream">Stands where the struct begins.</param>
/// <param name="end">Where it must have ended.</param>
internal sealed class ThriftWalk(Stream stream, long end)
{
    private const int True = 1, False = 2, I8 = 3, I16 = 4, I32 = 5, I64 = 6, Double = 7, Binary = 8, List = 9, Struct = 12;

    /// <summary>Where the walk is; after it, the first byte behind the struct.</summary>
    public long Position { get; private set; } = stream.Position;

    /// <summary>Walks one struct.</summary>
    /// <param name="shape">What it holds.</param>
    /// <param name="number">Takes the numbers and bools in it; field 1 of field 5 is 0x51.</param>
    /// <param name="path">Of the struct.</param>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public void Walk(ThriftShape shape, Action<int, long>? number = null, int path = 0)
    {
        int field = 0;
        ulong seen = 0;
        for (byte head = Byte(); head != 0; head = Byte())
        {
            field = head >> 4 == 0 ? (int)ZigZag(Varint(3)) : field + (head >> 4);
            char kind = field >= 1 && field <= shape.Kinds.Length ? shape.Kinds[field - 1] : '-';
            int type = head & 15;
            if (kind == '-')
            {
                // Later versions of a format add empty structs as names; the library passes over those.
                if (type is List or > Binary && (type != Struct || Byte() != 0)) throw new InvalidDataException($"field {field} of type {type}, which is not known");
                if (type != Struct) Value(type, null, 0);
                continue;
            }
            if ((seen & (1UL << field)) != 0) throw new InvalidDataException($"field {field} twice");
            seen |= 1UL << field;
            int wanted = char.IsUpper(kind) ? List : TypeOf(kind);
            if (type != wanted && !(wanted == True && type == False) && !(IsInteger(type) && IsInteger(wanted))) throw new InvalidDataException($"field {field} of type {type} instead of {wanted}");
            int below = (path << 4) | field;
            if (wanted == List) Elements(TypeOf(char.ToLowerInvariant(kind)), shape, field);
            else if (wanted == Struct) Walk(InnerOf(shape, field), number, below);
            else Value(wanted == True ? type : wanted, number, below);
        }
    }

    private void Elements(int wanted, ThriftShape shape, int field)
    {
        byte head = Byte();
        ulong count = head >> 4 == 15 ? Varint(5) : (ulong)(head >> 4);
        if (count > (ulong)(end - Position)) throw new InvalidDataException($"a list of {count} in {end - Position} bytes");
        if (count > 0 && (head & 15) != wanted && !(IsInteger(head & 15) && IsInteger(wanted))) throw new InvalidDataException($"a list of type {head & 15} instead of {wanted}");
        for (; count > 0; count--)
        {
            if (wanted == Struct) Walk(InnerOf(shape, field));
            else Value(wanted, null, 0);
        }
    }

    private void Value(int type, Action<int, long>? number, int path)
    {
        long? value = null;
        switch (type)
        {
            case True or False: value = type == True ? 1 : 0; break;
            case I8: Skip(1); break;
            case I16: Varint(3); break;
            case I32: value = (int)ZigZag((uint)Varint(5)); break;
            case I64: value = ZigZag(Varint(10)); break;
            case Double: Skip(8); break;
            case Binary: Skip((long)Varint(5)); break;
            default: throw new InvalidDataException($"a value of type {type}, which there is not");
        }
        if (value is { } said) number?.Invoke(path, said);
    }

    private static ThriftShape InnerOf(ThriftShape shape, int field) => shape.Inner[shape.Kinds.AsSpan(0, field - 1).Count('s') + shape.Kinds.AsSpan(0, field - 1).Count('S')];

    /// <summary>Integers of all widths are written alike, and some writers give a wider one than the format says (fastparquet before 2022).</summary>
    private static bool IsInteger(int type) => type is I16 or I32 or I64;

    private static int TypeOf(char kind) => kind switch { 't' => True, 'y' => I8, 'h' => I16, 'i' => I32, 'l' => I64, 'd' => Double, 'b' => Binary, _ => Struct };

    private static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    private ulong Varint(int mostBytes)
    {
        ulong value = 0;
        for (int i = 0; i < mostBytes; i++)
        {
            byte part = Byte();
            value |= (ulong)(part & 127) << (7 * i);
            if (part < 128) return value;
        }
        throw new InvalidDataException($"a number of more than {mostBytes} bytes");
    }

    private void Skip(long bytes)
    {
        if (bytes > end - Position) throw new InvalidDataException($"a value of {bytes} bytes where {end - Position} are left");
        Position += bytes;
        stream.Position = Position;
    }

    private byte Byte()
    {
        int value = Position < end ? stream.ReadByte() : -1;
        if (value < 0) throw new InvalidDataException("no end within its bounds");
        Position++;
        return (byte)value;
    }
}
