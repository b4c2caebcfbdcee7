"""Writes the cells of a folder with tensorstore."""

import json

import numpy as np
import tensorstore
from exchange import write
from values import fill


def create(root, cell, attributes):
    dtype = np.dtype(cell["dtype"] if cell["format"] == 2 else cell["dataType"])
    metadata = version_3(cell, attributes) if cell["format"] == 3 else version_2(cell)
    spec = {
        "driver": "zarr3" if cell["format"] == 3 else "zarr",
        "kvstore": {"driver": "file", "path": f"{root}/{cell['path']}/"},
        "metadata": metadata,
        "create": True,
    }
    array = tensorstore.open(spec).result()
    if cell["format"] == 2:
        (root / cell["path"] / ".zattrs").write_text(json.dumps(attributes))

    def assign(values):
        array[...] = values.astype(dtype.newbyteorder("="))

    return dtype, assign


def version_3(cell, attributes):
    return {
        "shape": cell["shape"],
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": cell["chunks"]}},
        "chunk_key_encoding": {"name": "default", "configuration": {"separator": cell["separator"]}},
        "data_type": cell["dataType"],
        "fill_value": fill_json(cell, np.dtype(cell["dataType"])),
        "codecs": cell["codecs"],
        "attributes": attributes,
        "dimension_names": [f"axis{axis}" for axis in range(len(cell["shape"]))],
    }


def version_2(cell):
    return {
        "shape": cell["shape"],
        "chunks": cell["chunks"],
        "dtype": cell["dtype"],
        "fill_value": fill_json(cell, np.dtype(cell["dtype"])),
        "order": cell["order"],
        "compressor": cell["compressor"],
        "filters": None,
        "dimension_separator": cell["separator"],
    }


def fill_json(cell, dtype):
    value = fill(cell, dtype)
    return cell["fillValue"] if dtype.kind == "f" and not np.isfinite(value) else value.item()


write("tensorstore", create)
