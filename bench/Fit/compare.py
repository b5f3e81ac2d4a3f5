"""`gradus fit` beside pandas + scikit-learn: from a CSV file to weights and R2, process start to process end.

Usage: compare.py FOLDER [ROWS] [COLUMNS] [ROUNDS]. The table is made in FOLDER once. Run with the Python that has pandas and
scikit-learn (Debian: /usr/bin/python3 with python3-sklearn and python3-pandas), after
`dotnet build -c Release src/Gradus.Cli`. Prints one Markdown table; sides take turns, the least time of each counts.
"""

import glob
import json
import os
import subprocess
import sys
import time

here = os.path.dirname(os.path.abspath(__file__))
folder = sys.argv[1]
rows, columns, rounds = (int(text) for text in (sys.argv[2:5] + ["5000000", "20", "2"][len(sys.argv) - 2:]))
table = os.path.join(folder, f"table-{rows}-{columns}.csv")
if not os.path.exists(table):
    subprocess.run([sys.executable, os.path.join(here, "make_table.py"), table, str(rows), str(columns)], check=True)
gradus = ["dotnet", glob.glob(os.path.join(here, "../../src/Gradus.Cli/bin/Release/net10.0/*/Gradus.Cli.dll"))[0]]
exact = gradus + ["fit", table, "--target", "y", "--test-fraction", "0", "--json"]
SIDES = {
    "pandas + scikit-learn": [sys.executable, os.path.join(here, "sklearn_fit.py"), table, "y"],
    "gradus exact": exact,
    "gradus sgd": exact + ["--method", "sgd"],
}


def run(command):
    """Seconds, user and system seconds, peak MB and the JSON that was printed."""
    before = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, "OMP_NUM_THREADS": str(os.cpu_count())})
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit(f"{command} ended with {status}")
    return time.perf_counter() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, json.loads(output)


best = {}
for _ in range(rounds):
    for side, command in SIDES.items():
        result = run(command)
        if side not in best or result[0] < best[side][0]:
            best[side] = result
truth = best["pandas + scikit-learn"][3]["weights"]
slowest = best["pandas + scikit-learn"][0]
print(f"{os.path.getsize(table) / 1e9:.2f} GB, {rows:,} rows of {columns} features and a target, {os.cpu_count()} processors, "
      f"least of {rounds}\n")
print("| side | seconds | processor seconds | peak MB | times faster | weights differ by at most |")
print("|---|---|---|---|---|---|")
for side, (seconds, processor, peak, answer) in best.items():
    difference = max(abs(answer["weights"][name] - value) for name, value in truth.items())
    print(f"| {side} | {seconds:.1f} | {processor:.1f} | {peak:,.0f} | {slowest / seconds:.1f} | {difference:.1e} |")
