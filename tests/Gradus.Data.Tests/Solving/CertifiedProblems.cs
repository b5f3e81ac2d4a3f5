namespace Gradus.Data.Tests;

/// <summary>
/// The linear regression problems of NIST's Statistical Reference Datasets, with their certified values (15 digits): Norris,
/// Longley, Wampler 1 to 5. Bias first, as NIST numbers them.
/// </summary>
public static class CertifiedProblems
{
    public static readonly double[] NorrisY =
    [
        0.1, 338.8, 118.1, 888.0, 9.2, 228.1, 668.5, 998.5, 449.1, 778.9, 559.2, 0.3, 0.1, 778.1, 668.8, 339.3, 448.9, 10.8,
        557.7, 228.3, 998.0, 888.8, 119.6, 0.3, 0.6, 557.6, 339.3, 888.0, 998.5, 778.9, 10.2, 117.6, 228.9, 668.4, 449.2, 0.2,
    ];

    public static readonly double[] NorrisX =
    [
        0.2, 337.4, 118.2, 884.6, 10.1, 226.5, 666.3, 996.3, 448.6, 777.0, 558.2, 0.4, 0.6, 775.5, 666.9, 338.0, 447.5, 11.6,
        556.0, 228.1, 995.8, 887.6, 120.2, 0.3, 0.3, 556.8, 339.1, 887.2, 999.0, 779.0, 11.1, 118.3, 229.2, 669.1, 448.9, 0.5,
    ];

    public static readonly double[] Norris = [-0.262323073774029, 1.00211681802045];

    public static readonly double[] LongleyY =
    [
        60323, 61122, 60171, 61187, 63221, 63639, 64989, 63761, 66019, 67857, 68169, 66513, 68655, 69564, 69331, 70551,
    ];

    public static readonly double[][] LongleyX =
    [
        [83.0, 88.5, 88.2, 89.5, 96.2, 98.1, 99.0, 100.0, 101.2, 104.6, 108.4, 110.8, 112.6, 114.2, 115.7, 116.9],
        [
            234289, 259426, 258054, 284599, 328975, 346999, 365385, 363112,
            397469, 419180, 442769, 444546, 482704, 502601, 518173, 554894,
        ],
        [2356, 2325, 3682, 3351, 2099, 1932, 1870, 3578, 2904, 2822, 2936, 4681, 3813, 3931, 4806, 4007],
        [1590, 1456, 1616, 1650, 3099, 3594, 3547, 3350, 3048, 2857, 2798, 2637, 2552, 2514, 2572, 2827],
        [
            107608, 108632, 109773, 110929, 112075, 113270, 115094, 116219,
            117388, 118734, 120445, 121950, 123366, 125368, 127852, 130081,
        ],
        [.. Enumerable.Range(1947, 16).Select(year => (double)year)],
    ];

    public static readonly double[] Longley =
    [
        -3482258.63459582, 15.0618722713733, -0.358191792925910E-01, -2.02022980381683,
        -1.03322686717359, -0.511041056535807E-01, 1829.15146461355,
    ];

    /// <summary>x, x^2, ..., x^5 at x = 0 .. 20.</summary>
    public static double[][] WamplerX => [.. Enumerable.Range(1, 5).Select(
        power => Enumerable.Range(0, 21).Select(x => Math.Pow(x, power)).ToArray())];

    /// <summary>
    /// 1 + x + ... + x^5 (problem 1), 1 + x/10 + ... + (x/10)^5 (problem 2), and problem 1 with a disturbance (3) that is
    /// orthogonal to the powers, so that the solution stays 1, 1, ..., times 100 (4) and 10,000 (5).
    /// </summary>
    public static double[] WamplerY(int problem) => [.. Enumerable.Range(0, 21).Select(x => problem switch
    {
        1 => Polynomial(x),
        2 => (double)Enumerable.Range(0, 6).Sum(power => (decimal)Math.Pow(x, power) / (decimal)Math.Pow(10, power)),
        _ => Polynomial(x) + (Wampler3[x] - Polynomial(x)) * Math.Pow(100, problem - 3),
    })];

    public static double[] Wampler(int problem) =>
        [.. Enumerable.Range(0, 6).Select(power => problem == 2 ? Math.Pow(10, -power) : 1)];

    private static readonly double[] Wampler3 =
    [
        760, -2042, 2111, -1684, 3888, 1858, 11379, 17560, 39287, 64382, 113159,
        175108, 273291, 400186, 581243, 811568, 1121004, 1506550, 2002767, 2611612, 3369180,
    ];

    private static double Polynomial(int x) => Enumerable.Range(0, 6).Sum(power => Math.Pow(x, power));
}
