using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Gradus.Graph;

namespace Gradus;

/// <summary>
/// An array of numbers of one <see cref="Gradus.DType"/> with any number of axes. Operations build an expression; its numbers are
/// computed when somebody looks (<see cref="Item"/>, <see cref="ToArray{T}"/>, printing, <see cref="Realize"/>).
/// </summary>
/// <remarks>A tensor is a handle: <c>w -= step</c> gives the handle a new value and never changes an expression built
/// before.</remarks>
[CollectionBuilder(typeof(Tensor), nameof(Stack))]
public sealed partial class Tensor
{
    private Node current;
    private Tensor? grad;

    // Set while captured steps own the numbers and write them in place; whoever asks for the node takes them out of their hands.
    private Capturing.OwnedState? owned;

    internal Tensor(Node node)
    {
        current = node;
        Capturing.Recording.Current?.Made(this);
    }

    internal Node Node => owned is null && !Capturing.Recording.IsAny ? current : Expose();

    public Shape Shape => current.Shape;

    public DType DType => current.DType;

    /// <summary>The number of axes.</summary>
    public int Rank => current.Shape.Rank;

    /// <summary>The number of elements.</summary>
    public int Elements => current.Shape.Elements;

    public Device Device => Device.Cpu;

    /// <summary>Whether gradients flow to or through this tensor.</summary>
    public bool NeedsGrad => current.RequiresGrad;

    /// <summary>
    /// Whether it was made by the user rather than computed with history: its gradient is kept in <see cref="Grad"/>.
    /// </summary>
    public bool IsLeaf => !current.RequiresGrad || current.Owner == this;

    public bool HasGrad
    {
        get
        {
            Capturing.Recording.Current?.GradientUsed(this);
            return grad is not null;
        }
    }

    /// <summary>The accumulated gradient. Reading it before <c>Backward</c> is an error; assigning null forgets it.</summary>
    [AllowNull]
    public Tensor Grad
    {
        get
        {
            Capturing.Recording.Current?.GradientUsed(this);
            return grad ?? throw Errors.NoGradient(this);
        }
        set
        {
            if (value is not null && !value.Shape.Equals(Shape)) throw Errors.GradientShape(Shape, value.Shape);
            if (value is not null && value.DType != DType) throw Errors.GradientDType(DType, value.DType);
            if (value is null) ZeroGrad();
            else AttachGrad(value);
        }
    }

    internal Tensor? GradOrNull => grad;

    /// <summary>
    /// Marks a leaf as a parameter: <c>Backward</c> collects its gradient. The numbers given are never overwritten.
    /// </summary>
    public Tensor RequiresGrad(bool requiresGrad = true)
    {
        var node = Node;
        if (requiresGrad == node.RequiresGrad) return this;
        if (!DType.IsFloating) throw Errors.GradientOfIntegers(DType);
        if (!IsLeaf) throw Errors.DetachFirst();
        current = new Node(StateOp.Instance, node.Shape, node.DType, node, requiresGrad: requiresGrad) { Owner = this };
        // In a step that is recorded its own tensors have other numbers at each call.
        if (node.Value is not null && Capturing.Recording.Current?.HasMade(this) != true) current.Publish(node);
        return this;
    }

    /// <summary>Forgets the gradient, so that the next <c>Backward</c> starts from nothing.</summary>
    public void ZeroGrad()
    {
        Capturing.Recording.Current?.GradientForgotten(this);
        grad = null;
    }

    /// <summary>The same value without its history.</summary>
    public Tensor Detach() => new(Alias(AliasOp.Detach, Node, requiresGrad: false));

    /// <summary>The same value, with its history, as a tensor of its own.</summary>
    public Tensor Clone() => new(Alias(AliasOp.Clone, Node, requiresGrad: current.RequiresGrad && Autograd.IsEnabled));

    // The same value as a tensor of its own, for operations that change nothing: an update of one must leave the other as it was.
    internal static Tensor Same(Node node) => node.RequiresGrad && !Autograd.IsEnabled
        ? new(Alias(AliasOp.Detach, node, requiresGrad: false))
        : new(node);

    private static Node Alias(AliasOp op, Node node, bool requiresGrad)
    {
        // A recording must see whose numbers they are.
        if (requiresGrad || Capturing.Recording.Current is not null)
            return new Node(op, node.Shape, node.DType, node, requiresGrad: requiresGrad);
        if (node.IsNumber) return new Node(op, Shape.Scalar, node.DType, node);
        return node.IsPending ? node.Detach() : new Node(node);
    }

    /// <summary>Computes the numbers now, with everything that is pending together with them.</summary>
    public Tensor Realize()
    {
        Numbers(out _);
        return this;
    }

    /// <summary>The array. Another value may get it once its holder has been collected: keep that alive while reading.</summary>
    internal Array Numbers(out Node holder)
    {
        if (Capturing.Recording.Current is not null) throw Errors.ReadWhileRecording();
        holder = Node;
        return holder.Value ?? Backends.Runner.Realize(holder);
    }

    /// <summary>A tensor on another device. Only the CPU exists so far.</summary>
    public Tensor To(Device device) => device == Device.Cpu ? Same(Node) : throw Errors.UnknownDevice(device.Name);

    /// <summary>The same numbers in another element type; towards zero to integers, not-zero to bool.</summary>
    public Tensor To(DType dtype)
    {
        var node = Node;
        if (dtype == node.DType) return Same(node);
        if (node.IsNumber && NumberOp.CanConvert(node, dtype)) return new(NumberOp.Convert(node, dtype));
        return Build.Result(new Node(
            CastOp.Instance, node.Shape, dtype, node, requiresGrad: node.RequiresGrad && dtype.IsFloating && Autograd.IsEnabled));
    }

    // What an in-place update does: the handle moves on to a new value; what was built on the old one keeps it.
    // A fresh value has been made for the update and is known to nobody else, unless an identity has given an operand back.
    internal void Update(Tensor value, string operation, bool isFresh = false)
    {
        if (!value.Shape.Equals(Shape)) throw Errors.InPlaceShape(operation, Shape, value.Shape);
        if (value.DType != DType) throw Errors.InPlaceDType(operation, DType, value.DType);
        if (current.RequiresGrad && IsLeaf && Autograd.IsEnabled) throw Errors.InPlaceOnLeaf(operation);
        var previous = Node;
        var recording = Capturing.Recording.Current;
        recording?.Updated(this, previous);
        if (value.current.RequiresGrad)
        {
            // A value with history: the update is part of the expression, as if a new variable had been assigned.
            current = value.Node;
            return;
        }
        var numbers = value.Node;
        var isParameter = previous.RequiresGrad && IsLeaf;
        if (isFresh && numbers.IsPending && numbers != previous)
        {
            current = numbers;
            current.Adopt(this, isParameter);
        }
        else current = new Node(StateOp.Instance, Shape, DType, numbers, requiresGrad: isParameter) { Owner = this };
        if (numbers.Value is not null && recording is null) current.Publish(numbers);
        else if (recording is null) Group.StateChanged(this, previous);
        else current.IsRecorded = true;
    }

    internal void AttachGrad(Tensor gradient)
    {
        Capturing.Recording.Current?.GradientUsed(this);
        grad = gradient;
    }

    // A captured step leaves numbers behind, and no history.
    internal void ForgetHistory()
    {
        if (!IsLeaf) current = new Node(current);
    }

    /// <summary>The array that captured steps write in place, if the tensor is in their hands.</summary>
    internal Capturing.OwnedState? Owned => owned;

    /// <summary>Gives the tensor's numbers to captured steps; the ones it had are let go.</summary>
    internal void HandOver(Capturing.OwnedState state)
    {
        current = new Node(StateOp.Instance, Shape, DType, requiresGrad: current.RequiresGrad) { Owner = this };
        owned = state;
    }

    // Somebody looks at the numbers or builds on them: from here on they are a value like any other, and are not written again.
    private Node Expose()
    {
        if (Interlocked.Exchange(ref owned, null) is { } state) current.Publish(state.Array, state.Claim);
        return Capturing.Recording.Current?.Read(this, current) ?? current;
    }

    /// <summary>Gives it a node of its own for the numbers that it shares with another tensor.</summary>
    internal Node Part() => current = new Node(current, current.IsTurned) { Owner = current.Owner == this ? this : null };
}
