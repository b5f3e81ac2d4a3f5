using System.Text.Json;

namespace Gradus.Tests;

/// <summary>The move or product that a record of a table stands for.</summary>
internal static class MoveCall
{
    /// <summary>Null if the op is not a move.</summary>
    public static Tensor? Of(TableRecord record, Tensor[] inputs)
    {
        var x = inputs[0];
        return record.Op switch
        {
            "MatMul" => x.MatMul(inputs[1]),
            "Reshape" => x.Reshape(record.Ints("shape")),
            "Permute" => x.Permute(record.Ints("axes")),
            "Transpose" => x.Transpose(record.Int("axis0"), record.Int("axis1")),
            "Expand" => x.Expand(Shape.Create(record.Ints("shape"))),
            "Squeeze" => x.Squeeze(record.Has("axis") ? record.Int("axis") : null),
            "Unsqueeze" => x.Unsqueeze(record.Int("axis")),
            "Flip" => x.Flip(record.Ints("axes")),
            "Roll" => record.Ints("shifts").Zip(record.Ints("axes")).Aggregate(x, (rolled, by) => rolled.Roll(by.First, by.Second)),
            "Tile" or "Repeat" => x.Tile(record.Ints("repeats")),
            "Flatten" => x.Flatten(),
            "Slice" => Slice(x, [.. record.Argument("items").EnumerateArray()]),
            "Pad" => x.Pad(Widths(record), record.Double("value")),
            "IndexSelect" => x.IndexSelect(record.Int("axis"), record.Has("indices") ? Tensor.From(record.Ints("indices")) : inputs[1]),
            "IndexAdd" when record.Has("indices") =>
                x.IndexAdd(record.Int("axis"), Tensor.From(record.Ints("indices")), inputs[1]),
            "IndexAdd" => x.IndexAdd(record.Int("axis"), inputs[1], inputs[2]),
            "Pick" => x[inputs[1]],
            "Concat" => Tensor.Concat(inputs, record.Int("axis")),
            "Stack" => Tensor.Stack(inputs, record.Int("axis")),
            _ => null,
        };
    }

    private static (int, int)[] Widths(TableRecord record) =>
        [.. record.Argument("padding").EnumerateArray().Select(pair => (pair[0].GetInt32(), pair[1].GetInt32()))];

    // Without steps it is an index of C# ranges and integers; with steps the general form, by Python's rules.
    private static Tensor Slice(Tensor x, JsonElement[] items)
    {
        if (items.All(item => item.ValueKind == JsonValueKind.Number || Part(item, 2) is null)) return x[[.. items.Select(Slicing)]];
        int[] starts = new int[x.Rank], counts = [.. x.Shape], steps = new int[x.Rank];
        Array.Fill(steps, 1);
        List<int> picked = [];
        for (var axis = 0; axis < items.Length; axis++)
        {
            var extent = x.Shape[axis];
            if (items[axis].ValueKind == JsonValueKind.Number)
            {
                (starts[axis], counts[axis]) = ((items[axis].GetInt32() + extent) % extent, 1);
                picked.Add(axis);
                continue;
            }
            var step = Part(items[axis], 2) ?? 1;
            var (low, high) = step > 0 ? (0, extent) : (-1, extent - 1);
            var start = Place(Part(items[axis], 0), step > 0 ? low : high);
            var stop = Place(Part(items[axis], 1), step > 0 ? high : low);
            var count = Math.Max(0, (stop - start + step - Math.Sign(step)) / step);
            (starts[axis], counts[axis], steps[axis]) = (count == 0 ? 0 : start, count, step);

            int Place(int? given, int otherwise) =>
                given is not { } at ? otherwise : Math.Clamp(at < 0 ? at + extent : at, low, high);
        }
        var part = x.Slice(starts, counts, steps);
        foreach (var axis in Enumerable.Reverse(picked)) part = part.Squeeze(axis);
        return part;
    }

    private static Slicing Slicing(JsonElement item) => item.ValueKind == JsonValueKind.Number
        ? item.GetInt32()
        : new Range(At(Part(item, 0)) ?? Index.Start, At(Part(item, 1)) ?? Index.End);

    private static Index? At(int? place) => place is { } at ? new Index(Math.Abs(at), fromEnd: at < 0) : null;

    private static int? Part(JsonElement item, int index) =>
        item[index].ValueKind == JsonValueKind.Null ? null : item[index].GetInt32();
}
