"""
The operations of random programs by NumPy: every name that a line of a program uses, but for gradients, which NumPy has not.

Dtypes are promoted here, as PyTorch promotes: NumPy would go from integers and float32 to float64. What NumPy has no function for is
written out in float64 and rounded once.
"""

import json
import math
import re

import numpy

from left_out import LeftOut

numpy.seterr(all="ignore")
NAME = "NumPy"
DTYPES = ["bool", "int32", "int64", "float32", "float64"]


def is_floating(x):
    return x.dtype.kind == "f"


def wide(x):
    return x if is_floating(x) else x.astype("float32")


def promoted(*arrays):
    """Of one dtype: the strongest of those with axes, unless one without axes is of a higher kind (bool, integer, floating)."""
    def strongest(group):
        return max((DTYPES.index(str(x.dtype)) for x in group), default=-1)

    def kind(place):
        return -1 if place < 0 else (0, 1, 1, 2, 2)[place]

    dense, scalars = strongest(x for x in arrays if x.ndim > 0), strongest(x for x in arrays if x.ndim == 0)
    dtype = DTYPES[scalars if kind(scalars) > kind(dense) else dense]
    return [x.astype(dtype) for x in arrays]


# Elementwise operations -------------------------------------------------------------------------------------------------------

def same(function):
    return lambda *inputs: function(*promoted(*inputs))


def floating(function):
    return lambda *inputs: function(*(wide(x) for x in promoted(*inputs)))


def written_out(function):
    """In float64, rounded to the inputs' dtype."""
    def call(*inputs):
        given = [wide(x) for x in promoted(*inputs)]
        return function(*(x.astype("float64") for x in given)).astype(given[0].dtype)
    return call


def rounding(function):
    # NumPy makes integers float64.
    return lambda x: function(x) if is_floating(x) else x.copy()


def power(a, b):
    a, b = promoted(a, b)
    if not is_floating(a) and (b < 0).any():
        raise LeftOut("Pow: NumPy refuses negative powers of integers")
    return numpy.power(a, b)


def multiply_add(a, b, c):
    # NumPy rounds the product too; the bounds allow for it.
    a, b, c = promoted(a, b, c)
    return a * b + c


def clamp(x, low, high):
    return numpy.clip(*promoted(x, low, high))


erf = numpy.vectorize(math.erf, otypes=["float64"])
OPS = {
    "Abs": numpy.abs, "Acos": floating(numpy.arccos), "Add": same(numpy.add), "Asin": floating(numpy.arcsin),
    "Atan": floating(numpy.arctan), "Atan2": floating(numpy.arctan2), "Ceil": rounding(numpy.ceil), "Clamp": clamp,
    "Cos": floating(numpy.cos), "Cosh": floating(numpy.cosh), "Div": floating(numpy.divide),
    "Elu": written_out(lambda x, alpha: numpy.where(x > 0, x, alpha * numpy.expm1(numpy.minimum(x, 0)))),
    "Equal": same(numpy.equal), "Erf": written_out(erf), "Exp": floating(numpy.exp), "Exp2": floating(numpy.exp2),
    "Expm1": floating(numpy.expm1), "Floor": rounding(numpy.floor), "FloorDivide": same(numpy.floor_divide),
    "Gelu": written_out(lambda x: 0.5 * x * (1 + erf(x * math.sqrt(0.5)))), "Greater": same(numpy.greater),
    "GreaterEqual": same(numpy.greater_equal), "Hypot": floating(numpy.hypot), "IsFinite": numpy.isfinite, "IsInf": numpy.isinf,
    "IsNaN": numpy.isnan, "LeakyRelu": written_out(lambda x, slope: numpy.where(x > 0, x, slope * x)),
    "Lerp": written_out(lambda a, b, weight: a + weight * (b - a)), "Less": same(numpy.less), "LessEqual": same(numpy.less_equal),
    "Log": floating(numpy.log), "Log10": floating(numpy.log10), "Log1p": floating(numpy.log1p), "Log2": floating(numpy.log2),
    "LogSigmoid": written_out(lambda x: -numpy.logaddexp(0, -x)), "LogicalAnd": numpy.logical_and, "LogicalNot": numpy.logical_not,
    "LogicalOr": numpy.logical_or, "LogicalXor": numpy.logical_xor, "Maximum": same(numpy.maximum),
    "Minimum": same(numpy.minimum), "Mul": same(numpy.multiply), "MultiplyAdd": multiply_add, "Neg": numpy.negative,
    "NotEqual": same(numpy.not_equal), "Pow": power, "Reciprocal": floating(numpy.reciprocal),
    "Relu": lambda x: numpy.maximum(x, numpy.zeros_like(x)), "Remainder": same(numpy.remainder), "Round": rounding(numpy.rint),
    "Rsqrt": written_out(lambda x: 1 / numpy.sqrt(x)), "Sigmoid": written_out(lambda x: 1 / (1 + numpy.exp(-x))),
    "Sign": numpy.sign, "Silu": written_out(lambda x: x / (1 + numpy.exp(-x))), "Sin": floating(numpy.sin),
    "Sinh": floating(numpy.sinh), "Softplus": written_out(lambda x: numpy.logaddexp(0, x)), "Sqrt": floating(numpy.sqrt),
    "Square": numpy.square, "Sub": same(numpy.subtract), "Tan": floating(numpy.tan), "Tanh": floating(numpy.tanh),
    "Trunc": rounding(numpy.trunc), "Where": lambda mask, a, b: numpy.where(mask, *promoted(a, b)),
}


def op(name, *inputs):
    # A number takes the dtype of the arrays, and float32 beside integers.
    dtype = next((x.dtype for x in inputs if isinstance(x, numpy.ndarray) and is_floating(x)), "float32")
    given = [x if isinstance(x, numpy.ndarray) else numpy.array(float(x), dtype) for x in inputs]
    if name not in OPS:
        raise LeftOut(f"{name}: no counterpart")
    # Of arrays without axes NumPy makes numbers.
    return numpy.asarray(OPS[name](*given))


# Reductions, moves and functions made of others -------------------------------------------------------------------------------

def reduce(name, x, axes, keep):
    axes = tuple(axes or range(x.ndim))
    if name == "Mean":
        x = wide(x)
    functions = {
        "Sum": numpy.sum, "Mean": numpy.mean, "Prod": numpy.prod, "Max": numpy.max, "Min": numpy.min, "All": numpy.all, "Any": numpy.any,
    }
    return numpy.asarray(functions[name](x, axis=axes, keepdims=keep))


def log_sum_exp(x, axis):
    largest = x.max(axis, keepdims=True)
    return numpy.log(numpy.exp(x - largest).sum(axis, keepdims=True)) + largest


def composite(x, text):
    name, arguments = re.fullmatch(r"(\w+)(?:\((.*)\))?", text).groups()
    arguments = json.loads(f"[{arguments or ''}]")
    # NumPy has no function for these, or one that leaves the range of float32 early.
    exact = x.astype("float64")
    functions = {
        "Softmax": lambda a: numpy.exp(exact - log_sum_exp(exact, a)), "LogSoftmax": lambda a: exact - log_sum_exp(exact, a),
        "LogSumExp": lambda a: log_sum_exp(exact, a).squeeze(a), "Norm": lambda a: numpy.linalg.norm(exact, axis=a),
        "Var": lambda axes, keep, _: numpy.var(x, axis=tuple(axes), keepdims=keep),
        "Std": lambda axes, keep, _: numpy.std(x, axis=tuple(axes), keepdims=keep), "Roll": lambda shift, a: numpy.roll(x, shift, a),
        "ArgMax": lambda a: numpy.argmax(x, a), "ArgMin": lambda a: numpy.argmin(x, a),
        "T": lambda: x if x.ndim < 2 else x.swapaxes(-2, -1), "Unsqueeze": lambda a: numpy.expand_dims(x, a), "Squeeze": lambda: x.squeeze(),
    }
    return numpy.asarray(functions[name](*arguments)).astype("int64" if name.startswith("Arg") else x.dtype)


def cross_entropy(x, classes):
    if x.shape[0] == 0:
        raise LeftOut("CrossEntropy of no rows")
    exact = x.astype("float64")
    losses = log_sum_exp(exact, 1)[:, 0] - exact[numpy.arange(len(classes)), classes]
    return numpy.asarray(losses.mean()).astype(x.dtype)


def cast(x, dtype):
    return x.astype(dtype)


def cloned(x):
    return x.copy()


detached = cloned


def permuted(x, order):
    return x.transpose(order)


def expanded(x, shape):
    return numpy.broadcast_to(x, shape)


def tiled(x, counts):
    return numpy.tile(x, counts)


def total(x):
    return x.sum()


def sliced(x, starts, counts, steps):
    def along(start, count, step):
        end = start + count * step
        return slice(0, 0) if count == 0 else slice(start, end if end >= 0 else None, step)

    return numpy.asarray(x[tuple(along(*each) for each in zip(starts, counts, steps))])


def flipped(x, axes):
    # No axes: all of them here, none in NumPy.
    return numpy.asarray(numpy.flip(x, tuple(axes) or None))


def select(x, axis, indices):
    return numpy.take(x, indices, axis)


def index_add(x, axis, indices, source):
    new = x.copy()
    numpy.add.at(numpy.moveaxis(new, axis, 0), numpy.array(indices), numpy.moveaxis(source, axis, 0))
    return new


def pad(x, widths, value):
    return numpy.pad(x, widths, constant_values=value) if x.ndim > 0 else x.copy()


def concat(arrays, axis):
    return numpy.concatenate(promoted(*arrays), axis)


def stack(arrays, axis):
    return numpy.stack(promoted(*arrays), axis)


def matmul(a, b):
    return numpy.asarray(numpy.matmul(*promoted(a, b)))


# Changes: a changed array is a new one under the old name. ----------------------------------------------------------------------

def look(x):
    """Its dtype, its shape, and its numbers as doubles."""
    return str(x.dtype), list(x.shape), x.astype("float64").reshape(-1)


def leaf(values, shape, dtype):
    return values.reshape(shape).astype(dtype)


parameter = leaf


def changed(x, value, quiet):
    return numpy.broadcast_to(value, x.shape)


def placed(x, start, end, value):
    new = x.copy()
    new[start:end] = value
    return new


# Gradients: none as long as no backward pass has been left out. -----------------------------------------------------------------

def gradient_or_none(x):
    return None


def gradient_of(x):
    return numpy.zeros_like(x)


def descended(x, rate):
    return x


def forget(x):
    pass


def backward(scalar, create_graph=False):
    raise LeftOut("backward passes")


def gradient(value, parameter, create_graph):
    raise LeftOut("gradients")
