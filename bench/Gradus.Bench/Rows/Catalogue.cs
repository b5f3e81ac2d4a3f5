namespace Gradus.Bench;

/// <summary>Every row, in the order of the table; a quick run takes smaller sizes where a side would be slow.</summary>
internal static class Catalogue
{
    public static IEnumerable<Row> Rows(bool isQuick)
    {
        int Size(int full, int quick) => isQuick ? quick : full;

        Row[] rows =
        [
            new LinearRegression(30),
            new LinearRegression(1_000),
            new LinearRegression(100_000) { Threads = 1 },
            new LinearRegression(100_000),
            new LinearRegression(Size(10_000_000, quick: 1_000_000)),
            new LinearRegression(Size(1_000_000, quick: 100_000), features: 20),
            new LinearRegression(Size(100_000, quick: 10_000), features: 256),
            new SgdStep(),

            new MatMul(64),
            new MatMul(256),
            .. OneAndAllThreads(threads => new MatMul(Size(512, quick: 384)) { Threads = threads }),
            .. OneAndAllThreads(threads => new MatMul(Size(1024, quick: 512)) { Threads = threads }),
            .. OneAndAllThreads(threads => new MatMul(Size(2048, quick: 576)) { Threads = threads }),
            new MatMul(Size(1024, quick: 320)) { DType = DType.Float64 },
            new MatMul(Size(1023, quick: 319), Size(1025, quick: 321), Size(1021, quick: 317)),
            new MatMul(Size(1024, quick: 320)) { IsLeftTransposed = true },
            new MatMul(Size(1024, quick: 320)) { IsRightTransposed = true },
            new MatMul(64, 784, 128),
            new MatMul(784, 64, 128) { IsLeftTransposed = true },
            new MatMul(64, 128, 10),
            new MatMul(Size(100_000, quick: 20_000), 64, 8),
            new BatchedMatMul(Size(1000, quick: 200), 32),

            .. OneAndAllThreads(threads => new Mlp(64) { Threads = threads }),
            .. OneAndAllThreads(threads => new Mlp(256) { Threads = threads }),

            new Softmax(Size(4096, quick: 1024), 1000),
            new LayerNorm(Size(4096, quick: 1024), 768),
            new SumAlongAxis(Size(4096, quick: 2048), axis: 0),
            new SumAlongAxis(Size(4096, quick: 2048), axis: 1),
            new ElementwiseChain(Size(10_000_000, quick: 1_000_000)),
            new BroadcastAdd(1000),
            new TransposeCopy(Size(4096, quick: 1024)),
            new Gather(Size(1_000_000, quick: 100_000)),

            new FitTime(Publication.ReadyToRun),
            new FitTime(Publication.NativeAot),
            new FitMemory(Publication.ReadyToRun),
            new FitMemory(Publication.NativeAot),
            new CoreSize(),
            new DeployedSize(Publication.ReadyToRun),
            new DeployedSize(Publication.NativeAot),
            new DeployedSize(Publication.CommandLine),

            new TrainingMemory(),
            new AllocatedBytes(),
        ];
        return rows.DistinctBy(row => row.Name);
    }

    private static IEnumerable<Row> OneAndAllThreads(Func<int, Row> row) => [row(1), row(Environment.ProcessorCount)];
}
