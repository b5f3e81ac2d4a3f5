"""The numbers that elementwise functions are tried at."""
import torch

NAN = float("nan")
INF = float("inf")

# NaN, infinities, both zeros, the smallest denormal, the smallest normal and the largest number, and plain ones.
SPECIAL = {
    "float32": [NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 1e-45, -1e-45, 1.1754944e-38, 3.4028235e38, -3.4028235e38,
                1e-20, 1e20],
    "float64": [NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 0.5, -0.5, 5e-324, -5e-324, 2.2250738585072014e-308, 1.7976931348623157e308,
                -1.7976931348623157e308, 1e-150, 1e150],
}

LINE = [-19.3, -12.75, -9.0, -7.1, -5.5, -4.2, -3.3, -2.71828, -2.0, -1.57, -1.3, -0.9, -0.7, -0.33, -0.1, -0.013, -1e-3, -1e-5,
        1e-7, 1e-4, 0.02, 0.25, 0.43, 0.77, 1.1, 1.45, 1.8, 2.5, 3.14159, 4.6, 6.3, 8.0, 11.9, 15.2, 19.9]
POSITIVE = [1e-30, 1e-12, 1e-6, 1e-3, 0.01, 0.05, 0.11, 0.24, 0.37, 0.62, 0.7071, 0.81, 0.93, 0.99, 0.9999, 1.0001, 1.02, 1.2,
            1.4142, 1.7, 2.0, 2.9, 4.0, 5.7, 8.0, 10.0, 33.0, 100.0, 999.0, 1e4, 3e7, 1e15, 1e30, -0.3, -0.999]
UNIT = [-0.99999, -0.99, -0.95, -0.9, -0.83, -0.77, -0.7, -0.62, -0.51, -0.44, -0.36, -0.27, -0.15, -0.08, -0.01, -1e-4, 1e-6,
        1e-3, 0.03, 0.12, 0.21, 0.29, 0.38, 0.47, 0.55, 0.64, 0.72, 0.79, 0.86, 0.93, 0.97, 0.999, 0.999999, 1.0001, -1.5]
# Where exp and its kin overflow, underflow or saturate, in float32 and in float64.
STEEP = LINE + [30.5, -30.5, 44.0, -44.0, 88.7, 88.8, -87.4, -103.0, -104.5, 127.5, 128.0, -149.5, 708.5, 709.9, -708.5, -744.5,
                -746.0]
# Arguments that need many digits of pi.
ANGLES = LINE + [1.5707963, 3.1415927, 22.0, 355.0, 1e4, 1e5, 48000.125, 1e7, -1e9, 1e15, 1e22, -3e30]
ROUNDING = LINE + [1.5, 2.5, -1.5, -2.5, 0.49999997, -0.49999997, 3.5, -3.5, 8388607.5, 8388609.0, 4503599627370495.5, 1e17,
                   -1e17]

FLOATS = {"line": LINE, "positive": POSITIVE, "unit": UNIT, "steep": STEEP, "angles": ANGLES, "rounding": ROUNDING}

WHOLES = {
    "int32": [0, 1, -1, 2, -2, 3, 7, -8, 10, 100, -1000, 46340, 46341, 2**31 - 1, -(2**31)],
    "int64": [0, 1, -1, 2, -2, 3, 7, -8, 10, 100, -1000, 2**40, -(2**53) - 1, 2**63 - 1, -(2**63)],
    "bool": [False, True],
}

# Crossed with each other for functions of two numbers.
PAIRED = {
    "float32": [NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 7.3, 1e-40, -3e38],
    "float64": [NAN, INF, -INF, 0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 7.3, 1e-310, -1.5e308],
    "int32": [0, 1, -1, 2, -3, 7, -8, 100, 2**31 - 1, -(2**31)],
    "int64": [0, 1, -1, 2, -3, 7, -8, 100, 2**63 - 1, -(2**63)],
    "bool": [False, True],
}


def tensor(values, name):
    dtypes = {"float32": torch.float32, "float64": torch.float64, "int32": torch.int32, "int64": torch.int64, "bool": torch.bool}
    return torch.tensor(values, dtype=dtypes[name])
