"""Gradients of sum(op(inputs) * weights) with respect to each input, in float64."""
import numpy
import torch
from torch.nn import functional

from .records import array, record

PLAIN = [-2.3, -1.0, -0.4, -0.05, 0.0, 0.3, 1.0, 1.7, 6.5]
AWAY = [-2.3, -1.1, -0.4, 0.3, 0.8, 1.7]
POSITIVE = [0.02, 0.4, 1.0, 2.5, 30.0]
UNIT = [-0.95, -0.5, 0.0, 0.3, 0.9]
MATRIX = [[1.5, -0.5, 2.0, 0.25], [-1.0, 3.0, 0.75, -2.0], [0.5, 1.25, -1.75, 4.0]]
TIES = [[2.0, 5.0, 5.0], [1.0, 1.0, 1.0], [-3.0, 4.0, -3.0]]
ZEROS = [[2.0, 0.0, 3.0], [0.0, 4.0, 0.0], [1.5, -2.0, 0.5]]

UNARY = {
    "Abs": (torch.abs, PLAIN), "Neg": (torch.neg, PLAIN), "Sign": (torch.sign, PLAIN), "Square": (torch.square, PLAIN),
    "Sqrt": (torch.sqrt, [0.0, *POSITIVE]), "Rsqrt": (torch.rsqrt, POSITIVE), "Reciprocal": (torch.reciprocal, AWAY),
    "Exp": (torch.exp, PLAIN), "Exp2": (torch.exp2, PLAIN), "Expm1": (torch.expm1, PLAIN),
    "Log": (torch.log, POSITIVE), "Log2": (torch.log2, POSITIVE), "Log10": (torch.log10, POSITIVE), "Log1p": (torch.log1p, UNIT),
    "Sin": (torch.sin, PLAIN), "Cos": (torch.cos, PLAIN), "Tan": (torch.tan, AWAY), "Asin": (torch.asin, UNIT),
    "Acos": (torch.acos, UNIT), "Atan": (torch.atan, PLAIN), "Sinh": (torch.sinh, PLAIN), "Cosh": (torch.cosh, PLAIN),
    "Tanh": (torch.tanh, PLAIN), "Sigmoid": (torch.sigmoid, PLAIN), "LogSigmoid": (functional.logsigmoid, [-40.0, *PLAIN, 40.0]),
    "Softplus": (functional.softplus, [-40.0, *PLAIN, 40.0]), "Relu": (torch.relu, PLAIN),
    "LeakyRelu": (lambda x: functional.leaky_relu(x, 0.01), PLAIN), "Elu": (functional.elu, PLAIN),
    "Gelu": (functional.gelu, PLAIN), "Silu": (functional.silu, PLAIN), "Erf": (torch.erf, PLAIN),
    "Floor": (torch.floor, PLAIN), "Ceil": (torch.ceil, PLAIN), "Trunc": (torch.trunc, PLAIN), "Round": (torch.round, PLAIN),
}
BINARY = {
    "Add": torch.add, "Sub": torch.sub, "Mul": torch.mul, "Div": torch.div, "Maximum": torch.maximum, "Minimum": torch.minimum,
    "Atan2": torch.atan2, "Hypot": torch.hypot, "Remainder": torch.remainder,
}


def differentiated(op, args, function, *values):
    inputs = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in values]
    output = function(*inputs)
    state = numpy.random.RandomState(output.numel())
    weights = torch.tensor(state.uniform(-2, 2, output.numel()).round(2)).reshape(output.shape)
    gradients = torch.autograd.grad((output * weights).sum(), inputs, allow_unused=True)
    gradients = [torch.zeros_like(x) if g is None else g for x, g in zip(inputs, gradients)]
    return record(op, "float64", args, [array(x) for x in inputs], array(output), weights=array(weights),
                  gradients=[array(g.contiguous()) for g in gradients])


def elementwise():
    for op, (function, points) in UNARY.items():
        yield differentiated(op, {}, function, points)
    for op, function in BINARY.items():
        yield differentiated(op, {}, function, [[1.5], [-2.0], [0.7]], [0.7, -2.0, 1.5, 3.0])
        yield differentiated(op, {}, function, AWAY, [1.1, -1.1, 2.5, 0.3, -0.8, 1.9])
    yield differentiated("Pow", {}, torch.pow, POSITIVE, [-1.5, 0.0, 3.0, 0.5, 1.2])
    yield differentiated("Pow", {}, torch.pow, [0.0, 0.0, 0.0, 2.0], [2.0, 1.0, 0.0, 0.0])
    yield differentiated("Pow", {}, torch.pow, [-2.0, -1.5], [2.0, 3.0])
    for exponent in (0, 1, 2, 3, 0.5, -1, -2.5):
        points = [0.0, *POSITIVE] if exponent >= 1 or exponent == 0 else POSITIVE
        yield differentiated("PowNumber", dict(exponent=exponent), lambda x: torch.pow(x, exponent), points)
    condition = torch.tensor([True, False, False, True])
    yield differentiated("Where", dict(condition=condition.tolist()), lambda a, b: torch.where(condition, a, b),
                         [1.0, 2.0, 3.0, 4.0], [[0.5], [-0.5]])
    for low, high in ((-1.0, 1.0), (None, 0.3), (0.0, None), (1.0, -1.0)):
        args = {key: value for key, value in (("min", low), ("max", high)) if value is not None}
        yield differentiated("Clamp", args, lambda x: torch.clamp(x, low, high), PLAIN)
    yield differentiated("Lerp", dict(weight=0.3), lambda a, b: torch.lerp(a, b, 0.3), [1.0, 2.0], [[3.0], [-4.0]])
    yield differentiated("Lerp", {}, torch.lerp, [1.0, 2.0], [3.0, -4.0], [0.25, 0.75])


def reductions():
    for axes in ((0, 1), (0,), (1,)):
        args = dict(axes=axes)
        for op, function, points in (
            ("Sum", torch.sum, MATRIX), ("Mean", torch.mean, MATRIX), ("Max", torch.amax, MATRIX), ("Max", torch.amax, TIES),
            ("Min", torch.amin, MATRIX), ("Min", torch.amin, TIES), ("LogSumExp", torch.logsumexp, MATRIX),
        ):
            yield differentiated(op, args, lambda x: function(x, dim=axes), points)
        for points in (MATRIX, [[3.0, -4.0], [0.0, 0.0]], [[0.0, 0.0], [0.0, 0.0]]):
            yield differentiated("Norm", args, lambda x: torch.linalg.vector_norm(x, 2, axes), points)
        for op, function in (("Var", torch.var), ("Std", torch.std)):
            for correction in (0, 1):
                yield differentiated(op, dict(axes=axes, correction=correction),
                                     lambda x: function(x, dim=axes, correction=correction), MATRIX)
        # PyTorch multiplies over one axis at a time, or over all.
        for points in (MATRIX, ZEROS):
            yield differentiated("Prod", args, lambda x: x.prod() if len(axes) == 2 else x.prod(axes[0]), points)
    for axis in (0, 1):
        for op, function in (("Softmax", torch.softmax), ("LogSoftmax", torch.log_softmax), ("CumSum", torch.cumsum)):
            yield differentiated(op, dict(axis=axis), lambda x: function(x, axis), MATRIX)
    steep = [[1000.0, 999.0, 0.0], [-1000.0, -1000.0, -1000.0]]
    yield differentiated("Softmax", dict(axis=1), lambda x: torch.softmax(x, 1), steep)
    yield differentiated("LogSoftmax", dict(axis=1), lambda x: torch.log_softmax(x, 1), steep)
    yield differentiated("LogSumExp", dict(axes=(0,)), lambda x: torch.logsumexp(x, 0), [1000.0, 1000.0, -1000.0])
    constant = [[1.0, 2.0], [1.0, 4.0]]
    yield differentiated("Std", dict(axes=(0,), correction=0), lambda x: torch.std(x, dim=0, correction=0), constant)


def products():
    state = numpy.random.RandomState(0)
    for left, right in (((3,), (3,)), ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4)), ((5, 2, 3), (3, 4)), ((2, 3), (5, 3, 4)),
                        ((5, 2, 3), (5, 3, 4)), ((2, 1, 2, 3), (3, 3, 2)), ((3,), (2, 3, 4)), ((2, 2, 3), (3,))):
        factors = [state.standard_normal(shape).round(3).tolist() for shape in (left, right)]
        yield differentiated("MatMul", {}, torch.matmul, *factors)


def moves():
    block = [[[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]]
    yield differentiated("Reshape", dict(shape=(2, 3)), lambda x: x.reshape(2, 3), block)
    yield differentiated("Permute", dict(axes=(2, 0, 1)), lambda x: x.permute(2, 0, 1), block)
    yield differentiated("Expand", dict(shape=(4, 3, 2)), lambda x: x.expand(4, 3, 2), block)
    yield differentiated("Flip", dict(axes=(1,)), lambda x: x.flip(1), block)
    yield differentiated("Roll", dict(shifts=(1,), axes=(1,)), lambda x: x.roll(1, 1), block)
    yield differentiated("Slice", dict(items=[0, [0, 3, 2]]), lambda x: x[0, 0:3:2], block)
    yield differentiated("Concat", dict(axis=0), lambda a, b: torch.cat([a, b]), [[1.0, 2.0]], [[3.0, 4.0], [5.0, 6.0]])
    yield differentiated("Stack", dict(axis=1), lambda a, b: torch.stack([a, b], 1), [1.0, 2.0], [3.0, 4.0])
    yield differentiated("Pad", dict(padding=[[1, 0], [0, 2]], value=0), lambda x: functional.pad(x, (0, 2, 1, 0)), [[1.0, 2.0]])
    for axis, indices in ((0, [2, 0, 2, 2]), (1, [1, 1, 0]), (-1, [0])):
        index = torch.tensor(indices)
        yield differentiated("IndexSelect", dict(axis=axis, indices=indices), lambda x: torch.index_select(x, axis, index), TIES)
        source = [[0.5 * row + column for column in range(3)] for row in range(4)]
        source = torch.tensor(source)[:len(indices)] if axis == 0 else torch.tensor(source)[:3, :len(indices)]
        yield differentiated("IndexAdd", dict(axis=axis, indices=indices),
                             lambda x, y: torch.index_add(x, axis, index, y), TIES, source.tolist())
    yield differentiated("Repeat", dict(repeats=(2, 3)), lambda x: x.repeat(2, 3), [[1.0, 2.0]])


def records():
    yield from elementwise()
    yield from reductions()
    yield from products()
    yield from moves()
