namespace Gradus.Data;

/// <summary>A CSV file holds something besides plain numbers, so that DuckDB has to read it.</summary>
internal sealed class NotPlainException() : Exception("not plain numbers");
