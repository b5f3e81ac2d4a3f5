"""Runs random programs that Gradus has written out as Python, with PyTorch or NumPy, and compares every number with its bounds.

    dotnet Gradus.SameBits.dll python FIRST COUNT programs.json
    python3 run_programs.py pytorch programs.json
    python3 run_programs.py numpy programs.json

Debian's python3-torch and python3-numpy are enough. Every difference is printed; the exit code is 1 if there is one. What is left
out is counted by its reason.
"""

import base64
import collections
import importlib
import json
import re
import sys
import warnings

import numpy

from left_out import LeftOut

warnings.filterwarnings("ignore")


def numbers(text):
    return numpy.frombuffer(base64.b64decode(text), dtype=numpy.float64)


class Program:
    def __init__(self, program, library):
        self.program, self.library = program, library
        self.compared = self.unbounded = self.tight = 0
        self.differences = []

    def names(self):
        return {
            **vars(self.library), "leaf": self.leaf, "parameter": self.parameter, "read": self.read,
            "read_gradient": self.read_gradient,
        }

    def leaf(self, shape, dtype, seed, place):
        return self.library.leaf(numbers(self.program["leaves"][place]), shape, dtype)

    def parameter(self, shape, dtype, seed, place):
        return self.library.parameter(numbers(self.program["leaves"][place]), shape, dtype)

    def read(self, x, place):
        expected = self.program["readings"].get(str(place))
        if expected is None:
            self.differences.append(f"read {place}: {self.library.NAME} finds a gradient, Gradus none")
            return
        dtype, shape, found = self.library.look(x)
        if dtype != expected["dtype"] or shape != expected["shape"]:
            self.differences.append(f"read {place}: {dtype} {shape}, Gradus has {expected['dtype']} {expected['shape']}")
            return
        values, errors = numbers(expected["values"]), numbers(expected["errors"])
        bounded = numpy.isfinite(errors)
        self.unbounded += int((~bounded).sum())
        self.compared += int(bounded.sum())
        self.tight += int((errors[bounded] <= 1e-3 * numpy.maximum(1, numpy.abs(values[bounded]))).sum())
        wrong = bounded & ~(numpy.abs(found - values) <= errors)
        if wrong.any():
            at = int(numpy.flatnonzero(wrong)[0])
            self.differences.append(
                f"read {place}: {int(wrong.sum())} of {len(values)}, the first at {at}: {found[at]!r}, "
                f"expected {values[at]!r} within {errors[at]:.3g}")

    def read_gradient(self, x, place):
        gradient = self.library.gradient_or_none(x)
        if gradient is not None:
            self.read(gradient, place)
        elif str(place) in self.program["readings"]:
            # Reached only through operations without a derivative: there is a gradient of zeros here, and none in PyTorch.
            if numpy.nanmax(numpy.abs(numbers(self.program["readings"][str(place)]["values"])), initial=0) != 0:
                self.differences.append(f"read {place}: {self.library.NAME} has no gradient, Gradus one that is not 0")


class Run:
    """One program, line by line. What needs a line that was left out is left out for the same reason."""

    def __init__(self, program, library, left_out):
        self.values = Program(program, library)
        self.names = self.values.names()
        self.left_out = left_out
        # Names that stand for nothing, and parameters whose gradient is in doubt, with the reasons.
        self.missing, self.doubtful, self.parameters = {}, {}, []
        self.reads_left_out = 0
        self.is_whole = True
        for line in program["lines"]:
            self.line(line)

    def line(self, line):
        made = re.match(r"(v\d+) = (parameter\()?", line)
        if made and made[2]:
            self.parameters.append(made[1])
        reason = self.reason_for_none(line)
        if reason is None:
            try:
                exec(line, self.names)
                if made:
                    self.missing.pop(made[1], None)
                if line.startswith("forget"):
                    self.doubtful.pop(re.search(r"v\d+", line)[0], None)
                return
            except LeftOut as exception:
                reason = str(exception)
                self.left_out[reason] += 1
            except Exception as exception:
                reason = f"{type(exception).__name__}: {str(exception).splitlines()[0][:150]}"
                self.values.differences.append(f"{line}: {reason}")
        self.is_whole = False
        if made:
            self.missing[made[1]] = reason
        elif line.startswith("backward"):
            # Every gradient may have been changed.
            self.doubtful = dict.fromkeys(self.parameters, reason)
        elif line.startswith("forget"):
            self.doubtful.pop(re.search(r"v\d+", line)[0], None)
        elif line.startswith("read"):
            self.reads_left_out += 1

    def reason_for_none(self, line):
        for name in re.findall(r"\bv\d+\b", line.split(" = ", 1)[-1]):
            if name in self.missing:
                return self.missing[name]
        used = re.search(r"\b(?:read_gradient|gradient_of|descended)\((v\d+)", line)
        return self.doubtful.get(used[1]) if used else None


def main(name, path):
    library = importlib.import_module(f"by_{name}")
    programs = compared = unbounded = tight = whole = reads_left_out = differences = 0
    left_out = collections.Counter()
    for text in open(path):
        program = json.loads(text)
        run = Run(program, library, left_out)
        values = run.values
        programs += 1
        whole += run.is_whole
        reads_left_out += run.reads_left_out
        compared, unbounded, tight = compared + values.compared, unbounded + values.unbounded, tight + values.tight
        for difference in values.differences[:3]:
            print(f"program {program['seed']}: {difference}")
        differences += bool(values.differences)
    print(f"{programs} programs, {whole} of them whole; {compared} numbers compared, {tight} of them within 1e-3, {unbounded} without a bound")
    print(f"{reads_left_out} reads left out, because of these lines:")
    for reason, count in left_out.most_common():
        print(f"  {count:6} {reason}")
    print(f"{differences} programs with differences")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
