namespace Gradus.Jupyter;

/// <summary>The cell was told to stop. Code may clean up behind itself, and should then let it pass.</summary>
public sealed class InterruptedException() : OperationCanceledException("The cell was interrupted.");
