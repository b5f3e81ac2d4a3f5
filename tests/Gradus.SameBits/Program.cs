using System.Runtime.Intrinsics;
using Gradus;
using Gradus.SameBits;

// Random programs for another library: first seed, count, file.
if (args[0] == "python")
{
    PythonPrograms.Write(int.Parse(args[1]), int.Parse(args[2]), args[3]);
    return;
}

// Everything in Results, on the number of threads given, into the file given. The first line says what the processor was let do.
Flags.Threads = int.Parse(args[0]);
using var file = new StreamWriter(args[1]);
file.WriteLine($"Vector512 {Vector512.IsHardwareAccelerated} Vector256 {Vector256.IsHardwareAccelerated}");
foreach (var line in Results.Lines()) file.WriteLine(line);
