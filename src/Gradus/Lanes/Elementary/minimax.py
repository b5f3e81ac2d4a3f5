"""Derives the polynomial coefficients of this folder: python3 minimax.py [name] (needs mpmath).

Each entry asks for the polynomial P of the given degree with the least maximum of weight(x) * |P(x) - f(x)| (Remez exchange in
60 digits), its coefficients then rounded to the type. Printed: the coefficients, lowest power first, and the largest weighted error,
rounding included, as a power of two; the weights are chosen so that it is the relative error of the function's result.
"""
import struct
import sys
from mpmath import mp, mpf

mp.dps = 60
CUT = mpf(10) ** -12  # functions with a removable singularity at 0 are fitted from here on


def to_float(value):
    return mpf(struct.unpack("f", struct.pack("f", float(value)))[0])


def to_double(value):
    return mpf(float(value))


def points(low, high, count):
    """Chebyshev points, ends included."""
    return [(low + high) / 2 - (high - low) / 2 * mp.cos(mp.pi * i / (count - 1)) for i in range(count)]


def remez(f, low, high, powers, weight):
    """Coefficients of x**power minimizing the largest weight * |sum - f| on [low, high]."""
    size = len(powers)
    grid = points(low, high, 60 * (size + 2))
    target = [f(x) for x in grid]
    weights = [weight(x) for x in grid]
    table = [[x ** power for power in powers] for x in grid]
    reference = [round(i * (len(grid) - 1) / size) for i in range(size + 1)]
    for _ in range(40):
        rows = mp.matrix(size + 1, size + 1)
        right = mp.matrix(size + 1, 1)
        for row, at in enumerate(reference):
            for column in range(size):
                rows[row, column] = table[at][column]
            rows[row, size] = (-1) ** row / weights[at]
            right[row] = target[at]
        solution = mp.lu_solve(rows, right)
        coefficients = [solution[i] for i in range(size)]
        errors = [weights[i] * (mp.fdot(coefficients, table[i]) - target[i]) for i in range(len(grid))]
        # One extremum per run of equal signs; then as many neighbours as the reference needs, keeping the largest.
        extrema = []
        for i, error in enumerate(errors):
            if extrema and (errors[extrema[-1]] > 0) == (error > 0):
                if abs(error) > abs(errors[extrema[-1]]):
                    extrema[-1] = i
            else:
                extrema.append(i)
        while len(extrema) > size + 1:
            extrema.pop(0 if abs(errors[extrema[0]]) < abs(errors[extrema[-1]]) else -1)
        if len(extrema) < size + 1:
            break
        worst = max(abs(errors[i]) for i in extrema)
        done = worst < abs(solution[size]) * mpf("1.0001")
        reference = extrema
        if done:
            break
    return coefficients, max(abs(error) for error in errors)


def fit(f, low, high, degree, rounding, weight):
    """The rounded coefficients, lowest first, and their largest weighted error."""
    low, high = mpf(low), mpf(high)
    rounded = [rounding(c) for c in remez(f, low, high, list(range(degree + 1)), weight)[0]]
    error = max(weight(x) * abs(sum(c * x ** i for i, c in enumerate(rounded)) - f(x)) for x in points(low, high, 2000))
    return rounded, error


def entry(name, *arguments):
    if len(sys.argv) > 1 and sys.argv[1] != name:
        return
    coefficients, error = fit(*arguments)
    print(f"{name}: error 2^{float(mp.log(error, 2)):.1f}")
    for value in coefficients:
        single = arguments[4] is to_float
        print("   ", mp.nstr(value, 9 if single else 17) + ("f" if single else ""))


HALF_LN2 = mp.log(2) / 2 * mpf("1.0001")
ROOT = mp.sqrt(2)
QUARTER = mp.pi / 4


def in_squares(f):
    """A function of x as a function of z = x * x."""
    return lambda z: f(mp.sqrt(z))


if __name__ == "__main__":
    # e^r = 1 + r + r^2 P(r); weighted for e^r - 1, the stricter of the two uses.
    exp_tail = lambda r: (mp.expm1(r) - r) / r ** 2 if r else mpf(1) / 2
    exp_weight = lambda r: abs(r ** 2 / mp.expm1(r)) if r else mpf(0)
    entry("exp-float", exp_tail, -HALF_LN2, HALF_LN2, 5, to_float, exp_weight)
    entry("exp-double", exp_tail, -HALF_LN2, HALF_LN2, 10, to_double, exp_weight)

    # log(1 + f) = f - f^2 / 2 + f^3 P(f)
    log_tail = lambda f: (mp.log1p(f) - f + f ** 2 / 2) / f ** 3 if abs(f) > CUT else mpf(1) / 3
    log_weight = lambda f: abs(f ** 3 / mp.log1p(f)) if abs(f) > CUT else mpf(0)
    entry("log-float", log_tail, 1 / ROOT - 1, ROOT - 1, 8, to_float, log_weight)
    # log(1 + f) = f - s (f - z P(z)) with s = f / (2 + f), z = s^2: 2 atanh(s) = 2 s + s z P(z)
    atanh_tail = in_squares(lambda s: (2 * mp.atanh(s) - 2 * s) / s ** 3)
    entry("log-double", atanh_tail, CUT, ((ROOT - 1) / (ROOT + 1)) ** 2, 6, to_double, lambda z: z)

    # sin r = r + r z P(z), cos r = 1 - z / 2 + z^2 P(z), z = r^2
    reach = (QUARTER * mpf("1.01")) ** 2
    sin_tail = in_squares(lambda r: (mp.sin(r) - r) / r ** 3)
    cos_tail = in_squares(lambda r: (mp.cos(r) - 1 + r ** 2 / 2) / r ** 4)
    sin_weight = in_squares(lambda r: r ** 3 / mp.sin(r))
    cos_weight = lambda z: z ** 2
    entry("sin-float", sin_tail, CUT, reach, 2, to_float, sin_weight)
    entry("cos-float", cos_tail, CUT, reach, 2, to_float, cos_weight)
    entry("sin-double", sin_tail, CUT, reach, 5, to_double, sin_weight)
    entry("cos-double", cos_tail, CUT, reach, 5, to_double, cos_weight)

    # asin x = x + x z P(z), z = x^2 up to 1/4
    asin_tail = in_squares(lambda x: (mp.asin(x) - x) / x ** 3)
    entry("asin-double", asin_tail, CUT, mpf(1) / 4, 12, to_double, lambda z: z)

    # atan x = x + x z P(z), |x| up to tan(pi / 8)
    atan_tail = in_squares(lambda x: (mp.atan(x) - x) / x ** 3)
    atan_weight = in_squares(lambda x: x ** 3 / mp.atan(x))
    entry("atan-double", atan_tail, CUT, (ROOT - 1) ** 2 * mpf("1.001"), 10, to_double, atan_weight)

    # sinh x = x + x z P(z), |x| up to 1
    sinh_tail = in_squares(lambda x: (mp.sinh(x) - x) / x ** 3)
    entry("sinh-double", sinh_tail, CUT, 1, 6, to_double, in_squares(lambda x: x ** 3 / mp.sinh(x)))

    # tanh x = x + x z P(z)
    tanh_tail = in_squares(lambda x: (mp.tanh(x) - x) / x ** 3)
    tanh_weight = in_squares(lambda x: x ** 3 / mp.tanh(x))
    entry("tanh-float", tanh_tail, CUT, mpf("0.55") ** 2, 4, to_float, tanh_weight)
    entry("tanh-double", tanh_tail, CUT, mpf("0.55") ** 2, 10, to_double, tanh_weight)

    # erf x = x + x P(z), z = x^2 up to 1
    erf_head = in_squares(lambda x: mp.erf(x) / x - 1)
    erf_weight = in_squares(lambda x: x / mp.erf(x))
    entry("erf-float", erf_head, CUT, 1, 6, to_float, erf_weight)
    entry("erf-double", erf_head, CUT, 1, 12, to_double, erf_weight)
    # 1 - erf x = e^P(x - 1) on [1, 4] for float32; weighted by what remains of 1
    entry("erfc-float", lambda u: mp.log(mp.erfc(1 + u)), 0, 3, 7, to_float, lambda u: mp.erfc(1 + u))
    # e^(x^2) erfc(x) = P(t), t = (x - 3) / (x + 3), x from 1 to 6, for float64
    def at(t):
        return 3 * (1 + t) / (1 - t)
    entry("erfc-double", lambda t: mp.exp(at(t) ** 2) * mp.erfc(at(t)), -mpf(1) / 2, mpf(1) / 3, 12, to_double,
          lambda t: mp.exp(-at(t) ** 2))
    # log m = 2 s + s z (2/3 + z P(z)): the tail of the logarithm in pow; weighted by its share of log m
    pow_tail = in_squares(lambda s: (2 * mp.atanh(s) - 2 * s - 2 * s ** 3 / 3) / s ** 5)
    entry("pow-double", pow_tail, CUT, ((ROOT - 1) / (ROOT + 1)) ** 2, 7, to_double, lambda z: z ** 2 / 2)
