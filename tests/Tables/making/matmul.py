"""Products of vectors, matrices and broadcast stacks of matrices."""
import math

import numpy
import torch

from .records import array, record

SHAPES = (
    ((3,), (3,)), ((1,), (1,)), ((0,), (0,)), ((7,), (7,)),
    ((2, 3), (3,)), ((3,), (3, 4)), ((2, 3), (3, 4)), ((1, 1), (1, 1)), ((1, 5), (5, 1)), ((5, 1), (1, 5)),
    ((2, 0), (0, 3)), ((0, 3), (3, 2)), ((2, 3), (3, 0)), ((0,), (0, 3)),
    ((5, 2, 3), (3, 4)), ((5, 2, 3), (5, 3, 4)), ((2, 3), (5, 3, 4)), ((1, 2, 3), (5, 3, 4)),
    ((2, 1, 2, 3), (3, 3, 4)), ((3,), (5, 3, 4)), ((5, 2, 3), (3,)), ((2, 2, 2, 2), (2, 2)), ((0, 2, 3), (3, 2)),
    ((17, 33), (33, 9)), ((9, 40), (40, 13)), ((30, 2), (2,)), ((3, 65), (65, 2)), ((8, 8), (8, 8)), ((13, 1), (1, 11)),
)


def factors(index, left, right, dtype):
    state = numpy.random.RandomState(index)
    if dtype == torch.int64:
        return [torch.from_numpy(state.randint(-9, 10, shape, dtype=numpy.int64)) for shape in (left, right)]
    return [torch.from_numpy(state.standard_normal(shape).round(4)).to(dtype) for shape in (left, right)]


def product(name, a, b):
    extra = dict(expected64=array(torch.matmul(a.double(), b.double()))) if a.dtype == torch.float32 else {}
    return record("MatMul", name, {}, [array(a), array(b)], array(torch.matmul(a, b)), **extra)


def records():
    for name, dtype in (("float32", torch.float32), ("float64", torch.float64), ("int64", torch.int64)):
        for index, (left, right) in enumerate(SHAPES):
            yield product(name, *factors(index, left, right, dtype))
    # A zero does not hide a NaN or an infinity.
    odd = torch.tensor([[0.0, 1.0], [math.nan, 2.0], [math.inf, 0.0]])
    turn = torch.tensor([[0.0, 1.0], [-1.0, 0.0]])
    yield product("float32", odd, turn)
    yield product("float64", odd.double(), turn.double())
    yield product("int64", torch.tensor([[2**62, 3]]), torch.tensor([[4], [-1]]))
