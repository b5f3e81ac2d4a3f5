namespace Gradus.Fuzz;

/// <summary>A reader of what comes from outside: any bytes are read, or refused in the documented way.</summary>
internal abstract class Target : IDisposable
{
    /// <summary>What a process may grow by while DuckDB reads: 2,000 columns take it 0.2 GB.</summary>
    public const long MostNativeBytes = 512 << 20;

    /// <summary>How each is made. Nothing of the readers may run before the fuzzer has its memory.</summary>
    public static IReadOnlyDictionary<string, Func<Target>> All { get; } = new Dictionary<string, Func<Target>>
    {
        ["safetensors"] = () => new SafetensorsTarget(),
        ["model"] = () => new ModelTarget(),
        ["plain"] = () => new PlainTarget(),
        ["csv"] = () => new CsvTarget(),
        ["csv-gzip"] = () => new TableTarget("csv.gz"),
        ["json"] = () => new TableTarget("json"),
        ["jsonl"] = () => new TableTarget("jsonl"),
        ["parquet"] = () => new TableTarget("parquet"),
        ["wire"] = () => new WireTarget(),
        ["message"] = () => new MessageTarget(),
    };

    /// <summary>Whether native code does most of the work.</summary>
    public virtual bool IsNative => false;

    /// <summary>The managed memory that an input of so many bytes may take, over all that is allocated on the way.</summary>
    public abstract long MostBytes(int length);

    /// <exception cref="DefectException">What was read is wrong, or the reason for not reading it.</exception>
    public abstract void Read(byte[] bytes);

    public virtual void Dispose() { }
}
