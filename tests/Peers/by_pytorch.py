"""The operations of random programs by PyTorch: every name that a line of a program uses. Debian's python3-torch is enough."""

import json
import re

import torch

from left_out import LeftOut

torch.set_num_threads(1)
NAME = "PyTorch"
DTYPES = {torch.bool: "bool", torch.int32: "int32", torch.int64: "int64", torch.float32: "float32", torch.float64: "float64"}


# Elementwise operations. Where PyTorch's name or meaning differs, a comment says how. ------------------------------------------

def wide(x):
    return x if x.is_floating_point() else x.to(torch.float32)


def integers(a, b):
    return not (a.is_floating_point() or b.is_floating_point())


def promoted(*tensors):
    """
    Of one dtype: PyTorch promotes in arithmetic, but not everywhere. Tensors with axes among themselves, those without among
    themselves, and then the two.
    """
    alike = {}
    for x in tensors:
        axes = x.dim() > 0
        alike[axes] = torch.promote_types(alike.get(axes, x.dtype), x.dtype)
    examples = [torch.zeros((1,) if axes else (), dtype=dtype) for axes, dtype in alike.items()]
    dtype = examples[0].dtype if len(examples) == 1 else torch.result_type(*examples)
    return [x.to(dtype) for x in tensors]


def elu(x, alpha):
    # PyTorch takes a number as alpha, here it is a tensor.
    x, alpha = (wide(each) for each in promoted(x, alpha))
    return torch.where(x > 0, x, alpha * torch.expm1(torch.where(x > 0, torch.zeros_like(x), x)))


def leaky_relu(x, slope):
    # As elu.
    x, slope = (wide(each) for each in promoted(x, slope))
    return torch.where(x > 0, x, slope * x)


def clamp(x, low, high):
    # PyTorch asks for one dtype, and its gradient fails where the bounds have more axes than x.
    return torch.clamp(*torch.broadcast_tensors(*promoted(x, low, high)))


def lerp(a, b, weight):
    # PyTorch takes floating tensors of one dtype.
    return torch.lerp(*(wide(x) for x in promoted(a, b, weight)))


def multiply_add(a, b, c):
    # PyTorch rounds the product too; the bounds allow for it.
    a, b, c = promoted(a, b, c)
    return a * b + c


def power(a, b):
    if integers(a, b) and bool((b < 0).any()):
        raise LeftOut("Pow: PyTorch refuses negative powers of integers")
    return torch.pow(a, b)


def by_zero(function):
    # Integers by 0: PyTorch stops, here the result is 0.
    def call(a, b):
        if integers(a, b) and bool((b == 0).any()):
            raise LeftOut("division of integers by 0: PyTorch stops")
        return function(a, b)
    return call


def floor_divide(a, b):
    # PyTorch cannot differentiate it; the gradient is 0 here.
    a, b = a.detach(), b.detach()
    return torch.floor_divide(a, b)


def floating_pair(function):
    # PyTorch asks for floating tensors, of one dtype.
    return lambda a, b: function(*(wide(x) for x in promoted(a, b)))


def rounding(function):
    # PyTorch does not round integers.
    return lambda x: function(x) if x.is_floating_point() else x.clone()


OPS = {
    "Abs": torch.abs, "Acos": torch.acos, "Add": torch.add, "Asin": torch.asin, "Atan": torch.atan,
    "Atan2": floating_pair(torch.atan2), "Ceil": rounding(torch.ceil), "Clamp": clamp, "Cos": torch.cos, "Cosh": torch.cosh,
    "Div": torch.div, "Elu": elu, "Equal": torch.eq, "Erf": torch.erf, "Exp": torch.exp, "Exp2": torch.exp2,
    "Expm1": torch.expm1, "Floor": rounding(torch.floor), "FloorDivide": by_zero(floor_divide),
    "Gelu": lambda x: torch.nn.functional.gelu(wide(x)), "Greater": torch.gt, "GreaterEqual": torch.ge,
    "Hypot": floating_pair(torch.hypot), "IsFinite": torch.isfinite, "IsInf": torch.isinf, "IsNaN": torch.isnan,
    "LeakyRelu": leaky_relu, "Lerp": lerp, "Less": torch.lt, "LessEqual": torch.le, "Log": torch.log, "Log10": torch.log10,
    "Log1p": torch.log1p, "Log2": torch.log2, "LogSigmoid": lambda x: torch.nn.functional.logsigmoid(wide(x)),
    "LogicalAnd": torch.logical_and, "LogicalNot": torch.logical_not, "LogicalOr": torch.logical_or,
    "LogicalXor": torch.logical_xor, "Maximum": torch.maximum, "Minimum": torch.minimum, "Mul": torch.mul,
    "MultiplyAdd": multiply_add, "Neg": torch.neg, "NotEqual": torch.ne, "Pow": power,
    # PyTorch gives the reciprocal of integers in float32 as well.
    "Reciprocal": torch.reciprocal, "Relu": torch.relu, "Remainder": by_zero(torch.remainder), "Round": rounding(torch.round),
    "Rsqrt": torch.rsqrt, "Sigmoid": torch.sigmoid, "Sign": torch.sign, "Silu": lambda x: torch.nn.functional.silu(wide(x)),
    "Sin": torch.sin, "Sinh": torch.sinh,
    # PyTorch's softplus is x itself from 20 on, which is too early for float64.
    "Softplus": lambda x: torch.nn.functional.softplus(wide(x), threshold=40 if x.dtype == torch.float64 else 20),
    "Sqrt": torch.sqrt, "Square": torch.square, "Sub": torch.sub, "Tan": torch.tan, "Tanh": torch.tanh,
    "Trunc": rounding(torch.trunc), "Where": lambda mask, a, b: torch.where(mask, *promoted(a, b)),
}


def op(name, *inputs):
    tensors = [x for x in inputs if isinstance(x, torch.Tensor)]
    # A number takes the dtype of the tensors, and float32 beside integers, as a Python number does.
    dtype = next((x.dtype for x in tensors if x.is_floating_point()), torch.float32)
    given = [x if isinstance(x, torch.Tensor) else torch.tensor(float(x), dtype=dtype) for x in inputs]
    if name not in OPS:
        raise LeftOut(f"{name}: no counterpart")
    return OPS[name](*given)


# Reductions, moves and functions made of others -------------------------------------------------------------------------------

def reduce(name, x, axes, keep):
    axes = axes or list(range(x.dim()))
    if name == "Mean":
        # PyTorch refuses integers.
        return wide(x).mean(axes, keep) if axes else wide(x).clone()
    if not axes:
        return x.to(torch.int64) if name in ("Sum", "Prod") and not x.is_floating_point() else x.clone()
    if name in ("Sum", "Max", "Min"):
        # Over several axes PyTorch's largest is amax, whose gradient is shared among equal elements, as it is here.
        return {"Sum": torch.sum, "Max": torch.amax, "Min": torch.amin}[name](x, axes, keep)
    # One axis at a time in PyTorch.
    one = {"Prod": torch.prod, "All": torch.all, "Any": torch.any}[name]
    for axis in sorted(axes, reverse=True):
        x = one(x, axis, keep)
    return x


def composite(x, text):
    name, arguments = re.fullmatch(r"(\w+)(?:\((.*)\))?", text).groups()
    arguments = json.loads(f"[{arguments or ''}]")
    functions = {
        "Softmax": lambda a: torch.softmax(x, a), "LogSoftmax": lambda a: torch.log_softmax(x, a),
        "LogSumExp": lambda a: torch.logsumexp(x, a), "Norm": lambda a: torch.linalg.vector_norm(x, 2, a),
        "Var": lambda axes, keep, _: x.var(axes, unbiased=False, keepdim=keep),
        "Std": lambda axes, keep, _: x.std(axes, unbiased=False, keepdim=keep), "Roll": lambda shift, a: torch.roll(x, shift, a),
        "ArgMax": lambda a: first(x, a, torch.amax), "ArgMin": lambda a: first(x, a, torch.amin),
        "T": lambda: x if x.dim() < 2 else x.transpose(-2, -1), "Unsqueeze": lambda a: x.unsqueeze(a), "Squeeze": lambda: x.squeeze(),
    }
    return functions[name](*arguments)


def first(x, axis, extreme):
    # PyTorch may give any of several equal ones.
    x = x.detach()
    places = torch.arange(x.shape[axis]).reshape([-1 if i == axis else 1 for i in range(x.dim())])
    return torch.where(x == extreme(x, axis, True), places, x.shape[axis]).amin(axis)


def cross_entropy(x, classes):
    if x.shape[0] == 0:
        raise LeftOut("CrossEntropy of no rows")
    return torch.nn.functional.cross_entropy(x, torch.tensor(classes))


def cast(x, dtype):
    return x.view_as(x) if DTYPES[x.dtype] == dtype else x.to(getattr(torch, dtype))


def cloned(x):
    return x.clone()


def detached(x):
    return x.detach().clone()


def permuted(x, order):
    return x.permute(order)


def expanded(x, shape):
    return x.expand(shape)


def tiled(x, counts):
    return x.repeat(counts)


def total(x):
    return x.sum()


def sliced(x, starts, counts, steps):
    # Of a scalar too it is another tensor, no parameter any more.
    x = x.view_as(x)
    # PyTorch has no negative steps.
    for axis, (start, count, step) in enumerate(zip(starts, counts, steps)):
        x = x.index_select(axis, torch.tensor([start + i * step for i in range(count)], dtype=torch.int64))
    return x


def flipped(x, axes):
    # No axes: all of them here, none in PyTorch.
    return x.flip(axes or list(range(x.dim())))


def select(x, axis, indices):
    return x.index_select(axis, torch.tensor(indices))


def index_add(x, axis, indices, source):
    return x.index_add(axis, torch.tensor(indices), source)


def pad(x, widths, value):
    # PyTorch's pad counts from the last axis, and takes neither bool nor axes without elements.
    if x.dtype != torch.bool and x.numel() > 0:
        return torch.nn.functional.pad(x, [width for pair in reversed(widths) for width in pair], value=value)
    new = torch.full([before + extent + after for extent, (before, after) in zip(x.shape, widths)], value).to(x.dtype)
    if x.numel() > 0:
        new[tuple(slice(before, before + extent) for extent, (before, _) in zip(x.shape, widths))] = x
    return new if not x.requires_grad else new + x.sum() * 0


def concat(tensors, axis):
    return torch.cat(promoted(*tensors), axis)


def stack(tensors, axis):
    return torch.stack(promoted(*tensors), axis)


def matmul(a, b):
    return torch.matmul(*promoted(a, b))


# Changes and gradients. Every tensor is a value: a changed one is a new one under the old name. ---------------------------------

def look(x):
    """Its dtype, its shape, and its numbers as doubles."""
    return DTYPES[x.dtype], list(x.shape), x.detach().to(torch.float64).numpy().reshape(-1)


def leaf(values, shape, dtype):
    return torch.tensor(values).reshape(shape).to(getattr(torch, dtype))


def parameter(values, shape, dtype):
    made = leaf(values, shape, dtype).requires_grad_()
    made.earlier = []
    return made


def gradient_or_none(x):
    found = [each.grad for each in [*x.earlier, x] if each.grad is not None]
    return sum(found[1:], found[0]) if found else None


def gradient_of(x):
    gradient = gradient_or_none(x)
    return torch.zeros_like(x).detach() if gradient is None else gradient.clone()


def changed(x, value, quiet):
    value = value if x.shape == value.shape else value.expand(x.shape)
    if hasattr(x, "earlier"):
        new = value.detach().clone().requires_grad_()
        new.earlier = [*x.earlier, x]
        return new
    return value.detach() if quiet else value


def placed(x, start, end, value):
    return torch.cat([x[:start], value.expand(x[start:end].shape), x[end:]])


def descended(x, rate):
    gradient = gradient_or_none(x)
    return x if gradient is None else changed(x, x - rate * gradient, True)


def forget(x):
    # A value that is no parameter has none.
    for each in [*getattr(x, "earlier", []), x]:
        each.grad = None


def backward(scalar, create_graph=False):
    if scalar.requires_grad:
        scalar.sum().backward(retain_graph=True, create_graph=create_graph)


def gradient(value, parameter, create_graph):
    if not value.requires_grad:
        return torch.zeros_like(parameter).detach()
    found = torch.autograd.grad(value.sum(), [parameter], retain_graph=True, create_graph=create_graph, allow_unused=True)[0]
    return torch.zeros_like(parameter).detach() if found is None else found if create_graph else found.detach()
