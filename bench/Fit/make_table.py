"""Writes a CSV of normal numbers: x1 ... xN and y = a known combination of them plus noise. Usage: make_table.py FILE ROWS COLUMNS"""

import sys

import numpy
import pandas

path, rows, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
random = numpy.random.RandomState(0)
weights = random.standard_normal(columns)
CHUNK = 100_000
for start in range(0, rows, CHUNK):
    count = min(CHUNK, rows - start)
    x = random.standard_normal((count, columns))
    y = x @ weights + 3 + random.standard_normal(count)
    chunk = pandas.DataFrame(x, columns=[f"x{j + 1}" for j in range(columns)])
    chunk["y"] = y
    # Six decimals, as measured data have them rather than all seventeen digits.
    chunk.round(6).to_csv(path, mode="a" if start else "w", header=start == 0, index=False)
