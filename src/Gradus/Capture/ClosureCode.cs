using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Reflection.Emit;

namespace Gradus.Capturing;

/// <summary>
/// Code that looks whether captured fields hold what they held: a nanosecond for each, where reflection takes ten and makes an
/// object of each number. "No" only means that reflection has to look.
/// </summary>
[RequiresDynamicCode("Emits a method.")]
internal static class ClosureCode
{
    private static readonly MethodInfo BitsOfDouble = ((Func<double, long>)BitConverter.DoubleToInt64Bits).Method;
    private static readonly MethodInfo BitsOfSingle = ((Func<float, int>)BitConverter.SingleToInt32Bits).Method;

    /// <summary>Null where a field is of a type that closures rarely have.</summary>
    public static Func<bool>? Emit(IEnumerable<(object Holder, FieldInfo Field, object? Value)> fields)
    {
        var method = new DynamicMethod(
            "HoldsWhatItHeld", typeof(bool), [typeof(object[])], typeof(ClosureCode).Module, skipVisibility: true);
        var code = method.GetILGenerator();
        var differs = code.DefineLabel();
        List<object?> known = [];
        foreach (var (holder, field, value) in fields)
        {
            // The value is that of what it may hold, and so is null.
            if (Nullable.GetUnderlyingType(field.FieldType) is not null) return null;
            Know(holder);
            code.Emit(OpCodes.Ldfld, field);
            switch (value)
            {
                case Tensor or null: Know(value); break;
                case bool flag: code.Emit(OpCodes.Ldc_I4, flag ? 1 : 0); break;
                case int number: code.Emit(OpCodes.Ldc_I4, number); break;
                case long number: code.Emit(OpCodes.Ldc_I8, number); break;
                case float number:
                    code.Emit(OpCodes.Call, BitsOfSingle);
                    code.Emit(OpCodes.Ldc_I4, BitConverter.SingleToInt32Bits(number));
                    break;
                case double number:
                    code.Emit(OpCodes.Call, BitsOfDouble);
                    code.Emit(OpCodes.Ldc_I8, BitConverter.DoubleToInt64Bits(number));
                    break;
                default: return null;
            }
            code.Emit(OpCodes.Bne_Un, differs);
        }
        code.Emit(OpCodes.Ldc_I4_1);
        code.Emit(OpCodes.Ret);
        code.MarkLabel(differs);
        code.Emit(OpCodes.Ldc_I4_0);
        code.Emit(OpCodes.Ret);
        return method.CreateDelegate<Func<bool>>(known.ToArray());

        // An object that the code has at hand, as it is: a field's holder needs no cast.
        void Know(object? value)
        {
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ldc_I4, known.Count);
            code.Emit(OpCodes.Ldelem_Ref);
            known.Add(value);
        }
    }
}
