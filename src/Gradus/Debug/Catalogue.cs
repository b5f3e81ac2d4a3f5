using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Gradus.Graph;

namespace Gradus;

/// <summary>Lists the ops of an assembly, this library's or a user's, as their own files describe them.</summary>
public static class Catalogue
{
    private const string Reflects = "Finds ops by reflection, and trimming may have removed them.";
    private const string Instantiates = "Finds what reads an op's formula: it is there if anything calls the op by its type.";

    /// <param name="Name">As in code.</param>
    /// <param name="Kind">unary, binary, ternary, reduction; or method: written with other ops, without a formula.</param>
    /// <param name="Call">How it is called on a tensor.</param>
    /// <param name="Inputs">The names of the inputs in the formula.</param>
    /// <param name="Formula">One element of the result; of a reduction, how two elements become one.</param>
    /// <param name="Gradient">
    /// The cotangent of each input, from the cotangent g of the result y: empty where there is none, 0 where it is always zero.
    /// </param>
    /// <param name="Domain">Where the function is defined and smooth.</param>
    /// <param name="Method">The method on Tensor, in the order of the documentation file; null for an op without one.</param>
    public sealed record Entry(
        string Name, string Kind, string Call, IReadOnlyList<string> Inputs, string Formula, IReadOnlyList<string> Gradient,
        string Domain, MethodInfo? Method);

    /// <summary>Every op struct, then every other extension method on <see cref="Tensor"/>, each sorted by name.</summary>
    [RequiresUnreferencedCode(Reflects), RequiresDynamicCode(Instantiates)]
    public static IReadOnlyList<Entry> Of(Assembly assembly)
    {
        var methods = assembly.GetExportedTypes()
            .Where(type => type.IsAbstract && type.IsSealed && type != typeof(MapMethods))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(ExtensionAttribute)))
            .Where(method => method.GetParameters()[0].ParameterType == typeof(Tensor))
            .GroupBy(method => method.Name)
            .ToDictionary(overloads => overloads.Key, overloads => overloads.MinBy(method => method.GetParameters().Length)!);
        var ops = new List<Entry>();
        foreach (var type in assembly.GetExportedTypes().Where(type => type.IsValueType && typeof(IOp).IsAssignableFrom(type)))
        {
            if (Reader(type) is not { } reader) continue;
            methods.Remove(type.Name, out var method);
            var entry = reader is MapOp map ? Describe(map, Inputs(type)) : Describe((ReduceOp)reader);
            ops.Add(entry with { Call = method is null ? entry.Call : Call(method), Method = method });
        }
        var others = methods.Values.Select(method => new Entry(method.Name, "method", Call(method), [], "", [], "", method));
        return [.. ops.OrderBy(op => op.Name, StringComparer.Ordinal), .. others.OrderBy(op => op.Name, StringComparer.Ordinal)];
    }

    // What the op's own method hands to the graph.
    [RequiresUnreferencedCode(Reflects), RequiresDynamicCode(Instantiates)]
    private static Op? Reader(Type type)
    {
        var reader = typeof(IUnary).IsAssignableFrom(type) ? typeof(UnaryOp<>)
            : typeof(IBinary).IsAssignableFrom(type) ? typeof(BinaryOp<>)
            : typeof(ITernary).IsAssignableFrom(type) ? typeof(TernaryOp<>)
            : typeof(IReduction).IsAssignableFrom(type) ? typeof(ReductionOp<>) : null;
        return (Op?)reader?.MakeGenericType(type).GetField(nameof(LeafOp.Instance))!.GetValue(null);
    }

    private static string Call(MethodInfo method)
    {
        var parameters = method.GetParameters();
        return $"{parameters[0].Name}.{method.Name}({string.Join(", ", parameters.Skip(1).Select(parameter => parameter.Name))})";
    }

    // A formula's own parameters say best what its inputs are: (x, low, high).
    [RequiresUnreferencedCode(Reflects)]
    private static string[] Inputs(Type type) => typeof(IReduction).IsAssignableFrom(type)
        ? ["x"]
        : type.GetMethod("Formula", BindingFlags.Public | BindingFlags.Static) is { } formula
            ? [.. formula.GetParameters().Select(parameter => parameter.Name!)]
            : typeof(IUnary).IsAssignableFrom(type) ? ["x"] : ["a", "b", "c"];

    private static Entry Describe(MapOp op, string[] inputs)
    {
        var symbols = new Symbols();
        var leaves = new Tensor[inputs.Length];
        for (var i = 0; i < leaves.Length; i++)
            leaves[i] = symbols.Leaf(inputs[i], i == 0 && op.FirstIsMask ? DType.Bool : DType.Float64);
        var y = leaves.Length switch
        {
            1 => Build.Map(op, op.Result, leaves[0]),
            2 => Build.Map(op, op.Result, leaves[0], leaves[1]),
            _ => Build.Map(op, op.Result, op.FirstIsMask, leaves[0], leaves[1], leaves[2]),
        };
        var formula = op.Print(y.Node, Array.ConvertAll(inputs, Text.Name));
        string[] gradient = HasGradient(op.Result) ? Gradients(op, symbols.Named("y", y), symbols, inputs.Length) : [];
        var kind = inputs.Length switch { 1 => "unary", 2 => "binary", _ => "ternary" };
        var call = $"{inputs[0]}.Map<{op.Name}>({string.Join(", ", inputs.Skip(1))})";
        return new Entry(op.Name, kind, call, inputs, $"{formula}", gradient, $"{op.Domain}", null);
    }

    private static Entry Describe(ReduceOp op)
    {
        // Two elements and a kept axis: a sum over one element would not look like a sum.
        var symbols = new Symbols();
        var y = symbols.Named("y", Build.Reduce(op, op.Result, true, symbols.Leaf("x", DType.Float64, 2), [0], keepDim: false));
        string[] gradient = HasGradient(op.Result) ? Gradients(op, y, symbols, 1) : [];
        return new Entry(op.Name, "reduction", $"x.Reduce<{op.Name}>(axes)", ["x"], op.Rule, gradient, $"{op.Domain}", null);
    }

    private static string[] Gradients(Op op, Tensor y, Symbols symbols, int inputs)
    {
        var g = symbols.Leaf("g", DType.Float64);
        return [.. Enumerable.Range(0, inputs).Select(input => symbols.Print(op.Gradient(input, g, y.Node)))];
    }

    private static bool HasGradient(ResultKind result) => result is not (ResultKind.Bool or ResultKind.Logical);

    /// <summary>Tensors with names, and the text of what is built on them.</summary>
    private sealed class Symbols
    {
        private readonly Dictionary<Node, string> names = [];

        public Tensor Leaf(string name, DType dtype, int elements = 1) =>
            Named(name, new Tensor(new Node(Storage.Allocate(dtype, elements), dtype, Shape.Create([elements]))));

        public Tensor Named(string name, Tensor tensor)
        {
            names[tensor.Node] = name;
            return tensor;
        }

        public string Print(Tensor? tensor) => tensor is null ? "0" : Print(tensor.Node).ToString();

        private Text Print(Node node)
        {
            if (names.TryGetValue(node, out var name)) return Text.Name(name);
            // Where numbers lie and how they are stored says nothing about the formula.
            if (node.Op is AliasOp or CastOp or MoveOp) return Print(node.Input(0));
            var inputs = new Text[node.InputCount];
            for (var i = 0; i < inputs.Length; i++) inputs[i] = Print(node.Input(i));
            return node.Op.Print(node, inputs);
        }
    }
}
