namespace Gradus.Jupyter;

/// <summary>A message that is not answered: the sentence goes to the log.</summary>
internal sealed class RefusedMessageException(string reason) : Exception(reason);
