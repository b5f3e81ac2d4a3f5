"""Ops that only move elements. Slices, padding and tiling are NumPy's, the rest is PyTorch's."""
import numpy
import torch

from .records import array, record


def counted(*shape):
    return torch.arange(int(numpy.prod(shape))).reshape(shape)


def move(op, function, shapes, cases, key):
    """A record for each shape and each case that fits it; the case is the argument called key."""
    for shape in shapes:
        for case in cases:
            x = counted(*shape)
            try:
                output = function(x, case)
            except (RuntimeError, IndexError, ValueError):
                continue
            args = dict(zip(key, case)) if isinstance(key, tuple) else {key: case}
            yield record(op, "int64", args, [array(x)], array(output.contiguous()))


def simple():
    yield from move("Reshape", torch.reshape, [(6,), (2, 3), (2, 3, 4), (1, 6), (0, 3)],
                    [(6,), (3, 2), (-1,), (2, -1), (4, 6), (-1, 1, 2), (1, 6, 1), (0,), (3, 0, 2)], "shape")
    yield from move("Reshape", torch.reshape, [(), (1,), (1, 1)], [(), (1,), (-1,), (1, 1, 1)], "shape")
    yield from move("Permute", torch.permute, [(5,), (2, 3), (2, 3, 4), (2, 1, 3, 2)],
                    [(0,), (1, 0), (0, 1), (2, 0, 1), (0, 2, 1), (-1, 0, 1), (2, 1, 0), (3, 1, 0, 2), (0, -1, 1, 2)], "axes")
    yield from move("Transpose", lambda x, axes: torch.transpose(x, *axes), [(5,), (2, 3), (2, 3, 4)],
                    [(0, 0), (0, 1), (-1, -2), (0, 2), (2, 1)], ("axis0", "axis1"))
    yield from move("Expand", lambda x, shape: x.expand(shape), [(), (1,), (3,), (1, 3), (2, 1), (2, 1, 3)],
                    [(3,), (2, 3), (4, 2, 3), (2, 5, 3), (-1, 3), (0, 3), (2, -1), (2, 4)], "shape")
    yield from move("Squeeze", lambda x, axis: x.squeeze() if axis is None else x.squeeze(axis),
                    [(), (1,), (1, 3), (2, 1, 3, 1), (1, 1), (0, 1)], [None, 0, 1, -1, 3], "axis")
    yield from move("Unsqueeze", torch.unsqueeze, [(), (3,), (2, 3), (0, 2)], [0, 1, 2, -1, -2, -3], "axis")
    yield from move("Flip", torch.flip, [(5,), (2, 3), (2, 3, 2), (0, 2)], [(0,), (1,), (0, 1), (-1,), (0, 2), (1, 2, 0)], "axes")
    yield from move("Roll", lambda x, case: torch.roll(x, *case), [(5,), (3, 4), (2, 3, 2), (0, 2)],
                    [((1,), (0,)), ((-2,), (0,)), ((7,), (0,)), ((1, -1), (0, 1)), ((3,), (-1,)), ((0,), (0,)), ((1, 1), (0, 0))],
                    ("shifts", "axes"))
    yield from move("Tile", lambda x, repeats: torch.from_numpy(numpy.tile(x.numpy(), repeats)), [(), (3,), (2, 3), (2, 1, 2)],
                    [(2,), (1, 2), (2, 2), (2, 1, 3), (0,), (1,)], "repeats")
    yield from move("Repeat", lambda x, repeats: x.repeat(repeats), [(), (3,), (2, 3)], [(2,), (2, 2), (3, 1, 2), (0, 1), (1, 1)],
                    "repeats")
    yield from move("RepeatInterleave", lambda x, case: torch.repeat_interleave(x, *case), [(3,), (2, 3)],
                    [(2, 0), (3, 1), (2, None), (0, 0), (1, -1)], ("repeats", "axis"))
    yield from move("Flatten", lambda x, case: torch.flatten(x, *case), [(), (3,), (2, 3), (2, 3, 2)],
                    [(0, -1), (1, -1), (0, 1), (1, 2)], ("startAxis", "endAxis"))


# Each a list of items for the leading axes: a number takes one place, [start, stop, step] a range (null: left out).
SLICES = {
    (10,): ([[None, None, None]], [[2, None, None]], [[None, -3, None]], [[1, 8, 2]], [[None, None, -1]], [[8, 2, -2]],
            [[-1, 0, -3]], [[5, 5, None]], [[7, 3, None]], [[-100, 100, None]], [[12, None, None]], [[None, None, 11]],
            [[None, None, -11]], [0], [-1], [9]),
    (4, 5): ([1], [-1], [[1, 3, None]], [[None, None, 2], [None, None, -1]], [[None, None, None], 2], [2, 3],
             [[None, None, -1], -1], [[3, None, -2], [4, 0, -3]], [[0, 0, None]], [0, [1, None, 2]],
             [[-3, -1, None], [-2, None, None]]),
    (2, 3, 4): ([1], [[None, None, None], [None, None, None], 0], [[None, None, -1], [None, None, -1], [None, None, -1]],
                [0, [None, None, None], [1, 3, None]], [1, 2, 3], [[None, None, None], [0, 2, None]], [1, [None, None, 2], -1]),
    (0, 3): ([[None, None, None], 1], [[None, None, -1]], [[None, None, None], [1, None, None]]),
}


def slices():
    for shape, cases in SLICES.items():
        x = counted(*shape)
        for case in cases:
            place = tuple(slice(*item) if isinstance(item, list) else item for item in case)
            yield record("Slice", "int64", dict(items=case), [array(x)], array(x.numpy()[place]))


PADS = {
    (3,): ([[1, 2]], [[0, 0]], [[3, 0]]),
    (2, 3): ([[1, 0], [0, 2]], [[0, 0], [1, 1]], [[2, 1], [3, 0]]),
    (2, 1, 2): ([[1, 1], [0, 0], [0, 1]],),
    (0, 2): ([[1, 0], [0, 1]],),
}


def pads():
    for shape, cases in PADS.items():
        x = counted(*shape)
        for case in cases:
            for value in (0, -7):
                yield record("Pad", "int64", dict(padding=case, value=value), [array(x)],
                             array(numpy.pad(x.numpy(), case, constant_values=value)))
    x = counted(2, 2).float() / 4
    yield record("Pad", "float32", dict(padding=[[1, 0], [0, 1]], value=0.5), [array(x)],
                 array(numpy.pad(x.numpy(), [[1, 0], [0, 1]], constant_values=0.5)))


def joins():
    for axis, shapes in ((0, [(2,), (3,)]), (0, [(2, 3), (1, 3), (4, 3)]), (1, [(2, 3), (2, 1)]), (-1, [(2, 3), (2, 2)]),
                         (1, [(2, 1, 2), (2, 3, 2), (2, 2, 2)]), (0, [(0, 3), (2, 3)]), (0, [(3,)]), (2, [(1, 2, 3), (1, 2, 1)])):
        parts = [counted(*shape) + 100 * place for place, shape in enumerate(shapes)]
        yield record("Concat", "int64", dict(axis=axis), [array(x) for x in parts], array(torch.cat(parts, axis)))
    for axis in (0, 1, 2, -1, -2):
        for shape in ((), (3,), (2, 3), (0, 2)):
            if -len(shape) - 1 <= axis <= len(shape):
                parts = [counted(*shape) + 100 * place for place in range(3)]
                yield record("Stack", "int64", dict(axis=axis), [array(x) for x in parts], array(torch.stack(parts, axis)))
    mixed = [torch.tensor([True, False]), torch.tensor([3, 4]), torch.tensor([0.5, -1.5])]
    yield record("Concat", "float32", dict(axis=0), [array(x) for x in mixed], array(torch.cat(mixed)))


def selections():
    """Slices picked by indices, and slices added where indices say: indices are the second input."""
    for kind in (torch.int64, torch.int32):
        for axis, shape, indices in ((0, (5,), [4, 0, 0, 2]), (0, (4, 3), [3, 3, 1]), (1, (4, 3), [2, 0, 1, 0, 2]), (-1, (2, 3, 4), [1]),
                                     (1, (2, 3, 4), [2, 2, 0, 1]), (0, (2, 3), []), (1, (0, 3), [1, 2]), (-2, (3, 1, 2), [0, 0])):
            x, index = counted(*shape), torch.tensor(indices, dtype=kind)
            picked = torch.index_select(x, axis, index)
            yield record("IndexSelect", "int64", dict(axis=axis), [array(x), array(index)], array(picked))
            source = 100 * counted(*picked.shape)
            yield record("IndexAdd", "int64", dict(axis=axis), [array(x), array(index), array(source)],
                         array(torch.index_add(x, axis, index, source)))
    x, index = torch.tensor([True, False, True]), torch.tensor([1, 2, 1])
    yield record("IndexSelect", "bool", dict(axis=0), [array(x), array(index)], array(torch.index_select(x, 0, index)))
    # NumPy's and PyTorch's x[indices], for indices of any shape.
    for shape, indices in (((5,), [[1, 2], [4, 0]]), ((4, 3), [[3], [0]]), ((4, 3), 2), ((3, 2, 2), [[[0, 2, 1]]])):
        x, index = counted(*shape), torch.tensor(indices)
        yield record("Pick", "int64", {}, [array(x), array(index)], array(x[index]))


def records():
    yield from simple()
    yield from slices()
    yield from pads()
    yield from joins()
    yield from selections()
