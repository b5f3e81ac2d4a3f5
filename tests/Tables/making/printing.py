"""PyTorch's text of tensors, with dtypes called float64 instead of torch.float64."""
import builtins
import math

import torch

from .records import array, record

INF = math.inf
NAN = math.nan

# The printer asks str for the dtype's name; renaming there keeps PyTorch's own decision where a line breaks.
torch._tensor_str.str = lambda value: builtins.str(value).replace("torch.", "")


def wave(*shape, dtype=torch.float32, scale=1.0):
    """Ordinary numbers of both signs, the same on every machine: multiples of 1/64."""
    count = math.prod(shape)
    steps = [((i * 37 + 11) % 257 - 128) for i in range(count)]
    return (torch.tensor(steps, dtype=torch.float64) / 64 * scale).to(dtype).reshape(shape)


def reals():
    for dtype in (torch.float32, torch.float64):
        for value in (0.0, -0.0, 1.0, 3.14159265, -2.5, 1e-4, 9.99e-5, 1e-10, 1e8, 1e9, 12345.678, NAN, INF, -INF):
            yield torch.tensor(value, dtype=dtype)
        for values in (
            [[1, 2], [3, 4]], [1.5, -2.25, 3.0], [0.1, 0.2, 0.3], [0.0, 0.0], [-0.0, 1.0], [-0.0, 1.5], [0.0, NAN, -INF],
            [1.0, NAN, INF], [1.25, NAN, -INF], [1e-5, 1.0], [1e-4, 0.05], [1.0, 1000.0], [1.0, 1001.0], [1.5, 1000.0],
            [1.5, 1501.0],
            [1e8, 2e8], [1e8, 1.0e8], [99999999.0, 1e6], [1e20, NAN, -1.0], [-0.0, 1e-7, INF], [123456.789, 2345.5],
            [0.03125, 0.09375, -0.15625], [0.00005, 0.00015], [2.00005, 2.00015], [9.99995, 1.0], [99999.5, 0.5], [0.5, 1.5, 2.5],
            [-1000.0, 10.0], [7.0], [[0.5]], [1.00005e10, 2.5], [1.5e-300, 0.25], [1.00025e5, 1.0], [0.99996, 0.5],
            [-99.99996, -1.5],
        ):
            yield torch.tensor(values, dtype=dtype)
        yield wave(23, dtype=dtype)
        yield wave(3, 5, dtype=dtype)
        yield wave(2, 3, 4, dtype=dtype)
        yield wave(2, 1, 2, 3, dtype=dtype)
        yield wave(3, 17, dtype=dtype, scale=1e6)
        yield wave(8, 9, 20, dtype=dtype)
        yield torch.ones(2, 3, 0, dtype=dtype)
        yield torch.ones(0, dtype=dtype)
        yield torch.ones(0, 3, dtype=dtype)
    for shape in ((1000,), (1001,), (40, 70), (2, 600), (600, 2), (7, 3, 8, 9)):
        yield wave(*shape)
    yield torch.arange(2000, dtype=torch.float64)
    # float32 limits: denormals and the largest.
    yield torch.tensor([1e-45, 3.4028235e38])
    yield torch.tensor(1e-45)
    yield torch.tensor([5e-324, 1.7976931348623157e308], dtype=torch.float64)


def wholes():
    for dtype in (torch.int32, torch.int64):
        for values in (0, -7, [1, 2, 3], [[1, -20], [300, 4]], [2147483647, -2147483648], [[[1], [2]], [[-3], [4]]]):
            yield torch.tensor(values, dtype=dtype)
        yield torch.arange(30, dtype=dtype) * 1001 - 9000
        yield torch.arange(1200, dtype=dtype)
        yield torch.arange(3 * 400, dtype=dtype).reshape(3, 400)
        yield torch.ones(0, dtype=dtype)
        yield torch.ones(2, 0, dtype=dtype)
    yield torch.tensor([9223372036854775807, -9223372036854775808, 9007199254740993])


def truths():
    for values in (True, False, [True, False], [[True, True], [True, True]], [[[False]]]):
        yield torch.tensor(values)
    yield torch.arange(33) % 3 == 0
    yield torch.arange(1001) % 2 == 0
    yield torch.ones(0, dtype=torch.bool)


def with_gradient():
    for dtype in (torch.float32, torch.float64):
        yield torch.tensor(1.5, dtype=dtype)
        yield torch.tensor([[1.5, 2.0], [3.0, 4.0]], dtype=dtype)
        yield torch.ones(0, 2, dtype=dtype)
        # Last lines of every length, so that suffixes wrap at each place.
        for count in range(4, 13):
            yield wave(count, dtype=dtype)


def text(tensor, **args):
    return record("Print", array(tensor)["dtype"], args, [array(tensor)], text=repr(tensor))


def records():
    for tensor in (*reals(), *wholes(), *truths()):
        yield text(tensor)
    for tensor in with_gradient():
        yield text(tensor.requires_grad_(), requiresGrad=True)
