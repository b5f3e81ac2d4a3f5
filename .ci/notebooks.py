"""Compares a notebook that was just executed with the committed one: the same outputs of the same kinds, numbers to a tolerance,
pictures of the same size and not blank. Exits 1 with every difference named."""

import base64
import json
import math
import re
import struct
import sys
import zlib

TOLERANCE = 1e-4  # Of what is printed with four digits or more; a last digit may round the other way.
SMALLEST = 1e-9  # What rounding leaves of a zero.
NUMBER = re.compile(r"(?<![\w.])[-+]?\d[\d,]*(?:\.\d*)?(?:[eE][-+]?\d+)?")
EMBEDDED = re.compile(r"data:image/png;base64,([A-Za-z0-9+/=]+)")
DURATION = re.compile(r", \d+\.\d s\b")
FEWEST_ROWS = 20  # Rows of pixels that differ, in a figure.


def main(committed_path, executed_path):
    with open(committed_path, encoding="utf-8") as file:
        committed = json.load(file)["cells"]
    with open(executed_path, encoding="utf-8") as file:
        executed = json.load(file)["cells"]
    defects = []
    counts = {"numbers": 0, "pictures": 0}
    if len(committed) != len(executed):
        sys.exit(f"{len(executed)} cells, where {len(committed)} were committed")
    for index, (old, new) in enumerate(zip(committed, executed)):
        if old["cell_type"] == "code":
            for defect in compare_cell(old, new, counts):
                defects.append(f"cell {index}: {defect}")
    print(f"{counts['numbers']} numbers and {counts['pictures']} pictures compared")
    if counts["numbers"] < 20 or counts["pictures"] < 3:
        defects.append("that is too little to say anything")
    if defects:
        sys.exit("\n".join(defects))


def compare_cell(old, new, counts):
    if old["source"] != new["source"]:
        yield "another source"
    if new["execution_count"] is None or new["execution_count"] != old["execution_count"]:
        yield f"execution count {new['execution_count']}, where {old['execution_count']} was committed"
    kinds = [[kind_of(output) for output in cell["outputs"]] for cell in (old, new)]
    if kinds[0] != kinds[1]:
        yield f"outputs {kinds[1]}, where {kinds[0]} were committed"
        return
    for before, after in zip(old["outputs"], new["outputs"]):
        if before["output_type"] == "error":
            yield f"a failure was committed: {before['evalue']}"
        texts = {"text": before["text"]} if "text" in before else before.get("data", {})
        found = {"text": after["text"]} if "text" in after else after.get("data", {})
        for format, text in texts.items():
            if format == "image/png":
                counts["pictures"] += 1
                yield from compare_pictures(text, found[format], FEWEST_ROWS)
            else:
                yield from compare_texts("".join(text), "".join(found[format]), counts)


def kind_of(output):
    return (output["output_type"], output.get("name"), tuple(sorted(output.get("data", {}))))


def compare_texts(old, new, counts):
    for one, other in zip(EMBEDDED.findall(old), EMBEDDED.findall(new)):
        counts["pictures"] += 1
        yield from compare_pictures(one, other, 1)
    old, new = (DURATION.sub("", EMBEDDED.sub("picture", text)) for text in (old, new))
    if NUMBER.sub("#", old) != NUMBER.sub("#", new):
        yield f"{new[:300]!r}, where {old[:300]!r} was committed"
        return
    for one, other in zip(NUMBER.findall(old), NUMBER.findall(new)):
        counts["numbers"] += 1
        expected, found = float(one.replace(",", "")), float(other.replace(",", ""))
        if not math.isclose(expected, found, rel_tol=TOLERANCE, abs_tol=SMALLEST):
            yield f"{other}, where {one} was committed"


def compare_pictures(old, new, fewest_rows):
    (size, _), (new_size, rows) = read_png("".join(old)), read_png("".join(new))
    if size != new_size:
        yield f"a picture of {new_size} pixels, where one of {size} was committed"
    if rows < fewest_rows:
        yield f"a picture with {rows} different rows is blank"


def read_png(text):
    """Width and height, and how many rows differ from each other: of a blank picture, one or two."""
    data = base64.b64decode(text)
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
    at, packed, size = 8, b"", (0, 0)
    while at < len(data):
        (length,), kind = struct.unpack(">I", data[at : at + 4]), data[at + 4 : at + 8]
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            size = struct.unpack(">II", body[:8])
        elif kind == b"IDAT":
            packed += body
        at += 12 + length
    pixels = zlib.decompress(packed)
    stride = len(pixels) // size[1]
    return size, len({pixels[row * stride : (row + 1) * stride] for row in range(size[1])})


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
