namespace Gradus.Data;

/// <summary>
/// A table, or what is asked of it, is not fit for use: the first line of the message says what was found, what was expected and
/// what to do.
/// </summary>
public sealed class TableException : Exception
{
    public TableException(string message) : base(message) { }

    public TableException(string message, Exception cause) : base(message, cause) { }
}
