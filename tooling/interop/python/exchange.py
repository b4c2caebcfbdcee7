"""The loop that every writer and reader runs: cells in, one line of outcome per cell out.

Arguments are a folder and the name of a list of cells in it (`cells.json`). The folder holds the arrays below `arrays/`, and
`expected.bin` with the values of all cells one after the other; `written.json` says where each cell's values lie.
"""

import json
import sys
import traceback
from pathlib import Path

import values


def write(implementation, create):
    """Writes every cell of the folder named on the command line. `create(root, cell, attributes)` answers an array that
    can be assigned to. What must be read is what was written, or what the writer reads itself where a codec loses."""
    folder = Path(sys.argv[1])
    written, failed, offset = [], [], 0
    with open(folder / "expected.bin", "wb") as expected:
        for cell in cells(folder):
            try:
                array = create(folder / "arrays", cell, {"cell": cell["path"]})
                elements = values.make(cell)
                array[...] = elements
                data = values.comparable(array[...] if cell["lossy"] else elements)
            except Exception:
                failed.append({"path": cell["path"], "problem": last_line()})
                continue
            expected.write(data)
            written.append({"path": cell["path"], "offset": offset, "length": len(data)})
            offset += len(data)
    (folder / "written.json").write_text(json.dumps({"written": written, "failed": failed}))
    print(json.dumps({"implementation": implementation, "passed": len(written), "failed": failed}))


def read(implementation, open_array):
    """Reads every cell that was written. `open_array(root, cell)` answers values, attributes and dimension names; what an
    implementation does not know of is `None`."""
    folder = Path(sys.argv[1])
    by_path = {cell["path"]: cell for cell in cells(folder)}
    expected = (folder / "expected.bin").read_bytes()
    passed, failed = 0, []
    for entry in json.loads((folder / "written.json").read_text())["written"]:
        if entry["path"] not in by_path:
            continue
        try:
            data = expected[entry["offset"] : entry["offset"] + entry["length"]]
            problem = compare(by_path[entry["path"]], data, *open_array(folder / "arrays", by_path[entry["path"]]))
        except Exception:
            problem = last_line()
        if problem is None:
            passed += 1
        else:
            failed.append({"path": entry["path"], "problem": problem})
    print(json.dumps({"implementation": implementation, "passed": passed, "failed": failed}))


def compare(cell, expected, array, attributes, dimension_names):
    if list(array.shape) != cell["shape"]:
        return f"shape {list(array.shape)}, expected {cell['shape']}"
    if attributes is not None and attributes != {"cell": cell["path"]}:
        return f"attributes {attributes}"
    names = [f"axis{axis}" for axis in range(len(cell["shape"]))]
    if dimension_names is not None and list(dimension_names) != names:
        return f"dimension names {dimension_names}, expected {names}"
    return values.difference(array, expected)


def cells(folder):
    """The cells that this implementation can do."""
    name = sys.argv[2] if len(sys.argv) > 2 else "cells.json"
    return [cell for cell in json.loads((folder / name).read_text()) if "cannot" not in cell]


def last_line():
    return traceback.format_exc().strip().splitlines()[-1][:300]
