namespace Gradus;

/// <summary>
/// A mistake in the use of tensors: the message says the operation, what was found, what was expected, and the cure.
/// </summary>
public class GradusException(string message) : InvalidOperationException(message);
