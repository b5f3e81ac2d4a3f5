namespace Gradus.Tests.Laziness;

internal static class Threads
{
    /// <summary>Starts as many threads at one moment, each with its number, and fails with what one of them threw.</summary>
    public static void Together(int count, Action<int> body)
    {
        using var start = new Barrier(count);
        var failures = new Exception?[count];
        var threads = new Thread[count];
        for (var i = 0; i < count; i++)
        {
            var number = i;
            threads[i] = new(() =>
            {
                start.SignalAndWait();
                try
                {
                    body(number);
                }
                catch (Exception exception)
                {
                    failures[number] = exception;
                }
            });
            threads[i].Start();
        }
        foreach (var thread in threads) thread.Join();
        foreach (var failure in failures) Assert.Null(failure);
    }
}
