namespace Gradus;

/// <summary>Facts about element types: names, sizes, kinds and PyTorch's promotion.</summary>
public static class DTypes
{
    extension(DType dtype)
    {
        /// <summary>PyTorch's name: float32, float64, int32, int64, bool.</summary>
        public string Name => dtype switch
        {
            DType.Bool => "bool",
            DType.Int32 => "int32",
            DType.Int64 => "int64",
            DType.Float32 => "float32",
            _ => "float64",
        };

        /// <summary>Bytes of one element in memory.</summary>
        public int Size => dtype switch { DType.Bool => 1, DType.Int32 or DType.Float32 => 4, _ => 8 };

        public bool IsFloating => dtype >= DType.Float32;

        public bool IsInteger => dtype is DType.Int32 or DType.Int64;

        /// <summary>0 for bool, 1 for integers, 2 for floating point: a number only lifts a tensor to a higher kind.</summary>
        internal int Kind => dtype switch { DType.Bool => 0, DType.Int32 or DType.Int64 => 1, _ => 2 };
    }

    public static DType Of<T>() where T : unmanaged => Of(typeof(T));

    internal static DType Of(Type type)
    {
        if (type == typeof(float)) return DType.Float32;
        if (type == typeof(double)) return DType.Float64;
        if (type == typeof(int)) return DType.Int32;
        if (type == typeof(long)) return DType.Int64;
        if (type == typeof(bool)) return DType.Bool;
        throw Errors.UnsupportedElementType(type);
    }

    /// <summary>The smallest type that holds both, for two tensors that have dimensions.</summary>
    internal static DType Promote(DType a, DType b) => a > b ? a : b;
}
