using System.Globalization;
using Gradus.Graph;

namespace Gradus.Jupyter;

/// <summary>A value of an expression as it is drawn: what it is, its type and shape, and what it is made of.</summary>
internal sealed class GraphBox
{
    private GraphBox(string name, string facts, GraphBoxKind kind) => (Name, Facts, Kind) = (name, facts, kind);

    public string Name { get; }

    public string Facts { get; }

    public GraphBoxKind Kind { get; }

    public List<GraphBox> Inputs { get; } = [];

    /// <summary>The longest way from here down to the result.</summary>
    public int Depth { get; private set; }

    /// <summary>All that the tensor depends on, itself first; no more than <paramref name="most"/> and those cut off.</summary>
    public static List<GraphBox> Of(Tensor tensor, int most)
    {
        var boxes = new Dictionary<Node, GraphBox>(ReferenceEqualityComparer.Instance);
        var numbers = new Dictionary<Array, GraphBox>(ReferenceEqualityComparer.Instance);
        var order = new List<GraphBox>();
        var open = new Queue<Node>();
        Meet(Same(tensor.Node));
        while (open.TryDequeue(out var node))
        {
            var box = boxes[node];
            if (box.Kind != GraphBoxKind.Operation) continue;
            for (var i = 0; i < node.InputCount; i++)
                if (node.InputOrNull(i) is { } input) box.Inputs.Add(Meet(Same(input)));
        }
        Descend(order);
        return [.. order, .. order.SelectMany(box => box.BendLongWays()).ToList()];

        GraphBox Meet(Node node)
        {
            if (boxes.TryGetValue(node, out var known)) return known;
            // Two names of the same data are one.
            if (node is { Value: { } data, RequiresGrad: false } && numbers.TryGetValue(data, out known))
                return boxes[node] = known;
            var box = boxes.Count < most ? From(node) : new GraphBox("…", "", GraphBoxKind.Data);
            boxes[node] = box;
            if (node.Value is { } value) numbers.TryAdd(value, box);
            order.Add(box);
            open.Enqueue(node);
            return box;
        }
    }

    // Another identity of the same numbers is no step of the computation.
    private static Node Same(Node node)
    {
        while (node is { Op: AliasOp, Owner: null, InputCount: 1 } && node.InputOrNull(0) is { } source) node = source;
        return node;
    }

    private static GraphBox From(Node node)
    {
        var facts = $"{node.DType.Name} {node.Shape}";
        if (node is { Owner: not null, RequiresGrad: true }) return new GraphBox("parameter", facts, GraphBoxKind.Parameter);
        if (node.IsNumber)
            return new GraphBox(new Tensor(node).Item().ToString("G6", CultureInfo.InvariantCulture), "", GraphBoxKind.Data);
        return node.InputCount == 0
            ? new GraphBox("data", facts, GraphBoxKind.Data) : new GraphBox(node.Op.Name, facts, GraphBoxKind.Operation);
    }

    // An input stands above everything that uses it. A graph has no cycles, so this ends.
    private static void Descend(List<GraphBox> boxes)
    {
        var open = new Queue<GraphBox>([boxes[0]]);
        while (open.TryDequeue(out var box))
        {
            foreach (var input in box.Inputs.Where(input => input.Depth <= box.Depth))
            {
                input.Depth = box.Depth + 1;
                open.Enqueue(input);
            }
        }
    }

    // An input that stands more than one layer up is reached through a bend in each layer between.
    private IEnumerable<GraphBox> BendLongWays()
    {
        for (var i = 0; i < Inputs.Count; i++)
        {
            var (user, place, input) = (this, i, Inputs[i]);
            while (input.Depth > user.Depth + 1)
            {
                var bend = new GraphBox("", "", GraphBoxKind.Bend) { Depth = user.Depth + 1 };
                bend.Inputs.Add(input);
                user.Inputs[place] = bend;
                yield return bend;
                (user, place) = (bend, 0);
            }
        }
    }
}
