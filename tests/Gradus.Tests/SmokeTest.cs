namespace Gradus.Tests;
public class SmokeTest { [Fact] public void DTypesAreOrdered() => Assert.True(DType.Bool < DType.Float64); }
