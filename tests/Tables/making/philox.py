"""Philox4x32-10 in whole numbers, and what Gradus makes of its words: the truth for every machine, to the bit.

The normal numbers come twice: operation by operation as the library rounds them, and to 400 bits."""
import math
from fractions import Fraction

import mpmath
import numpy

from .records import array, record

SEEDS = (0, 1, 42, 0x0123456789ABCDEF, 2**64 - 1)
# Starts of runs: inside a block, across the places where a 32-bit block number would end, and far out.
STARTS = (0, 1, 3, 1000, 2**33 - 9, 2**34 - 17, 2**34 - 6, 2**60 + 1)
COUNT = 37
WORD = 2**32 - 1


def block(counter, key):
    c0, c1, c2, c3 = counter
    k0, k1 = key
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2
        c0, c1, c2, c3 = p1 >> 32 ^ c1 ^ k0, p1 & WORD, p0 >> 32 ^ c3 ^ k1, p0 & WORD
        k0, k1 = k0 + 0x9E3779B9 & WORD, k1 + 0xBB67AE85 & WORD
    return c0, c1, c2, c3


def words(seed, stream, number):
    return block((number & WORD, number >> 32, stream, 0), (seed & WORD, seed >> 32))


def pair(seed, stream, index):
    """The 64 bits of value index where a block gives two."""
    four = words(seed, stream, index // 2)
    return four[index % 2 * 2] | four[index % 2 * 2 + 1] << 32


def uniform32(seed, index):
    return (words(seed, 0, index // 4)[index % 4] >> 8) / 2**24


def uniform64(seed, index):
    return (pair(seed, 1, index) >> 11) / 2**53


def uv(seed, index):
    even = index - index % 2
    return ((pair(seed, 2, even) >> 11) + 1) / 2**53, (pair(seed, 2, even + 1) >> 11) / 2**53


def fma(a, b, c):
    return float(Fraction(a) * Fraction(b) + Fraction(c))


def horner(z, coefficients):
    total = coefficients[0]
    for coefficient in coefficients[1:]:
        total = fma(total, z, coefficient)
    return total


def logarithm(x):
    m, e = math.frexp(x)
    if m < 0.70710678118654752:
        m, e = m * 2, e - 1
    s = (m - 1) / (m + 1)
    z = s * s
    series = horner(z, [1 / k for k in range(21, 2, -2)])
    return fma(e, 0.69314718055994531, fma((s + s) * z, series, s + s))


def cos_sin_of_turn(x):
    quarter = math.floor(fma(x, 4, 0.5))
    angle = fma(quarter, -0.25, x) * 6.2831853071795865
    z = angle * angle
    sine = fma(angle * z, horner(z, [(-1) ** (k // 2) / math.factorial(k) for k in range(17, 2, -2)]), angle)
    cosine = horner(z, [(-1) ** (k // 2) / math.factorial(k) for k in range(16, -1, -2)])
    return [(cosine, sine), (-sine, cosine), (-cosine, -sine), (sine, -cosine)][quarter % 4]


def normal(seed, index):
    u, v = uv(seed, index)
    return math.sqrt(logarithm(u) * -2.0) * cos_sin_of_turn(v)[index % 2]


def normal_exactly(seed, index):
    u, v = uv(seed, index)
    with mpmath.workprec(400):
        turn = (mpmath.cos, mpmath.sin)[index % 2](2 * mpmath.pi * mpmath.mpf(v))
        return float(mpmath.sqrt(-2 * mpmath.log(mpmath.mpf(u))) * turn)


def integer(seed, index, low, high):
    return low + (pair(seed, 3, index) * (high - low) >> 64)


def permutation(seed, n):
    order = list(range(n))
    for step in range(n - 1):
        last = n - 1 - step
        chosen = pair(seed, 4, step) * (last + 1) >> 64
        order[last], order[chosen] = order[chosen], order[last]
    return order


def records():
    for seed in SEEDS:
        for start in STARTS:
            args, places = dict(seed=seed, start=start), range(start, start + COUNT)
            single = numpy.array([uniform32(seed, i) for i in places], dtype=numpy.float32)
            yield record("Uniform", "float32", args, output=array(single))
            yield record("Uniform", "float64", args, output=array(numpy.array([uniform64(seed, i) for i in places])))
            values = numpy.array([normal(seed, i) for i in places])
            exact = array(numpy.array([normal_exactly(seed, i) for i in places]))
            yield record("Normal", "float64", args, output=array(values), expected64=exact)
            yield record("Normal", "float32", args, output=array(values.astype(numpy.float32)))
            for low, high in ((0, 10), (-(2**40), 2**41 + 1), (-(2**63), 2**63 - 1)):
                values = numpy.array([integer(seed, i, low, high) for i in places], dtype=numpy.int64)
                yield record("Integers", "int64", dict(**args, low=low, high=high), output=array(values))
        for n in (0, 1, 2, 3, 10, 300):
            order = numpy.array(permutation(seed, n), dtype=numpy.int64)
            yield record("Permutation", "int64", dict(seed=seed, n=n), output=array(order))
