using System.Globalization;
using Gradus.Bench;

CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
try
{
    switch (args)
    {
        case ["compare", .. var rest]: return Comparison.Run(Options.Parse(Effort.Compare, rest));
        case ["quick", .. var rest]: return Comparison.Run(Options.Parse(Effort.Quick, rest));
        case [LargeLayer.Command, var side]:
            LargeLayer.Run(side);
            return 0;
        case [] or ["--help"]:
            Console.WriteLine(Help);
            return 0;
        default:
            throw new FormatException($"'{string.Join(' ', args)}' is not known.");
    }
}
catch (Exception exception) when (exception is FormatException or AbsentException)
{
    Console.Error.WriteLine(exception.Message);
    return 2;
}

partial class Program
{
    private const string Help = """
        Gradus beside libtorch, NumPy, NumSharp, MathNet and the machine's own limits, in one run.

          compare    every row, some minutes; publishes the small programs whose start is timed
          quick      every row in less than a minute, smaller sizes and fewer rounds

        Both take
          --only NAME...     rows with one of the names in theirs
          --json FILE        the run as JSON
          --markdown FILE    the run as the table that is printed

        The exit code is 1 if a side has computed something else than the others.
        """;
}
