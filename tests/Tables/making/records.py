"""How arrays and records are written as JSON: see README.md for the format."""
import json
import math

import numpy
import torch

NAMES = {
    torch.bool: "bool", torch.int32: "int32", torch.int64: "int64",
    torch.float32: "float32", torch.float64: "float64",
}
DTYPES = {name: dtype for dtype, name in NAMES.items()}
FLOATS = ("float32", "float64")
INTEGERS = ("int32", "int64")


def number(value):
    """The shortest text that reads back as the same number of the same dtype."""
    if isinstance(value, (bool, numpy.bool_)):
        return "true" if value else "false"
    if isinstance(value, (int, numpy.integer)):
        return str(int(value))
    if math.isnan(value):
        return '"nan"'
    if math.isinf(value):
        return '"inf"' if value > 0 else '"-inf"'
    text = str(value)
    return text[:-2] if text.endswith(".0") and text != "-0.0" else text


class Raw:
    """JSON text that is written as it is."""

    def __init__(self, text):
        self.text = text


def array(values, **extra):
    """A tensor or NumPy array with its shape and dtype."""
    if isinstance(values, torch.Tensor):
        name = NAMES[values.dtype]
        values = values.detach().resolve_conj().numpy()
    else:
        values = numpy.asarray(values)
        name = str(values.dtype)
    if name not in DTYPES:
        raise ValueError(f"no such dtype in the tables: {name}")
    flat = "[" + ",".join(number(v) for v in values.reshape(-1)) + "]"
    return dict(shape=list(values.shape), dtype=name, values=Raw(flat), **extra)


def encode(value):
    if isinstance(value, Raw):
        return value.text
    if isinstance(value, dict):
        return "{" + ",".join(json.dumps(k) + ":" + encode(v) for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return "[" + ",".join(encode(v) for v in value) + "]"
    if isinstance(value, float):
        return number(value)
    return json.dumps(value)


def record(op, dtype=None, args=None, inputs=(), output=None, **extra):
    entry = {"op": op}
    if dtype is not None:
        entry["dtype"] = dtype
    entry["args"] = args or {}
    entry["inputs"] = list(inputs)
    if output is not None:
        entry["output"] = output
    entry.update(extra)
    return entry


def write(path, records, shared=None):
    lines = ['{"arrays":{']
    lines.append(",\n".join(json.dumps(name) + ":" + encode(value) for name, value in (shared or {}).items()))
    lines.append('},\n"records":[')
    lines.append(",\n".join(encode(entry) for entry in records))
    lines.append("]}")
    text = "\n".join(line for line in lines if line) + "\n"
    json.loads(text)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return len(text)
