using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Passes;

/// <summary>
/// Sorts values into steps: few loops, each over one space, and kernels of their own for products and places. A value's step is
/// never before a step it reads from, so there is no cycle.
/// </summary>
internal sealed class Partition
{
    /// <summary>
    /// Values no larger than this do not span rows: they are computed as early as possible, so that later loops find them.
    /// </summary>
    private const int Short = 1024;

    /// <summary>
    /// A loop of more values than this is cut: beyond about twice as many instructions, with loads and numbers, emitted code runs
    /// out of what the JIT keeps in registers, and one value more in memory costs less.
    /// </summary>
    private const int MostValues = 32;

    private readonly List<Block> blocks = [];

    /// <summary>A step in the making.</summary>
    internal sealed class Block(int elements, int columns)
    {
        public readonly List<Value> Values = [];

        /// <summary>All elements of the loop's space.</summary>
        public int Elements = elements;

        /// <summary>The columns of its rows; 0 while nothing has asked for rows and columns.</summary>
        public int Columns = columns;

        public bool IsLoop = true;

        /// <summary>It sums something up flat, which rows and columns must allow for.</summary>
        public bool SumsFlat;

        public bool AllowsColumns(int columns) => Columns == 0 ? !SumsFlat : Columns == columns;

        public int Rows => Columns == 0 ? Elements : Elements / Columns;
    }

    public static List<Block> Run(List<Value> values)
    {
        var pass = new Partition();
        foreach (var value in values)
        {
            if (!value.IsComputed) continue;
            var fromLeaves = Array.TrueForAll(value.Inputs, input => !input.Value.IsComputed || input.Value.IsLazy);
            // Reads nothing but memory and numbers, and few of them: computed where it is first used, except that a short one is
            // computed first of all, so that a loop that needs it later can still be joined.
            value.IsLazy =
                value.Kind == ValueKind.Map && value.Elements > Short && fromLeaves && CountLazy(value) <= MostValues / 2;
            if (value.Kind == ValueKind.Map && value.Elements <= Short
                && Array.TrueForAll(value.Inputs, input => !input.Value.IsComputed || input.Value.Step >= 0)) pass.Place(value);
        }
        foreach (var value in values)
            if (value.IsComputed && !value.IsLazy) pass.Place(value);
        foreach (var value in values)
        {
            if (!value.IsOutput) continue;
            pass.Place(value);
            value.IsStored = true;
        }
        foreach (var block in pass.blocks)
            if (block is { IsLoop: true, Columns: 0, SumsFlat: false }) block.Columns = Split(block);
        return pass.blocks;
    }

    // The value and the lazy ones that it would bring along; those that are read twice are counted twice.
    private static int CountLazy(Value value)
    {
        value.LazyCount = 1;
        foreach (var (input, _) in value.Inputs)
            if (input.IsLazy) value.LazyCount = Math.Min(value.LazyCount + input.LazyCount, MostValues);
        return value.LazyCount;
    }

    private static bool IsUnplaced(Value value) => value.IsComputed && value.Step < 0;

    private void Place(Value value)
    {
        if (value.Step >= 0) return;
        if (value.HasOwnStep)
        {
            foreach (var (input, _) in value.Inputs)
            {
                if (!input.IsComputed) continue;
                Place(input);
                input.IsStored = true;
            }
            value.IsStored = true;
            value.Step = blocks.Count;
            blocks.Add(new Block(value.Elements, 0) { IsLoop = false, Values = { value } });
            return;
        }
        var (columns, together) = SettleLazyInputs(value);
        var earliest = 0;
        foreach (var member in together)
            foreach (var (input, _) in member.Inputs) earliest = Math.Max(earliest, input.Step);
        for (var step = earliest; step < blocks.Count; step++)
            if (blocks[step].IsLoop && TryJoin(blocks[step], step, value, columns, together)) return;
        var (elements, wanted) = Space(value, columns);
        blocks.Add(new Block(elements, wanted));
        if (!TryJoin(blocks[^1], blocks.Count - 1, value, columns, together))
            throw new InvalidOperationException($"{value.Op} fits no loop");
    }

    // The loop a value would open for itself.
    private static (int Elements, int Columns) Space(Value value, int columns) => value.Kind == ValueKind.Reduce
        ? (value.Inputs[0].View.Shape.Elements, ReducedColumns(value, out _))
        : (value.Elements, columns);

    // The columns a reduction needs, which its own shape tells: the reduced extent when it sums along rows, the kept extent when
    // it sums over them.
    private static int ReducedColumns(Value value, out Direction direction)
    {
        var shape = value.Inputs[0].View.Shape;
        var reduced = 1;
        foreach (var axis in value.Axes) reduced *= shape[axis];
        if (value.Elements <= 1 && reduced == shape.Elements)
        {
            direction = Direction.All;
            return Loop.ColumnsOfTotal(shape);
        }
        // Axes of extent 1 have been left out, so the last axis that matters tells which end is reduced.
        var last = shape.Rank - 1;
        while (shape[last] == 1) last--;
        direction = value.Axes.Length == 0 || value.Axes.Contains(last) ? Direction.AlongRow : Direction.OverRows;
        return direction == Direction.AlongRow ? reduced : value.Elements;
    }

    // Lazy inputs that cannot be computed in the reader's own loop get loops of their own now. Returns the columns that the
    // remaining row values ask for, or 0, and the reader with the lazy values that are computed beside it.
    private (int Columns, List<Value> Together) SettleLazyInputs(Value value)
    {
        var columns = 0;
        var seen = new HashSet<Value>();
        Settle(value, isRow: false, ref columns, seen);
        if (value.Kind == ValueKind.Reduce && columns != 0 && ReducedColumns(value, out _) != columns)
        {
            Place(value.Inputs[0].Value);
            columns = 0;
        }
        List<Value> together = [value];
        foreach (var input in seen)
            if (IsUnplaced(input)) together.Add(input);
        return (columns, together);
    }

    private void Settle(Value value, bool isRow, ref int columns, HashSet<Value> seen)
    {
        foreach (var input in value.Inputs)
        {
            if (!IsUnplaced(input.Value)) continue;
            var pattern = Pattern.Of(input);
            if (pattern.Kind == PatternKind.Identity)
            {
                if (seen.Add(input.Value)) Settle(input.Value, isRow, ref columns, seen);
            }
            else if (pattern.Kind == PatternKind.Rows && !isRow && (columns == 0 || columns == pattern.Columns))
            {
                columns = pattern.Columns;
                if (seen.Add(input.Value)) Settle(input.Value, isRow: true, ref columns, seen);
            }
            else
            {
                Place(input.Value);
            }
        }
    }

    private static bool TryJoin(Block block, int step, Value value, int columns, List<Value> together)
    {
        if (block.Values.Count > 0 && block.Values.Count + together.Count > MostValues) return false;
        var (elements, wanted) = Space(value, columns);
        var isReduce = value.Kind == ValueKind.Reduce;
        var sumsFlat = isReduce && wanted == 0;
        // What this step already computes fixes how the value, and what is computed beside it, reads it.
        foreach (var member in together)
        {
            foreach (var input in member.Inputs)
            {
                if (input.Value.Step != step) continue;
                if (input.Value.IsAfterLoop) return false;
                var pattern = Pattern.Of(input);
                if (pattern.Kind == PatternKind.Rows)
                {
                    // One for each row may be read by the rows' elements, not by another value of the rows.
                    if (member != value && member.Elements != elements) return false;
                    if (wanted != 0 && wanted != pattern.Columns) return false;
                    wanted = pattern.Columns;
                }
                else if (pattern.Kind != PatternKind.Identity && !(pattern.Kind == PatternKind.Uniform && block.Elements == 1))
                {
                    return false;
                }
            }
        }
        if (elements == block.Elements && (wanted == 0 || block.AllowsColumns(wanted))
            && !(sumsFlat && (wanted != 0 || block.Columns != 0)))
        {
            // A reduction of the whole space, or elementwise over it.
        }
        else if (elements == block.Rows && elements != block.Elements && wanted == 0
            && (!sumsFlat || Loop.TakesFlatTotal(block.Rows, block.Columns)))
        {
            // One for each row, or a sum over one for each row.
        }
        else if (block.Columns == 0 && wanted > 1 && block.Elements > 1 && elements == (long)block.Elements * wanted
            && !sumsFlat && (!block.SumsFlat || Loop.TakesFlatTotal(block.Elements, wanted)))
        {
            // The rows get columns: what was computed so far is one for each row.
            block.Elements = elements;
        }
        else
        {
            return false;
        }
        if (wanted != 0) block.Columns = wanted;
        foreach (var input in value.Inputs)
        {
            if (IsUnplaced(input.Value)) Include(block, step, input.Value);
            else if (input.Value.IsComputed && input.Value.Step < step) input.Value.IsStored = true;
        }
        value.Step = step;
        value.IsAfterLoop = isReduce && Along(value) != Direction.AlongRow;
        if (value.IsAfterLoop) value.IsStored = true;
        block.SumsFlat |= sumsFlat;
        block.Values.Add(value);
        return true;
    }

    // A loop over rows alone gets columns, where most of what it reads by two strides has the border between them. Rows of less
    // than a vector are not worth it.
    private static int Split(Block block)
    {
        var counts = new Dictionary<int, int>();
        var best = 0;
        foreach (var value in block.Values)
        {
            foreach (var (input, view) in value.Inputs)
            {
                if (input.Step == value.Step || view.Shape.Elements != block.Elements) continue;
                var (columns, rank) = (1, view.Shape.Rank);
                for (var axis = view.InnerAxes(0, rank, out _); axis < rank; axis++) columns *= view.Shape[axis];
                if (columns < 16 || columns == block.Elements) continue;
                counts[columns] = counts.GetValueOrDefault(columns) + 1;
                if (counts[columns] > counts.GetValueOrDefault(best)) best = columns;
            }
        }
        return best;
    }

    private static Direction Along(Value value)
    {
        ReducedColumns(value, out var direction);
        return direction;
    }

    private static void Include(Block block, int step, Value value)
    {
        foreach (var (input, _) in value.Inputs)
        {
            if (IsUnplaced(input)) Include(block, step, input);
            else if (input.IsComputed && input.Step < step) input.IsStored = true;
        }
        value.Step = step;
        block.Values.Add(value);
    }
}
