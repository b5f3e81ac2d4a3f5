"""NumPy's legacy RandomState: first values, far values, and a digest of a long run."""
import hashlib

import numpy

from .records import array, record

SEEDS = (0, 1, 7, 42, 123456789, 2**31, 2**32 - 1)
KEYS = ([0], [1, 2, 3], [2**32 - 1, 0, 5], list(range(700)))
PLACES = (0, 1, 2, 3, 4, 5, 6, 7, 311, 312, 623, 624, 999, 9999, 19999)


def far(values):
    return array(values[list(PLACES)])


def digest(values):
    return hashlib.sha256(values.tobytes()).hexdigest()


def generator(seed):
    return numpy.random.RandomState(seed)


def stream(op, seed, values, **args):
    """Values at PLACES, and the SHA-256 of all little-endian bytes."""
    return record(op, str(values.dtype), dict(seed=seed, count=len(values), places=list(PLACES), **args),
                  output=far(values), sha256=digest(values))


def mixed(seed):
    """One generator asked for different things in turn: each call must use up the same words as NumPy's."""
    state = generator(seed)
    values = []
    for step in range(50):
        values.append(state.standard_normal())
        values.append(float(state.randint(0, 10 + step, dtype=numpy.int64)))
        values.append(state.random_sample())
        values.append(float(state.permutation(step + 1)[0]))
        values.append(float(state.randint(-(2**40), 2**41, dtype=numpy.int64)))
        values.append(state.uniform(-2.0, 5.0))
    return numpy.array(values)


def records():
    for seed in SEEDS:
        yield stream("RandomSample", seed, generator(seed).random_sample(20_000))
        yield stream("StandardNormal", seed, generator(seed).randn(20_000))
        yield stream("Uniform", seed, generator(seed).uniform(-2.5, 7.25, 20_000), low=-2.5, high=7.25)
        for low, high in ((0, 2), (0, 10), (-5, 1000), (0, 2**32), (0, 2**32 + 1), (-(2**62), 2**62), (-(2**63), 2**63 - 1)):
            values = generator(seed).randint(low, high, 20_000, dtype=numpy.int64)
            yield stream("RandInt", seed, values, low=low, high=high)
        for n in (0, 1, 2, 3, 10, 100):
            yield record("Permutation", "int64", dict(seed=seed, n=n), output=array(generator(seed).permutation(n)))
        order = generator(seed).permutation(20_000)
        args = dict(seed=seed, n=20_000, places=list(PLACES))
        yield record("Permutation", "int64", args, output=far(order), sha256=digest(order))
        values = numpy.arange(20) ** 2
        generator(seed).shuffle(values)
        yield record("Shuffle", "int64", dict(seed=seed), [array(numpy.arange(20) ** 2)], array(values))
        yield record("Mixed", "float64", dict(seed=seed), output=array(mixed(seed)))
    for key in KEYS:
        yield stream("RandomSample", key, generator(key).random_sample(20_000))
