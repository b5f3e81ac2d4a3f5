"""The NumPy side of the bench. Reads one request a line, does it, measures itself, answers one line; all lines are JSON."""

import json
import sys
import time


def answer(**values):
    print(json.dumps(values), flush=True)


try:
    import numpy
except ImportError as problem:
    answer(error=str(problem))
    sys.exit()

answer(version=numpy.__version__)


def hashes(count, seed):
    """The same numbers as Numbers.cs, bit for bit."""
    bits = numpy.arange(count, dtype=numpy.uint32) + numpy.uint32(seed * 0x9E3779B9 & 0xFFFFFFFF)
    bits = (bits ^ (bits >> 16)) * numpy.uint32(0x85EBCA6B)
    bits = (bits ^ (bits >> 13)) * numpy.uint32(0xC2B2AE35)
    return bits ^ (bits >> 16)


def uniform(count, seed):
    return (hashes(count, seed) >> 8).astype(numpy.float32) * numpy.float32(1 / (1 << 24))


def integers(count, end, seed):
    return (hashes(count, seed) % numpy.uint32(end)).astype(numpy.int64)


def checksum(values):
    values = values.astype(numpy.float64).ravel()
    turns = numpy.arange(1, values.size + 1) * 0.6180339887498949
    return {"sum": values.sum(), "weighted": (values * (turns - numpy.floor(turns))).sum(), "size": numpy.abs(values).sum()}


def load(source, losses):
    """Defines the row's run, and sums up its first array, or its first few losses."""
    row = {"numpy": numpy, "uniform": uniform, "integers": integers}
    exec(source, row)
    first = row["run"]()
    values = first if first.ndim > 0 else numpy.array([first] + [row["run"]() for _ in range(losses - 1)])
    return row["run"], checksum(values)


def seconds(run, calls):
    start = time.perf_counter()
    for _ in range(calls):
        run()
    return time.perf_counter() - start


run = None
for line in sys.stdin:
    request = json.loads(line)
    try:
        if "source" in request:
            run, sums = load(request["source"], request["losses"])
            answer(**sums)
        else:
            answer(seconds=seconds(run, request["calls"]))
    except Exception as problem:
        answer(error=f"{type(problem).__name__}: {problem}")
