"""Compares what the program printed as JSON with the truth that the tests keep. Exits 1 at the first difference."""

import json
import sys

# Route, dtype, and the part of the golden file with its truth.
ROUTES = {
    ("sgd-by-hand", "float64"): "sgd",
    ("gd-by-hand", "float64"): "gd",
    ("gd-autograd", "float32"): "torch_float32",
    ("gd-autograd", "float64"): "torch_float64",
    ("gd-captured", "float32"): "torch_float32",
    ("gd-captured", "float64"): "torch_float64",
}
TOLERANCE = {"float64": 1e-12, "float32": 2e-5}


def near(what, found, truth, tolerance, unit=None):
    """Every value within tolerance times unit; the unit of a value is the value itself where none is given."""
    if len(found) != len(truth):
        sys.exit(f"{what}: {len(found)} values, expected {len(truth)}")
    for place, (value, expected) in enumerate(zip(found, truth)):
        # Written so that a missing number (null) or a nan fails too.
        if not (isinstance(value, (int, float)) and abs(value - expected) <= tolerance * abs(unit or expected)):
            sys.exit(f"{what}[{place}]: {value}, expected {expected} to {tolerance}")


def tutorial(result, golden):
    routes = {(route["name"], route["dtype"]): route for route in result["routes"]}
    if set(routes) != set(ROUTES) or len(result["routes"]) != len(ROUTES):
        sys.exit(f"routes: {[(r['name'], r['dtype']) for r in result['routes']]}, expected {sorted(ROUTES)}")
    for key, route in routes.items():
        truth, tolerance, name = golden[ROUTES[key]], TOLERANCE[key[1]], " ".join(key)
        near(f"{name} weights", route["weights"], truth["w"], tolerance)
        near(f"{name} bias", [route["bias"]], truth["b"], tolerance)
        near(f"{name} losses", route["losses"], truth["loss"], tolerance, unit=truth["loss"][0])


def fit(result, truth):
    if result["rows"] != truth["rows"] or list(result["weights"]) != truth["features"]:
        sys.exit(f"{result['rows']} rows, {list(result['weights'])}; expected {truth['rows']}, {truth['features']}")
    near("weights", list(result["weights"].values()), truth["weights"], 1e-9)
    near("bias", [result["bias"]], [truth["bias"]], 1e-9)
    near("rmse, r2", [result["train"]["rmse"], result["train"]["r2"]], [truth["rmse"], truth["r2"]], 1e-9)


def ops(result, truth):
    # Summaries come from a file beside the library, which a native program has not.
    found, expected = ([{**op, "summary": None} for op in each["ops"]] for each in (result, truth))
    for op, other in zip(found, expected):
        if op != other:
            sys.exit(f"{op}, expected {other}")
    if len(found) != len(expected) or not found:
        sys.exit(f"{len(found)} ops, expected {len(expected)}")


if __name__ == "__main__":
    kind, result_path, truth_path = sys.argv[1:]
    with open(result_path, encoding="utf-8") as result_file, open(truth_path, encoding="utf-8") as truth_file:
        {"tutorial": tutorial, "fit": fit, "ops": ops}[kind](json.load(result_file), json.load(truth_file))
