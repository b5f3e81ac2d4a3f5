"""pandas reads a CSV, scikit-learn fits least squares; prints the seconds, the peak of memory and the weights. Usage: FILE TARGET"""

import json
import resource
import sys
import time

started = time.perf_counter()
import pandas
from sklearn.linear_model import LinearRegression

path, target = sys.argv[1:]
table = pandas.read_csv(path)
read = time.perf_counter()
x, y = table.drop(columns=target), table[target]
model = LinearRegression().fit(x, y)
r2 = model.score(x, y)
ended = time.perf_counter()
print(json.dumps({
    "seconds": ended - started,
    "read_seconds": read - started,
    "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "weights": dict(zip(x.columns, model.coef_)),
    "bias": model.intercept_,
    "r2": r2,
}))
