"""The dtypes of results: of two tensors, of a tensor and a scalar tensor (no axes), of a tensor and a plain number."""
import itertools
import operator

import torch

from .records import DTYPES, NAMES, record

NUMBERS = {"bool": True, "int": 2, "float": 1.5}
BINARY = {
    "Add": operator.add, "Sub": operator.sub, "Mul": operator.mul, "Div": operator.truediv, "FloorDivide": operator.floordiv,
    "Remainder": operator.mod, "Pow": operator.pow, "Less": operator.lt, "Equal": operator.eq,
}
# These take tensors alone.
TENSORS = {
    "Maximum": torch.maximum, "Atan2": torch.atan2, "LogicalAnd": torch.logical_and,
    "Where": lambda a, b: torch.where(torch.tensor([True]), a, b),
}
UNARY = {
    "Sum": torch.sum, "Mean": torch.mean, "Prod": torch.prod, "CumSum": lambda x: torch.cumsum(x, 0), "Max": torch.amax,
    "Any": torch.any, "All": torch.all, "ArgMax": torch.argmax, "Var": torch.var, "Norm": torch.linalg.vector_norm,
    "LogSumExp": lambda x: torch.logsumexp(x, 0), "Exp": torch.exp, "Sqrt": torch.sqrt, "Sigmoid": torch.sigmoid,
    "Abs": torch.abs, "Neg": torch.neg, "Square": torch.square, "Sign": torch.sign, "Floor": torch.floor, "Relu": torch.relu,
    "Reciprocal": torch.reciprocal, "LogicalNot": torch.logical_not, "IsNaN": torch.isnan, "Tanh": torch.tanh,
}


def operands():
    """kind, name of the dtype or of the kind of number, value"""
    for name, dtype in DTYPES.items():
        yield "tensor", name, torch.ones(2, dtype=dtype)
        yield "scalar", name, torch.ones((), dtype=dtype)
    for name, value in NUMBERS.items():
        yield "number", name, value


def result(function, *values):
    """The result's dtype, or that PyTorch refuses."""
    try:
        return dict(result=NAMES[function(*values).dtype])
    except (RuntimeError, TypeError):
        return dict(error=True)


def records():
    for op, function in (BINARY | TENSORS).items():
        for (kind, left, a), (other, right, b) in itertools.product(operands(), repeat=2):
            numbers = (kind, other).count("number")
            if numbers == 0 or numbers == 1 and op in BINARY:
                args = dict(left=left, leftKind=kind, right=right, rightKind=other)
                yield record(op, None, args, **result(function, a, b))
    for op, function in UNARY.items():
        for name, dtype in DTYPES.items():
            yield record(op, name, **result(function, torch.ones(2, dtype=dtype)))
