"""Functions of one tensor, element by element, and of several."""
import torch
from torch.nn import functional

from .exact import FUNCTIONS, exactly
from .points import FLOATS, NAN, INF, PAIRED, SPECIAL, WHOLES, tensor
from .records import array, record

# op: (function, the points of its domain)
UNARY = {
    "Abs": (torch.abs, "line"), "Neg": (torch.neg, "line"), "Sign": (torch.sign, "line"), "Square": (torch.square, "line"),
    "Sqrt": (torch.sqrt, "positive"), "Rsqrt": (torch.rsqrt, "positive"), "Reciprocal": (torch.reciprocal, "line"),
    "Exp": (torch.exp, "steep"), "Exp2": (torch.exp2, "steep"), "Expm1": (torch.expm1, "steep"),
    "Log": (torch.log, "positive"), "Log2": (torch.log2, "positive"), "Log10": (torch.log10, "positive"),
    "Log1p": (torch.log1p, "positive"),
    "Sin": (torch.sin, "angles"), "Cos": (torch.cos, "angles"), "Tan": (torch.tan, "angles"),
    "Asin": (torch.asin, "unit"), "Acos": (torch.acos, "unit"), "Atan": (torch.atan, "line"),
    "Sinh": (torch.sinh, "steep"), "Cosh": (torch.cosh, "steep"), "Tanh": (torch.tanh, "line"),
    "Sigmoid": (torch.sigmoid, "steep"), "LogSigmoid": (functional.logsigmoid, "steep"),
    "Relu": (torch.relu, "line"), "Silu": (functional.silu, "line"), "Erf": (torch.erf, "line"),
    "Floor": (torch.floor, "rounding"), "Ceil": (torch.ceil, "rounding"), "Trunc": (torch.trunc, "rounding"),
    "Round": (torch.round, "rounding"),
    "IsNaN": (torch.isnan, "line"), "IsInf": (torch.isinf, "line"), "IsFinite": (torch.isfinite, "line"),
    "LogicalNot": (torch.logical_not, "line"),
}
WITH_ARGUMENTS = (
    # Softplus turns into x beyond the threshold, which at 20 shows in float64: no point lies between 20 and 37.
    ("Softplus", functional.softplus, "line", dict(beta=1, threshold=20)),
    ("LeakyRelu", lambda x: functional.leaky_relu(x, 0.01), "line", dict(negativeSlope=0.01)),
    ("Elu", functional.elu, "line", dict(alpha=1)),
    ("Gelu", functional.gelu, "line", dict(approximate="none")),
)
BINARY = {
    "Add": torch.add, "Sub": torch.sub, "Mul": torch.mul, "Div": torch.div, "Maximum": torch.maximum, "Minimum": torch.minimum,
    "Atan2": torch.atan2, "Hypot": torch.hypot, "Equal": torch.eq, "NotEqual": torch.ne, "Less": torch.lt,
    "LessEqual": torch.le, "Greater": torch.gt, "GreaterEqual": torch.ge, "LogicalAnd": torch.logical_and,
    "LogicalOr": torch.logical_or, "LogicalXor": torch.logical_xor,
}
# Division by a whole zero is an error, the smallest integer divided by -1 does not fit, and PyTorch gives NaN where the
# quotient of a huge number overflows: none of these is tried.
DIVIDING = {"FloorDivide": torch.floor_divide, "Remainder": torch.remainder}


def shared():
    arrays = {}
    for name in ("float32", "float64"):
        for domain, points in FLOATS.items():
            arrays[f"{domain}.{name}"] = array(tensor(SPECIAL[name] + points, name))
    for name, values in WHOLES.items():
        arrays[f"whole.{name}"] = array(tensor(values, name))
    for name, values in PAIRED.items():
        arrays[f"column.{name}"] = array(tensor(values, name).reshape(-1, 1))
        arrays[f"row.{name}"] = array(tensor(values, name))
    return arrays


def widened(x, name):
    return x if x.dtype == torch.bool and name != "bool" else x.double()


def call(op, function, name, inputs, args=None, names=None):
    """One record, or none where PyTorch does not define the op for the dtype. expected64 is what a real result should be."""
    try:
        output = function(*inputs)
    except (RuntimeError, TypeError):
        return
    extra = {}
    if output.dtype == torch.float32 or (output.dtype == torch.float64 and op in FUNCTIONS):
        wide = function(*(widened(x, name) for x in inputs))
        extra["expected64"] = array(exactly(op, inputs, wide))
    yield record(op, name, args, names or [array(x) for x in inputs], array(output), **extra)


def unary():
    plain = tuple((op, function, domain, {}) for op, (function, domain) in UNARY.items())
    for op, function, domain, args in plain + WITH_ARGUMENTS:
        for name in ("float32", "float64"):
            yield from call(op, function, name, [tensor(SPECIAL[name] + FLOATS[domain], name)], args, [f"{domain}.{name}"])
        for name, values in WHOLES.items():
            yield from call(op, function, name, [tensor(values, name)], args, [f"whole.{name}"])


def binary():
    for op, function in (BINARY | DIVIDING).items():
        for name, values in PAIRED.items():
            left, right = tensor(values, name).reshape(-1, 1), tensor(values, name)
            if op not in DIVIDING:
                yield from call(op, function, name, [left, right], names=[f"column.{name}", f"row.{name}"])
            elif name.startswith("float"):
                yield from call(op, function, name, [left[:-1], right])
            elif name != "bool":
                yield from call(op, function, name, [left[left > -100].reshape(-1, 1), right[right != 0]])


def power():
    for name in ("float32", "float64"):
        left, right = tensor(PAIRED[name], name).reshape(-1, 1), tensor(PAIRED[name], name)
        yield from call("Pow", torch.pow, name, [left, right], names=[f"column.{name}", f"row.{name}"])
        bases = tensor([1e-3, 0.3, 0.99, 1.01, 1.7, 2.0, 10.0, 123.4], name).reshape(-1, 1)
        yield from call("Pow", torch.pow, name, [bases, tensor([-7.5, -2.0, -0.5, 0.1, 1 / 3, 2.0, 3.0, 11.3], name)])
    for name in ("int32", "int64"):
        yield from call("Pow", torch.pow, name, [tensor([0, 1, -1, 2, -3, 7, -8, 10], name).reshape(-1, 1),
                                                 tensor([0, 1, 2, 3, 5, 9], name)])


def of_three():
    condition = torch.tensor([True, False, True, False, False, True, True])
    for name in PAIRED:
        values = (PAIRED[name] * 4)[:7]
        yield from call("Where", torch.where, name, [condition, tensor(values, name), tensor(values[::-1], name)])
    for name in ("float32", "float64"):
        points = tensor(SPECIAL[name] + [-3.0, -2.0, -1.75, 0.25, 2.0, 2.5], name)
        for low, high in ((-2.0, 2.0), (-1.0, None), (None, 0.5), (2.0, -2.0), (-INF, INF), (0.0, 0.0), (NAN, 1.0)):
            args = {key: value for key, value in (("min", low), ("max", high)) if value is not None}
            yield from call("Clamp", lambda x: torch.clamp(x, low, high), name, [points], args)
        start, end = tensor([0.0, 1.0, -2.5, 3.3, 1e10, 7.0], name).reshape(-1, 1), tensor([1.0, -4.0, 0.1, 1e10], name)
        for weight in (0.0, 0.25, 0.5, 0.75, 1.0, -0.3, 1.7):
            yield from call("Lerp", lambda a, b: torch.lerp(a, b, weight), name, [start, end], dict(weight=weight))
        yield from call("Lerp", torch.lerp, name, [start, end, tensor([0.1, 0.49, 0.51, 2.0], name)])
    for name in ("int32", "int64"):
        for low, high in ((-2, 5), (0, None), (None, 3), (5, -2)):
            args = {key: value for key, value in (("min", low), ("max", high)) if value is not None}
            yield from call("Clamp", lambda x: torch.clamp(x, low, high), name, [tensor(WHOLES[name], name)], args)


def records():
    yield from unary()
    yield from binary()
    yield from power()
    yield from of_three()
