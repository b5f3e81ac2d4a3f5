"""Makes diabetes.dependent.json with NumPy: the diabetes table with columns that depend on others.

Truth: numpy.linalg.lstsq on centred columns gives the shortest weights; the bias follows from the means.
Run: python3 make_dependent.py (Debian's python3-numpy).
"""
import json
import os

import numpy as np

here = os.path.dirname(os.path.abspath(__file__))
table = np.loadtxt(os.path.join(here, "diabetes.csv"), delimiter=",", skiprows=1)
x, y = table[:, :-1], table[:, -1]
extra = np.c_[2 * x[:, 2], x[:, 0] + x[:, 1], np.full(len(x), 7.0)]
x = np.c_[x, extra]
weights, _, rank, _ = np.linalg.lstsq(x - x.mean(0), y - y.mean(), rcond=1e-12)
json.dump(
    {
        "added": ["2 bmi", "age + sex", "7"],
        "method": "numpy %s lstsq on centred columns" % np.__version__,
        "rank": int(rank) + 1,
        "weights": weights.tolist(),
        "bias": float(y.mean() - x.mean(0) @ weights),
    },
    open(os.path.join(here, "diabetes.dependent.json"), "w"),
    indent=1,
)
