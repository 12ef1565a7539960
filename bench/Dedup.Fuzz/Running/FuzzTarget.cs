namespace Dedup.Fuzz.Running;

/// <summary>One thing that is given made-up input.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="property">What must hold, in words.</param>
/// <param name="weight">Its share of all cases, about its thousands of ten million: cheap targets have more.</param>
internal abstract class FuzzTarget(string name, string property, int weight)
{
    public string Name { get; } = name;

    public string Property { get; } = property;

    public int Weight { get; } = weight;

    /// <summary>Bytes that a case may allocate; a few bytes of input must not ask for any number of them.</summary>
    public long MostAllocated { get; init; } = 512L << 20;

    /// <summary>Longest case: inputs are hardly ever longer than 64 KB.</summary>
    public TimeSpan MostTime { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>The input of a case.</summary>
    public abstract object Make(FuzzRandom random);

    /// <summary>Throws where the property does not hold.</summary>
    public abstract void Check(object input);

    /// <summary>The input as it is written to a file.</summary>
    public abstract byte[] Write(object input);

    /// <summary>Smaller inputs of the same kind, the smallest first; none where that is not cheap.</summary>
    public abstract IEnumerable<object> Smaller(object input);
}

/// <summary>One thing with input of one type.</summary>
/// <param name="name">Its name on the command line.</param>
/// <param name="property">What must hold, in words.</param>
/// <param name="weight">Its share of all cases.</param>
/// <param name="make">Makes an input.</param>
/// <param name="check">Throws where the property does not hold.</param>
internal sealed class FuzzTarget<T>(string name, string property, int weight, Func<FuzzRandom, T> make, Action<T> check) : FuzzTarget(name, property, weight)
    where T : notnull
{
    /// <summary>Shortens one part of an input; by default text and bytes are.</summary>
    public Func<T, IEnumerable<T>>? Shorten { get; init; }

    public override object Make(FuzzRandom random) => make(random);

    public override void Check(object input) => check((T)input);

    public override byte[] Write(object input) => InputText.Write(input);

    public override IEnumerable<object> Smaller(object input) => (input, Shorten) switch
    {
        (_, not null) => Shorten((T)input).Cast<object>(),
        (string text, _) => Halves.Of(text),
        (byte[] bytes, _) => Halves.Of(bytes),
        _ => [],
    };
}
