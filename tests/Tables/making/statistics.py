"""Reductions of floating-point numbers that are more than a sum or an extreme, in a file of their own for its size."""
import torch

from .reductions import SPREADS, arrays, reduced


def shared():
    return {name: value for name, value in arrays().items() if "float" in name}


def records():
    return reduced(SPREADS, [], [("Softmax", torch.softmax), ("LogSoftmax", torch.log_softmax)])
