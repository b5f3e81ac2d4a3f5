using System.CommandLine;
using Gradus.Jupyter;

const int failed = 1;
const int badInput = 2;
try
{
    // A kernel starts without a look at what else there is.
    if (args is ["kernel", { Length: > 0 } file] && file[0] != '-') return KernelCommand.Run(file);
    return Root.Create().Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (BadInputException failure)
{
    KernelLog.Write(failure.Message);
    return badInput;
}
catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
{
    KernelLog.Write(failure.Message);
    return failed;
}
