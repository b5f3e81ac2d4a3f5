using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Gradus.Graph;

namespace Gradus;

/// <summary>Lists the ops of an assembly, this library's or a user's, as their own files describe them.</summary>
public static class Catalogue
{
    private const string Reflects = "Finds ops by reflection, and trimming may have removed them.";
    private const string Instantiates = "Calls ops through generic methods made at run time.";

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
            if (Describer(type) is not { } describer) continue;
            methods.Remove(type.Name, out var method);
            var entry = (Entry)typeof(Catalogue).GetMethod(describer, BindingFlags.NonPublic | BindingFlags.Static)!
                .MakeGenericMethod(type).Invoke(null, [Inputs(type)])!;
            ops.Add(entry with { Call = method is null ? entry.Call : Call(method), Method = method });
        }
        var others = methods.Values.Select(method => new Entry(method.Name, "method", Call(method), [], "", [], "", method));
        return [.. ops.OrderBy(op => op.Name, StringComparer.Ordinal), .. others.OrderBy(op => op.Name, StringComparer.Ordinal)];
    }

    private static string? Describer(Type type) =>
        typeof(IUnary).IsAssignableFrom(type) ? nameof(Unary)
        : typeof(IBinary).IsAssignableFrom(type) ? nameof(Binary)
        : typeof(ITernary).IsAssignableFrom(type) ? nameof(Ternary)
        : typeof(IReduction).IsAssignableFrom(type) ? nameof(Reduction) : null;

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

    private static Entry Unary<TOp>(string[] inputs) where TOp : struct, IUnary
    {
        var formula = TOp.Formula(Text.Name(inputs[0]));
        return Describe<TOp>("unary", inputs, $"{formula}", symbols =>
        {
            var x = symbols.Leaf(inputs[0], DType.Float64);
            var y = symbols.Named("y", x.Map<TOp>());
            return [TOp.Gradient(symbols.Leaf("g", DType.Float64), x, y)];
        });
    }

    private static Entry Binary<TOp>(string[] inputs) where TOp : struct, IBinary
    {
        var formula = TOp.Formula(Text.Name(inputs[0]), Text.Name(inputs[1]));
        return Describe<TOp>("binary", inputs, $"{formula}", symbols =>
        {
            Tensor a = symbols.Leaf(inputs[0], DType.Float64), b = symbols.Leaf(inputs[1], DType.Float64);
            var y = symbols.Named("y", a.Map<TOp>(b));
            var g = symbols.Leaf("g", DType.Float64);
            return [TOp.GradientLeft(g, a, b, y), TOp.GradientRight(g, a, b, y)];
        });
    }

    private static Entry Ternary<TOp>(string[] inputs) where TOp : struct, ITernary
    {
        var formula = TOp.Formula(Text.Name(inputs[0]), Text.Name(inputs[1]), Text.Name(inputs[2]));
        return Describe<TOp>("ternary", inputs, $"{formula}", symbols =>
        {
            var a = symbols.Leaf(inputs[0], TOp.FirstIsMask ? DType.Bool : DType.Float64);
            Tensor b = symbols.Leaf(inputs[1], DType.Float64), c = symbols.Leaf(inputs[2], DType.Float64);
            var g = symbols.Leaf("g", DType.Float64);
            return [TOp.Gradient(0, g, a, b, c), TOp.Gradient(1, g, a, b, c), TOp.Gradient(2, g, a, b, c)];
        });
    }

    private static Entry Reduction<TOp>(string[] inputs) where TOp : struct, IReduction
    {
        var identity = TOp.Identity<Real>();
        var start = TOp.Result == ResultKind.Logical ? (identity.IsTrue ? "true" : "false") : $"{TOp.Identity<Text>()}";
        var formula = $"{TOp.Combine(Text.Name("a"), Text.Name("b"))}, from {start}";
        // Two elements and a kept axis: a sum over one element would not look like a sum.
        return Describe<TOp>("reduction", inputs, formula, symbols =>
        {
            Tensor x = symbols.Leaf("x", DType.Float64, 2), y = symbols.Leaf("y", DType.Float64);
            return [TOp.Gradient(symbols.Leaf("g", DType.Float64), x, y, [0])];
        });
    }

    private static Entry Describe<TOp>(string kind, string[] inputs, string formula, Func<Symbols, Tensor?[]> gradients)
        where TOp : struct, IOp
    {
        var name = typeof(TOp).Name;
        var symbols = new Symbols();
        string[] gradient = HasGradient(TOp.Result) ? Array.ConvertAll(gradients(symbols), symbols.Print) : [];
        var call = kind == "reduction"
            ? $"x.Reduce<{name}>(axes)"
            : $"{inputs[0]}.Map<{name}>({string.Join(", ", inputs.Skip(1))})";
        return new Entry(name, kind, call, inputs, formula, gradient, $"{TOp.Domain}", null);
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
