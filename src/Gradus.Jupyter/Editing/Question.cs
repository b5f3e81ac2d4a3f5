namespace Gradus.Jupyter;

/// <summary>A question to the editor's services, while the cells wait: they are asked for a time only.</summary>
internal static class Question
{
    // Nobody waits so long for a completion; finding the services takes a second or two, the first time.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);

    /// <returns>Null where there is no answer in time, or the code is nested too deep to be asked about.</returns>
    public static T? Ask<T>(Func<CancellationToken, T?> question) where T : class
    {
        using var deadline = new CancellationTokenSource(Longest);
        try
        {
            return question(deadline.Token);
        }
        catch (Exception failure) when (failure is OperationCanceledException or CompilationException)
        {
            return null;
        }
    }
}
