namespace Gradus.Data;

/// <summary>What a model was made to keep small, and so what it predicts.</summary>
public enum Loss
{
    /// <summary>(z - y)^2: the mean.</summary>
    Squared,

    /// <summary>|z - y|: the median.</summary>
    Absolute,

    /// <summary>
    /// Half the squared error up to 1.35 standard deviations of the target, growing straight from there: the mean, with outliers
    /// held back.
    /// </summary>
    Huber,

    /// <summary>log(1 + e^z) - y z, y 0 or 1: the probability 1 / (1 + e^-z).</summary>
    Logistic,

    /// <summary>e^z - y z, y at least 0: the rate e^z.</summary>
    Poisson,
}
