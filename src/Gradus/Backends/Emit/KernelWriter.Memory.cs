using System.Reflection;
using System.Reflection.Emit;
using Gradus.Graph;
using Gradus.Loops;

namespace Gradus.Backends.Emit;

/// <summary>Where a kernel finds its numbers: pinned arrays, the scratch, and values that are the same everywhere.</summary>
internal sealed partial class KernelWriter
{
    private static readonly MethodInfo DataReference = ((ArrayData)Storage.Bytes).Method;

    private delegate ref byte ArrayData(object array);

    // Pointers, once for a block.
    private void WriteStart(Instruction instruction)
    {
        var parameter = table.Of(instruction);
        switch (instruction)
        {
            case NumberInstruction or { Extent: Extent.Uniform } and (LoadInstruction or CastInstruction):
                break;
            case LoadInstruction { IsStaged: true }:
                KeepPointer(instruction, () => ScratchPointer(parameter));
                break;
            case LoadInstruction load:
                KeepPointer(instruction, () =>
                {
                    ArrayPointer(parameter + 1, parameter);
                    if (load.Extent == Extent.Column) return;
                    // The block's first row.
                    il.Emit(OpCodes.Ldarg_3);
                    Parameter(parameter + 2);
                    il.Emit(OpCodes.Mul);
                    il.Emit(OpCodes.Add);
                });
                break;
            case StoreInstruction store when DoesWork(store):
                KeepPointer(instruction, () =>
                {
                    ArrayPointer(parameter + 1, parameter);
                    il.Emit(OpCodes.Ldarg_3);
                    if (store.Extent == Extent.Full)
                    {
                        Parameter(0);
                        il.Emit(OpCodes.Mul);
                    }
                    Scale(store.DType.Size);
                    il.Emit(OpCodes.Add);
                });
                break;
            case ReduceInstruction { Direction: not Direction.AlongRow }:
                if (!table.IsWhole) KeepPointer(instruction, () => ScratchPointer(parameter));
                break;
            default:
                if (table.Crossing[instruction.Index]) KeepPointer(instruction, () => ScratchPointer(parameter));
                break;
        }
    }

    // Values that are the same for all vectors of a loop are read right before it. If they were kept from loop to loop, they
    // would live across the calls in between, and the JIT stores such a variable at every turn of the loop before a call.
    private void OpenUniforms(Instruction[] work)
    {
        Array.Clear(values);
        foreach (var instruction in work)
            foreach (var argument in table.Reads(instruction)) OpenUniform(argument);
    }

    private void OpenUniform(Instruction instruction)
    {
        if (values[instruction.Index] is not null) return;
        if (instruction is CastInstruction { Extent: Extent.Uniform } cast)
        {
            OpenUniform(cast.Arguments[0]);
            WriteConversion(cast);
        }
        else if (instruction is NumberInstruction or LoadInstruction { Extent: Extent.Uniform }) ReadUniform(instruction);
        else return;
        values[instruction.Index] = il.DeclareLocal(LaneCode.Of(instruction.Lane).Type);
        il.Emit(OpCodes.Stloc, values[instruction.Index]!);
    }

    private void ReadUniform(Instruction instruction)
    {
        var (code, parameter) = (LaneCode.Of(instruction.Lane), table.Of(instruction));
        if (!table.IsWhole)
        {
            ScratchPointer(parameter);
            il.Emit(OpCodes.Call, code.Load);
        }
        else if (instruction is NumberInstruction)
        {
            il.Emit(OpCodes.Ldarg, 5);
            Parameter(parameter);
            il.Emit(OpCodes.Ldelem_I8);
            il.Emit(OpCodes.Call, code.RepeatBits);
        }
        else
        {
            ArrayReference(parameter + 1, parameter);
            il.Emit(OpCodes.Call, instruction.Lane.IsMask ? code.RepeatBool : code.Repeat);
        }
    }

    private void KeepPointer(Instruction instruction, Action write)
    {
        write();
        pointers[instruction.Index] = il.DeclareLocal(typeof(nint));
        il.Emit(OpCodes.Stloc, pointers[instruction.Index]!);
    }

    private void Parameter(int index)
    {
        il.Emit(OpCodes.Ldarg_2);
        il.Emit(OpCodes.Ldc_I4, index);
        il.Emit(OpCodes.Ldelem_I8);
        il.Emit(OpCodes.Conv_I);
    }

    private void ScratchPointer(int parameter)
    {
        il.Emit(OpCodes.Ldarg_0);
        il.Emit(OpCodes.Conv_U);
        Parameter(parameter);
        il.Emit(OpCodes.Add);
    }

    // A reference into an array, for one read or write.
    private void ArrayReference(int slot, int offset)
    {
        il.Emit(OpCodes.Ldarg_1);
        Parameter(slot);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Call, DataReference);
        Parameter(offset);
        il.Emit(OpCodes.Add);
    }

    // A pointer into an array that stays where it is until the method ends.
    private void ArrayPointer(int slot, int offset)
    {
        var pinned = il.DeclareLocal(typeof(byte).MakeByRefType(), pinned: true);
        il.Emit(OpCodes.Ldarg_1);
        Parameter(slot);
        il.Emit(OpCodes.Ldelem_Ref);
        il.Emit(OpCodes.Call, DataReference);
        il.Emit(OpCodes.Stloc, pinned);
        il.Emit(OpCodes.Ldloc, pinned);
        il.Emit(OpCodes.Conv_U);
        Parameter(offset);
        il.Emit(OpCodes.Add);
    }

    private void Scale(int factor)
    {
        if (factor == 1) return;
        il.Emit(OpCodes.Ldc_I4, factor);
        il.Emit(OpCodes.Conv_I);
        il.Emit(OpCodes.Mul);
    }
}
