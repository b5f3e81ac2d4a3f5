#!/usr/bin/python3
"""Writes the tables that the tests take as truth, with NumPy 1.24 and PyTorch 1.13 on the CPU. README.md says the format.

    python3 make_tables.py             every table
    python3 make_tables.py random      one table
"""
import importlib
import pathlib
import sys
import warnings

import torch

sys.dont_write_bytecode = True
from making.records import write

TABLES = {
    "elementwise": "elementwise",
    "gradients": "gradients",
    "matmul": "matmul",
    "moves": "moves",
    "philox": "philox",
    "printing": "printing",
    "promotion": "promotion",
    "random": "random_numbers",
    "reductions": "reductions",
    "statistics": "statistics",
}


def main():
    torch.set_num_threads(1)
    warnings.simplefilter("ignore")
    here = pathlib.Path(__file__).resolve().parent
    for name in sys.argv[1:] or TABLES:
        module = importlib.import_module("making." + TABLES[name])
        entries = list(module.records())
        shared = module.shared() if hasattr(module, "shared") else None
        size = write(here / (name + ".json"), entries, shared)
        print(f"{name}: {len(entries)} records, {size} bytes")


if __name__ == "__main__":
    main()
