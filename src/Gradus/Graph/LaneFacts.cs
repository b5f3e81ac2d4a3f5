namespace Gradus.Graph;

/// <summary>Sizes and types of lanes.</summary>
internal static class LaneFacts
{
    extension(Lane lane)
    {
        public int Size => lane <= Lane.Mask32 ? 4 : 8;

        public bool IsMask => lane is Lane.Mask32 or Lane.Mask64;

        /// <summary>The mask of the same width.</summary>
        public Lane Mask => lane.Size == 4 ? Lane.Mask32 : Lane.Mask64;

        /// <summary>The element type whose vectors compute on this lane: masks are computed as integers.</summary>
        public Lane Number => lane switch { Lane.Mask32 => Lane.Int32, Lane.Mask64 => Lane.Int64, _ => lane };

        public DType DType => lane switch
        {
            Lane.Float32 => DType.Float32,
            Lane.Float64 => DType.Float64,
            Lane.Int32 => DType.Int32,
            Lane.Int64 => DType.Int64,
            _ => DType.Bool,
        };
    }

    /// <summary>The lane that holds a dtype; bool takes the width asked for.</summary>
    public static Lane Of(DType dtype, int boolSize = 4) => dtype switch
    {
        DType.Float32 => Lane.Float32,
        DType.Float64 => Lane.Float64,
        DType.Int32 => Lane.Int32,
        DType.Int64 => Lane.Int64,
        _ => boolSize == 4 ? Lane.Mask32 : Lane.Mask64,
    };
}
