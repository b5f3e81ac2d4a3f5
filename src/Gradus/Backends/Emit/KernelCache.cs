using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Gradus.Loops;

namespace Gradus.Backends.Emit;

/// <summary>
/// The kernels made so far, by what they do: ops, lanes, phases and kinds of access, but no offsets, and no extents but those
/// of short rows.
/// </summary>
[RequiresDynamicCode("Emits a method for each loop.")]
internal static class KernelCache
{
    private static readonly ConcurrentDictionary<string, Kernel> Kernels = new();

    public static int Count => Kernels.Count;

    public static Kernel For(Loop loop, KernelTable table)
    {
        var signature = Signature(loop, table);
        return Kernels.TryGetValue(signature, out var kernel)
            ? kernel
            : Kernels.GetOrAdd(signature, new KernelWriter(loop, table).Write());
    }

    private static string Signature(Loop loop, KernelTable table)
    {
        var text = new StringBuilder(loop.Columns == 0 ? "rows" : "columns");
        if (table.FoldsRows) text.Append(" short");
        if (table.FixedColumns > 0) text.Append(table.FixedColumns);
        if (table.IsWhole) text.Append(loop.Elements == 1 ? " one" : " whole");
        foreach (var instruction in loop.Instructions)
        {
            text.Append(' ').Append((char)('a' + instruction.Extent)).Append((int)instruction.Lane)
                .Append('.').Append(instruction.Phase);
            switch (instruction)
            {
                case NumberInstruction: text.Append('n'); break;
                case LoadInstruction load:
                    text.Append('l').Append((int)KernelTable.AccessOf(load));
                    if (table.Evens[load.Index] is { } even) text.Append(':').Append(even.Index);
                    break;
                case MapInstruction map: text.Append('m').Append(map.Op.Id).Append(',').Append((int)map.Compute); break;
                case ReduceInstruction reduce: text.Append('r').Append(reduce.Op.Id).Append((int)reduce.Direction); break;
                case StoreInstruction store: text.Append('s').Append((int)store.DType); break;
                case CastInstruction: text.Append('c'); break;
                case WidenInstruction: text.Append('w'); break;
            }
            foreach (var argument in instruction.Arguments) text.Append(',').Append(argument.Index);
        }
        return text.ToString();
    }
}
