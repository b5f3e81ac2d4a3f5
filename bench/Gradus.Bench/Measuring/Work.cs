namespace Gradus.Bench;

/// <summary>
/// What a row cannot do without: each array read or written once, and its multiplications and additions. Sets the row's limit.
/// </summary>
internal readonly record struct Work(double Bytes, double Flops = 0, bool IsFloat64 = false);
