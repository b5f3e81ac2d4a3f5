using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Gradus.Tests.Programs;

namespace Gradus.SameBits;

public static partial class Results
{
    private const int FirstProgram = 3_000_000;
    private const int Programs = 100;

    /// <summary>A digest of everything that each of some random programs reads, its steps captured where code is emitted.</summary>
    private static IEnumerable<string> RandomPrograms(Backend backend)
    {
        var way = new ProgramWay("", backend, Flags.Threads, Captures: backend == Backend.Emit);
        for (var seed = FirstProgram; seed < FirstProgram + Programs; seed++)
        {
            using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            foreach (var reading in way.Run(ProgramGenerator.Generate(seed).Statements))
            {
                // One NaN is as good as another.
                var values = Array.ConvertAll(reading.Values, value => double.IsNaN(value) ? double.NaN : value);
                digest.AppendData(MemoryMarshal.AsBytes(values.AsSpan()));
            }
            yield return $"{backend} program {seed} {Convert.ToHexString(digest.GetHashAndReset())}";
        }
    }
}
