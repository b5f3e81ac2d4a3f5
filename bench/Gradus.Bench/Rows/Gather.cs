using NumSharp;
using TorchSharp;

namespace Gradus.Bench;

/// <summary>Rows of a table, picked by indices in no order, as an embedding does.</summary>
internal sealed class Gather(int count) : TimedRow
{
    private const int Rows = 100_000;
    private const int Columns = 16;

    protected override string Title => $"gather of {count:N0} rows of {Columns}";

    protected override Work Work => new(Bytes: count * (8.0 + 2 * 4 * Columns));

    private static float[] Table => Numbers.Uniform(Rows * Columns, seed: 1);

    private long[] Indices => Numbers.Integers(count, Rows, seed: 2);

    public override Side Gradus()
    {
        var (table, indices) = (Tensor.From(Table, [Rows, Columns]), Tensor.From(Indices));
        return Side.Of(() => table.IndexSelect(0, indices));
    }

    public override Side LibTorch()
    {
        var (table, indices) = (torch.tensor(Table, [Rows, Columns]), torch.tensor(Indices));
        return Side.Of(() => table.index_select(0, indices));
    }

    public override Side NumPy() => Python($"""
        table, indices = uniform({Rows * Columns}, 1).reshape({Rows}, {Columns}), integers({count}, {Rows}, 2)

        def run():
            return table[indices]
        """);

    public override Side NumSharp()
    {
        var (table, indices) = (np.array(Table).reshape(Rows, Columns), np.array(Indices));
        return Side.Of(() => np.take(table, indices, 0));
    }
}
