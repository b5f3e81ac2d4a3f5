namespace Gradus.Data;

/// <summary>DuckDB refused a statement or stopped in it; the message is DuckDB's own, many lines long.</summary>
internal sealed class QueryFailedException(string message) : Exception(message);
