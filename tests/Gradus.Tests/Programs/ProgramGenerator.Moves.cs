using static Gradus.Tests.Programs.StatementText;

namespace Gradus.Tests.Programs;

/// <summary>The statements that move elements.</summary>
internal sealed partial class ProgramGenerator
{
    private void Move()
    {
        var input = Pick();
        var shape = run[input].Shape;
        switch (random.Next(9))
        {
            case 0: Reshape(input, shape); break;
            case 1: Permute(input, shape); break;
            case 2: Expand(input, shape); break;
            case 3: Slice(input, shape); break;
            case 4: Flip(input, shape); break;
            case 5: ByIndices(input, shape); break;
            case 6: Tile(input, shape); break;
            case 7: Copy(input); break;
            default: Pad(input, shape); break;
        }
    }

    private void Reshape(int input, Shape shape)
    {
        // Merge a run of axes, or split one where it divides, or wrap one of extent 1 around.
        List<int> extents = [.. shape.Extents];
        for (var change = random.Next(1, 3); change > 0; change--)
        {
            var axis = extents.Count == 0 ? 0 : random.Next(extents.Count);
            if (extents.Count > 1 && axis + 1 < extents.Count && Chance(2))
            {
                extents[axis] *= extents[axis + 1];
                extents.RemoveAt(axis + 1);
            }
            else if (extents.Count > 0 && extents.Count < 4 && Choose([2, 5, 7, 8]) is var divisor && extents[axis] % divisor == 0)
            {
                extents[axis] /= divisor;
                extents.Insert(axis, divisor);
            }
            else if (extents.Count < 4) extents.Insert(axis, 1);
        }
        var target = Shape.Create([.. extents]);
        if (target.Elements == shape.Elements) Value([input], x => x[0].Reshape(target), new($"{{0}}.Reshape({List(target)})", $"{{0}}.reshape({List(target)})"));
    }

    private void Permute(int input, Shape shape)
    {
        int[] order = [.. Enumerable.Range(0, shape.Rank).OrderBy(_ => random.Next())];
        Value([input], x => x[0].Permute(order), new($"{{0}}.Permute({List(order)})", $"permuted({{0}}, {List(order)})"));
    }

    private void Expand(int input, Shape shape)
    {
        List<int> extents = [.. shape.Extents];
        for (var axis = 0; axis < extents.Count; axis++)
            if (extents[axis] == 1 && Chance(2)) extents[axis] = Choose(Extents);
        if (Chance(2) && extents.Count < 4) extents.Insert(0, Choose([1, 2, 3, 7]));
        long elements = 1;
        foreach (var extent in extents) elements *= extent;
        if (elements > mostElements) return;
        var target = Shape.Create([.. extents]);
        Value([input], x => x[0].Expand(target), new($"{{0}}.Expand({List(target)})", $"expanded({{0}}, {List(target)})"));
    }

    private void Slice(int input, Shape shape)
    {
        int[] counts = new int[shape.Rank], steps = new int[shape.Rank];
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            (counts[axis], steps[axis]) = (shape[axis], 1);
            if (shape[axis] == 0 || Chance(3)) continue;
            steps[axis] = Choose([1, 1, 1, 2, 3, -1, -2]);
            var most = (shape[axis] + Math.Abs(steps[axis]) - 1) / Math.Abs(steps[axis]);
            counts[axis] = random.Next(Chance(6) ? 0 : 1, most + 1);
        }
        Add(SliceFrom(input, shape, counts, steps, random));
    }

    private static Statement SliceFrom(int input, Shape shape, int[] counts, int[] steps, System.Random random)
    {
        var starts = new int[shape.Rank];
        for (var axis = 0; axis < shape.Rank; axis++)
        {
            if (shape[axis] == 0) continue;
            var reach = Math.Max(counts[axis] - 1, 0) * Math.Abs(steps[axis]);
            starts[axis] = random.Next(shape[axis] - reach);
            if (steps[axis] < 0) starts[axis] += reach;
        }
        var text = $"{List(starts)}, {List(counts)}, {List(steps)}";
        return new(StatementKind.Value, 0, [input], x => x[0].Slice(starts, counts, steps), new($"{{0}}.Slice({text})", $"sliced({{0}}, {text})"))
        {
            Varied = other => SliceFrom(input, shape, counts, steps, other),
        };
    }

    private void Flip(int input, Shape shape)
    {
        int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(_ => Chance(2))];
        Value([input], x => x[0].Flip(axes), new($"{{0}}.Flip({List(axes)})", $"flipped({{0}}, {List(axes)})"));
    }

    // Slices picked by indices, or added where they say; some more often than once, and some not at all.
    private void ByIndices(int input, Shape shape)
    {
        if (shape.Rank == 0 || shape.Elements == 0) return;
        var axis = random.Next(shape.Rank);
        var indices = new int[Choose([1, 2, 3, 7, 40])];
        for (var i = 0; i < indices.Length; i++) indices[i] = random.Next(shape[axis]);
        if ((long)shape.Elements / shape[axis] * indices.Length > mostElements) return;
        var given = Chance(2) ? Tensor.From(indices) : Tensor.From(Array.ConvertAll(indices, index => (long)index));
        var (text, list) = ($"Tensor.From(new {(given.DType == DType.Int64 ? "long" : "int")}[] {{{{ {string.Join(", ", indices)} }}}})", List(indices));
        if (Chance(2))
        {
            if (axis == 0 && Chance(2)) Value([input], x => x[0][given], new($"{{0}}[{text}]", $"select({{0}}, 0, {list})"));
            else Value([input], x => x[0].IndexSelect(axis, given), new($"{{0}}.IndexSelect({axis}, {text})", $"select({{0}}, {axis}, {list})"));
        }
        else if (run[input].DType == DType.Bool) return;
        else Value(
            [input], x => x[0].IndexAdd(axis, given, x[0].IndexSelect(axis, given)), new(
                $"{{0}}.IndexAdd({axis}, {text}, {{0}}.IndexSelect({axis}, {text}))",
                $"index_add({{0}}, {axis}, {list}, select({{0}}, {axis}, {list}))"));
    }

    private void Tile(int input, Shape shape)
    {
        int[] counts = [.. shape.Extents];
        long elements = shape.Elements;
        for (var axis = 0; axis < counts.Length; axis++) elements *= counts[axis] = Choose([1, 1, 2, 3]);
        if (shape.Rank == 0 || elements > mostElements) return;
        Value([input], x => x[0].Tile(counts), new($"{{0}}.Tile({List(counts)})", $"tiled({{0}}, {List(counts)})"));
    }

    private void Copy(int input)
    {
        if (Chance(2)) Argument(input);
        else Value([input], x => x[0].Clone(), new("{0}.Clone()", "cloned({0})"));
    }

    private void Pad(int input, Shape shape)
    {
        var widths = new (int, int)[shape.Rank];
        long elements = 1;
        for (var axis = 0; axis < widths.Length; axis++)
        {
            widths[axis] = Chance(2) ? (0, 0) : (random.Next(4), random.Next(4));
            elements *= shape[axis] + widths[axis].Item1 + widths[axis].Item2;
        }
        if (elements > mostElements) return;
        var value = Choose([0, 1, -3]);
        Value([input], x => x[0].Pad(widths, value), new($"{{0}}.Pad([{string.Join(", ", widths)}], {value})", $"pad({{0}}, [{string.Join(", ", widths)}], {value})"));
    }

    private void Join()
    {
        var first = Pick();
        var shape = run[first].Shape;
        var isStack = Chance(3) || shape.Rank == 0;
        if (isStack && shape.Rank > 3) return;
        var axis = random.Next(shape.Rank + (isStack ? 1 : 0));
        var inputs = new List<int> { first };
        long along = isStack ? 1 : shape[axis];
        var other = isStack || shape[axis] == 0 ? shape.Elements : shape.Elements / shape[axis];
        for (var count = random.Next(1, 3); count > 0; count--)
        {
            int[] extents = [.. shape.Extents];
            if (!isStack) extents[axis] = Choose([1, 2, 3, 7, extents[axis]]);
            var part = Shape.Create(extents);
            if ((along + (isStack ? 1 : extents[axis])) * other > mostElements) break;
            along += isStack ? 1 : extents[axis];
            int[] same = [.. values.Where(value => run[value].Shape.Equals(part))];
            inputs.Add(same.Length > 0 && !Chance(3) ? Choose(same) : Leaf(part));
        }
        var names = string.Join(", ", Enumerable.Range(0, inputs.Count).Select(i => $"{{{i}}}"));
        if (isStack) Value([.. inputs], x => Tensor.Stack(x, axis), new($"Tensor.Stack([{names}], {axis})", $"stack([{names}], {axis})"));
        else Value([.. inputs], x => Tensor.Concat(x, axis), new($"Tensor.Concat([{names}], {axis})", $"concat([{names}], {axis})"));
    }
}
