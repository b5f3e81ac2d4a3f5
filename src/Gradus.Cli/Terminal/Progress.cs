namespace Gradus.Cli;

/// <summary>Told how far some work is.</summary>
/// <param name="done">Steps done.</param>
/// <param name="loss">For training: the loss now.</param>
internal delegate void Progress(int done, double? loss = null);
