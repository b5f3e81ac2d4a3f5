"""Sums, extremes and their kin over sets of axes."""
import itertools
import math

import numpy
import torch

from .records import INTEGERS, array, record

NAN = math.nan
INF = math.inf


def normal(seed, *shape):
    return torch.from_numpy(numpy.random.RandomState(seed).standard_normal(shape).round(5))


def wholes(*shape):
    count = math.prod(shape)
    return torch.tensor([(i * 7 + 3) % 11 - 5 for i in range(count)], dtype=torch.int64).reshape(shape)


REALS = {
    "five": normal(1, 5), "matrix": normal(2, 3, 4), "block": normal(3, 2, 3, 4), "large": normal(4, 40, 70),
    "row": normal(5, 1, 7), "empty": torch.zeros(0, 3), "scalar": torch.tensor(-2.5, dtype=torch.float64),
    "ties": torch.tensor([[2.0, 5.0, 5.0, -1.0], [0.0, -0.0, 0.0, 0.0], [-3.0, -3.0, -7.0, -7.0]]),
    "nan": torch.tensor([[1.0, NAN, 3.0, NAN], [0.0, 2.0, -1.0, 2.0], [-2.0, NAN, 0.5, 0.0]]),
    "infinite": torch.tensor([[INF, 1.0, 2.0], [-INF, -INF, -INF], [INF, -INF, 0.0], [88.0, 89.0, 90.0], [800.0, -800.0, 1.0]]),
}
WHOLES = {
    "five": wholes(5), "matrix": wholes(3, 4), "block": wholes(2, 3, 4), "large": wholes(40, 70), "empty": wholes(0, 3),
    "ties": torch.tensor([[2, 5, 5, -1], [0, 0, 0, 0], [-3, -3, -7, -7]]), "scalar": torch.tensor(-4),
}
TRUTHS = {
    "five": torch.tensor([False, True, False, True, True]), "empty": torch.zeros(0, 3, dtype=torch.bool),
    "matrix": torch.tensor([[True, True, True], [False, True, False], [False, False, False]]),
    "block": wholes(2, 3, 4) % 3 > 0, "scalar": torch.tensor(True),
}


def inputs():
    """name, dtype, tensor"""
    for name, values in REALS.items():
        yield name, "float32", values.float()
        if name not in ("large", "row", "ties", "infinite"):
            yield name, "float64", values.double()
    for name, values in WHOLES.items():
        yield name, "int32", values.int()
        if name in ("five", "block", "empty"):
            yield name, "int64", values
    for name, values in TRUTHS.items():
        yield name, "bool", values


def arrays():
    return {f"{name}.{dtype}": array(values) for name, dtype, values in inputs()}


def one_by_one(function):
    """For functions that PyTorch reduces over one axis at a time."""
    def over(x, axes, keep):
        if x.dim() == 0:
            return function(x)
        for axis in sorted((axis % x.dim() for axis in axes), reverse=True):
            x = function(x, axis, keepdim=keep)
        return x
    return over


def everywhere(x, axes):
    return tuple(range(x.dim())) if axes is None else axes


def spread(function, correction):
    return lambda x, axes, keep: function(x, dim=axes, correction=correction, keepdim=keep)


# op, arguments, function(x, axes, keepdim)
SETS = [
    ("Sum", {}, lambda x, axes, keep: torch.sum(x, axes, keepdim=keep)),
    ("Mean", {}, lambda x, axes, keep: torch.mean(x, axes, keepdim=keep)),
    ("Max", {}, lambda x, axes, keep: torch.amax(x, axes, keepdim=keep)),
    ("Min", {}, lambda x, axes, keep: torch.amin(x, axes, keepdim=keep)),
    ("Prod", {}, one_by_one(torch.prod)),
    ("Any", {}, one_by_one(torch.any)),
    ("All", {}, one_by_one(torch.all)),
]
SPREADS = [
    ("Var", dict(correction=0), spread(torch.var, 0)),
    ("Var", dict(correction=1), spread(torch.var, 1)),
    ("Std", dict(correction=0), spread(torch.std, 0)),
    ("Std", dict(correction=1), spread(torch.std, 1)),
    ("LogSumExp", {}, lambda x, axes, keep: torch.logsumexp(x, axes, keepdim=keep)),
    ("Norm", {}, lambda x, axes, keep: torch.linalg.vector_norm(x, 2, axes, keepdim=keep)),
]
SINGLE = [
    ("ArgMax", lambda x, axis, keep: torch.argmax(x, axis, keepdim=keep)),
    ("ArgMin", lambda x, axis, keep: torch.argmin(x, axis, keepdim=keep)),
]
ALONG = [("CumSum", torch.cumsum)]
# Of the large array only these, which is what passes over blocks need.
FOR_LARGE = ("Sum", "Mean", "Max", "Std", "LogSumExp", "ArgMax")
FOR_WHOLES = ("Sum", "Prod", "Max", "Min", "ArgMax", "ArgMin", "Any", "All", "CumSum")
FOR_TRUTHS = ("Sum", "Prod", "Max", "Min", "ArgMax", "Any", "All", "CumSum")


def wanted(op, name, dtype, keep):
    """Enough of each to tell a wrong answer, without saying the same again in every dtype."""
    if name == "large" and (op not in FOR_LARGE or keep):
        return False
    if op in ("Any", "All") and dtype not in ("bool", "int32") and name != "nan":
        return False
    if keep and (dtype not in ("float32", "bool") or name not in ("five", "matrix", "block", "empty")):
        return False
    return not (dtype == "bool" and op not in FOR_TRUTHS or dtype in INTEGERS and op not in FOR_WHOLES)


def axes_of(name, rank):
    if name == "large":
        return [None, (0,), (1,)]
    sets = [combination for count in range(1, rank + 1) for combination in itertools.combinations(range(rank), count)]
    return [None, *sets, *([(-1,)] if name == "matrix" else [])]


def made(op, name, dtype, args, function, x, *arguments):
    """One record, an error where there is no extreme of nothing, none where PyTorch does not define the op for the dtype."""
    try:
        output = function(x, *arguments)
    except (RuntimeError, IndexError):
        if x.numel() == 0 and op in ("Max", "Min", "ArgMax", "ArgMin"):
            yield record(op, dtype, args, [f"{name}.{dtype}"], error=True)
        return
    extra = {}
    if output.dtype == torch.float32 and op not in ("Max", "Min"):
        extra["expected64"] = array(function(x.double(), *arguments))
    yield record(op, dtype, args, [f"{name}.{dtype}"], array(output), **extra)


def reduced(sets, single, along):
    for name, dtype, x in inputs():
        for axes, keep in itertools.product(axes_of(name, x.dim()), (False, True)):
            for op, args, function in sets:
                if wanted(op, name, dtype, keep):
                    full = dict(axes=axes, keepdim=keep, **args)
                    yield from made(op, name, dtype, full, function, x, everywhere(x, axes), keep)
            for op, function in single:
                if wanted(op, name, dtype, keep) and (axes is None or len(axes) == 1):
                    axis = None if axes is None else axes[0]
                    yield from made(op, name, dtype, dict(axis=axis, keepdim=keep), function, x, axis, keep)
        for op, function in along:
            for axis in range(-1, x.dim()):
                if wanted(op, name, dtype, False) and name != "scalar":
                    yield from made(op, name, dtype, dict(axis=axis), function, x, axis)


def shared():
    return arrays()


def records():
    return reduced(SETS, SINGLE, ALONG)
