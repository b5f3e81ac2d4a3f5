using System.Runtime.CompilerServices;
using Gradus.Graph;
using Gradus.Tests.Laziness;
using Gradus.Tests.Programs;

namespace Gradus.Tests.Memory;

/// <summary>Kernels on arrays that end at a guard page: what reads or writes past an end ends the test, and does not wait for a user.</summary>
[Collection(AloneCollection.Name)]
public sealed class GuardPageTests(ITestOutputHelper output)
{
    private static readonly DType[] DTypes = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.Bool];

    private void Run(Action<GuardedRun> action, params string[] kinds)
    {
        Assert.SkipUnless(GuardedMemory.IsAvailable, "guard pages are set through mmap and mprotect");
        var steps = GuardedRun.OnAThread(action);
        output.WriteLine(string.Join(", ", steps.Select(step => $"{step.Value} {step.Key}")));
        foreach (var kind in kinds) Assert.True(steps.GetValueOrDefault(kind) > 0, $"no step of kind {kind} was run");
    }

    [Fact]
    public void TheByteBehindTheLastMustNotBeTouched()
    {
        Assert.SkipUnless(GuardedMemory.IsAvailable, "guard pages are set through mmap and mprotect");
        foreach (var dtype in DTypes)
        {
            foreach (var length in new[] { 0, 1, 7, 1024, 5000 })
            {
                using var memory = new GuardedMemory();
                var array = memory.Allocate(dtype, length);
                Assert.Equal(length, array.Length);
                Assert.Equal(Storage.Allocate(dtype, 0).GetType(), array.GetType());
                ref var end = ref Unsafe.Add(ref Storage.Bytes(array), length * dtype.Size);
                Assert.True(GuardedMemory.IsReadable(ref Unsafe.Subtract(ref end, 1)));
                Assert.False(GuardedMemory.IsReadable(ref end));
            }
        }
        GC.Collect();
    }

    /// <summary>Every length up to several vectors, and some around a block.</summary>
    [Fact]
    public void EveryLength() => Run(
        run =>
        {
            foreach (var dtype in DTypes)
            {
                foreach (var length in Enumerable.Range(1, 70).Concat([127, 1023, 1025, 2049, 4099]))
                {
                    var x = Numbers(dtype, length);
                    run.Realize(x + x);
                    run.Realize(x * 3 > 1);
                    run.Realize(x.To(DType.Float64).Exp());
                    run.Realize(x.Sum());
                    run.Realize(x[1..] * 2);
                    var rows = Numbers(dtype, 3 * length).Reshape([3, length]);
                    run.Realize(rows.Sum(1));
                    run.Realize(rows.Sum(0));
                    run.Realize(rows.Transpose(0, 1) + 1);
                    if (dtype != DType.Bool) run.Realize(rows - rows.Max([1], keepDim: true));
                }
            }
        }, "Walk", "Emit");

    [Fact]
    public void ProductsOfAllShapes() => Run(
        run =>
        {
            int[] extents = [1, 2, 3, 7, 8, 17, 31, 33, 65];
            foreach (var dtype in new[] { DType.Float32, DType.Float64, DType.Int32, DType.Int64 })
                foreach (var m in extents)
                    foreach (var n in extents)
                        foreach (var k in extents)
                        {
                            var a = Numbers(dtype, m * k);
                            var b = Numbers(dtype, k * n);
                            run.Realize(a.Reshape([m, k]).MatMul(b.Reshape([k, n])));
                            run.Realize(a.Reshape([k, m]).Transpose(0, 1).MatMul(b.Reshape([n, k]).Transpose(0, 1)));
                        }
        }, "ProductStep");

    /// <summary>Programs of any ops, moves, updates and gradients.</summary>
    [Fact]
    public void RandomPrograms() => Run(
        run =>
        {
            for (var seed = 0; seed < 120; seed++)
            {
                var (program, _) = ProgramGenerator.Generate(seed);
                var values = new ProgramRun();
                foreach (var statement in program)
                {
                    if (statement.Kind == StatementKind.Read) run.Realize(values[statement.Inputs[0]]);
                    if (statement.Kind == StatementKind.ReadGradient && values[statement.Inputs[0]] is { HasGrad: true } parameter)
                        run.Realize(parameter.Grad);
                    values.Execute(statement);
                }
            }
        }, "Walk", "Emit", "ProductStep", "PlaceStep");

    [Fact]
    public void SlicesByIndices() => Run(
        run =>
        {
            for (var length = 1; length < 40; length++)
            {
                var table = Numbers(DType.Float32, 5 * length).RequiresGrad();
                var indices = Tensor.From(Enumerable.Range(0, length).Select(i => (long)(i * 7 % 5)).ToArray());
                run.Realize(table.Reshape([5, length]).IndexSelect(0, indices));
                run.Realize(table.Reshape([length, 5]).IndexSelect(1, indices));
                table.Reshape([5, length]).IndexSelect(0, indices).Square().Sum().Backward();
                run.Realize(table.Grad);
            }
        }, "GatherStep", "AccumulateStep");

    private static Tensor Numbers(DType dtype, int length) =>
        Tensor.From(Enumerable.Range(0, length).Select(i => (double)(i * 7 % 11 - 3)).ToArray()).To(dtype).Realize();
}
