using System.Runtime.Intrinsics;
using Gradus;
using Gradus.SameBits;

// Everything in Results, on the number of threads given, into the file given. The first line says what the processor was let do.
Flags.Threads = int.Parse(args[0]);
using var file = new StreamWriter(args[1]);
file.WriteLine($"Vector512 {Vector512.IsHardwareAccelerated} Vector256 {Vector256.IsHardwareAccelerated}");
foreach (var line in Results.Lines()) file.WriteLine(line);
