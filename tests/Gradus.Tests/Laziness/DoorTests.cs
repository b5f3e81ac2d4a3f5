namespace Gradus.Tests.Laziness;

/// <summary>Every way to change a tensor in place registers the change; where C# assigns a new tensor instead, nothing else is changed.</summary>
[Collection(AloneCollection.Name)]
public sealed class DoorTests
{
    private sealed class Holder
    {
        public Tensor Field = Tensor.From([1f, 2]).RequiresGrad();

        public Tensor Property { get; set; } = Tensor.From([1f, 2]).RequiresGrad();

        public ref Tensor Reference => ref Field;
    }

    private static void AssertUpdated(Tensor parameter, Tensor before)
    {
        Assert.Same(before, parameter);
        Assert.True(parameter.NeedsGrad && parameter.IsLeaf);
        Assert.Equal([2f, 3], parameter.ToArray<float>());
    }

    [Fact]
    public void OnVariablesTheOperatorChangesTheTensorItself()
    {
        using var mode = Autograd.NoGrad();
        var holder = new Holder();
        var field = holder.Field;
        holder.Field += 1;
        AssertUpdated(holder.Field, field);

        Tensor[] array = [Tensor.From([1f, 2]).RequiresGrad()];
        var element = array[0];
        array[0] += 1;
        AssertUpdated(array[0], element);

        var local = Tensor.From([1f, 2]).RequiresGrad();
        var same = local;
        local += 1;
        AssertUpdated(local, same);

        holder = new Holder();
        field = holder.Field;
        holder.Reference += 1;
        AssertUpdated(holder.Field, field);
        AssertUpdated(Change(Tensor.From([1f, 2]).RequiresGrad(), out same), same);

        static Tensor Change(Tensor parameter, out Tensor before)
        {
            before = parameter;
            parameter += 1;
            return parameter;
        }
    }

    [Fact]
    public void OnPropertiesCSharpAssignsANewTensorAndTheOldOneStays()
    {
        using var mode = Autograd.NoGrad();
        var holder = new Holder();
        var before = holder.Property;
        holder.Property += 1;
        Assert.NotSame(before, holder.Property);
        Assert.False(holder.Property.NeedsGrad);
        Assert.Equal([1f, 2], before.ToArray<float>());
        Assert.Equal([2f, 3], holder.Property.ToArray<float>());
    }

    [Fact]
    public void TheMethodsWorkEverywhere()
    {
        using var mode = Autograd.NoGrad();
        var holder = new Holder();
        var property = holder.Property;
        holder.Property.AddInPlace(1);
        AssertUpdated(holder.Property, property);

        var list = new List<Tensor> { Tensor.From([1f, 2]).RequiresGrad() };
        foreach (var parameter in list) parameter.SubtractInPlace(-1);
        AssertUpdated(list[0], list[0]);

        Tensor product = Tensor.From([1f, 2]), quotient = Tensor.From([1f, 2]);
        product.MultiplyInPlace(3);
        quotient.DivideInPlace(2);
        Assert.Equal([3f, 6], product.ToArray<float>());
        Assert.Equal([0.5f, 1], quotient.ToArray<float>());
    }

    [Fact]
    public void AssigningToAPartRegisters()
    {
        var parameter = Tensor.From([1f, 2, 3]).RequiresGrad();
        var loss = parameter.Square().Sum();
        loss.Backward();
        using (Autograd.NoGrad()) parameter[1..] = parameter.Grad[1..];
        Assert.Equal(14, loss.Item());
        Assert.False(parameter.Node.IsPending);
        Assert.Equal([1f, 4, 6], parameter.ToArray<float>());
        Assert.True(parameter.NeedsGrad);
    }

    [Fact]
    public void AssignRegisters()
    {
        var source = new Regression(300, 20);
        var copy = Tensor.Zeros([20]);
        var loss = source.Loss();
        loss.Backward();
        source.Update(0.1);
        copy.Assign(source.W.Detach());
        source.TwinStep(0.1);
        loss.Item();
        source.W.Realize();
        Numbers.Close(source.TwinW, copy);
    }

    [Fact]
    public void AGradientAssignedByTheUserIsUsed()
    {
        var parameter = Tensor.From([1f, 2]).RequiresGrad();
        (parameter * 3).Sum().Backward();
        parameter.Grad = parameter.Grad * 2;
        (parameter * 3).Sum().Backward();
        Assert.Equal([9f, 9], parameter.Grad.ToArray<float>());
    }
}
