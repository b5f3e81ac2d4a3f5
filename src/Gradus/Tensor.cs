using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Gradus.Graph;

namespace Gradus;

/// <summary>
/// An array of numbers of one <see cref="Gradus.DType"/> with any number of axes. Operations build an expression; its numbers are
/// computed when somebody looks (<see cref="Item"/>, <see cref="ToArray{T}"/>, printing, <see cref="Realize"/>).
/// </summary>
/// <remarks>A tensor is a handle: <c>w -= step</c> gives the handle a new value and never changes an expression built before.</remarks>
[CollectionBuilder(typeof(Tensor), nameof(Stack))]
public sealed partial class Tensor
{
    private Node node;
    private Tensor? grad;

    internal Tensor(Node node) => this.node = node;

    internal Node Node => node;

    public Shape Shape => node.Shape;

    public DType DType => node.DType;

    /// <summary>The number of axes.</summary>
    public int Rank => node.Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Elements => node.Shape.Elements;

    public Device Device => Device.Cpu;

    /// <summary>Whether gradients flow to or through this tensor.</summary>
    public bool NeedsGrad => node.RequiresGrad;

    /// <summary>Whether it was made by the user rather than computed with history: its gradient is kept in <see cref="Grad"/>.</summary>
    public bool IsLeaf => !node.RequiresGrad || node.Owner is not null;

    public bool HasGrad => grad is not null;

    /// <summary>The accumulated gradient. Reading it before <c>Backward</c> is an error; assigning null forgets it.</summary>
    [AllowNull]
    public Tensor Grad
    {
        get => grad ?? throw Errors.NoGradient(this);
        set
        {
            if (value is not null && !value.Shape.Equals(Shape)) throw Errors.GradientShape(Shape, value.Shape);
            if (value is not null && value.DType != DType) throw Errors.GradientDType(DType, value.DType);
            grad = value;
        }
    }

    internal Tensor? GradOrNull => grad;

    /// <summary>Marks a leaf as a parameter: <c>Backward</c> collects its gradient. The numbers given are never overwritten.</summary>
    public Tensor RequiresGrad(bool requiresGrad = true)
    {
        if (requiresGrad == node.RequiresGrad) return this;
        if (!DType.IsFloating) throw Errors.GradientOfIntegers(DType);
        if (!IsLeaf) throw Errors.DetachFirst();
        node = new Node(StateOp.Instance, node.Shape, node.DType, node, requiresGrad: requiresGrad) { Owner = this };
        if (node.Input(0).Value is { } buffer) node.Publish(buffer);
        return this;
    }

    /// <summary>Forgets the gradient, so that the next <c>Backward</c> starts from nothing.</summary>
    public void ZeroGrad() => grad = null;

    /// <summary>The same value without its history.</summary>
    public Tensor Detach() => new(Alias(AliasOp.Detach, requiresGrad: false));

    /// <summary>The same value, with its history, as a tensor of its own.</summary>
    public Tensor Clone() => new(Alias(AliasOp.Clone, requiresGrad: node.RequiresGrad && Autograd.IsEnabled));

    private Node Alias(AliasOp op, bool requiresGrad)
    {
        if (node.Value is { } buffer && !requiresGrad) return new Node(buffer, node.Shape);
        return new Node(op, node.Shape, node.DType, node, requiresGrad: requiresGrad);
    }

    /// <summary>Computes the numbers now, with everything that is pending together with them.</summary>
    public Tensor Realize()
    {
        Numbers();
        return this;
    }

    internal Storage Numbers() => node.Value ?? Backends.Runner.Realize(node);

    /// <summary>A tensor on another device. Only the CPU exists so far.</summary>
    public Tensor To(Device device) => device == Device.Cpu ? this : throw Errors.UnknownDevice(device.Name);

    /// <summary>The same numbers in another element type; towards zero to integers, not-zero to bool.</summary>
    public Tensor To(DType dtype)
    {
        if (dtype == DType) return this;
        if (node.IsNumber) return new(NumberOp.Convert(node, dtype));
        return Build.Result(new Node(
            CastOp.Instance, node.Shape, dtype, node, requiresGrad: node.RequiresGrad && dtype.IsFloating && Autograd.IsEnabled));
    }

    // What an in-place update does: the handle moves on to a new value; what was built on the old one keeps it.
    internal void Update(Tensor value, string operation)
    {
        if (!value.Shape.Equals(Shape)) throw Errors.InPlaceShape(operation, Shape, value.Shape);
        if (value.DType != DType) throw Errors.InPlaceDType(operation, DType, value.DType);
        if (node.RequiresGrad && IsLeaf && Autograd.IsEnabled) throw Errors.InPlaceOnLeaf(operation);
        if (value.node.RequiresGrad)
        {
            // A value with history: the update is part of the expression, as if a new variable had been assigned.
            node = value.node;
            return;
        }
        var parameter = node.RequiresGrad && IsLeaf;
        var previous = node;
        node = new Node(StateOp.Instance, Shape, DType, value.node, requiresGrad: parameter) { Owner = this };
        if (value.node.Value is { } buffer) node.Publish(buffer);
        else Group.StateChanged(this, previous);
    }

    internal void Replace(Node value) => node = value;

    internal void AttachGrad(Tensor gradient) => grad = gradient;
}
