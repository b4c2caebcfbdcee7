"""Writes the cells of a folder with tensorstore."""

import json

import tensorstore
from exchange import write


def create(root, cell, attributes):
    version_3 = cell["format"] == 3
    spec = {
        "driver": "zarr3" if version_3 else "zarr",
        "kvstore": {"driver": "file", "path": f"{root}/{cell['path']}/"},
        "metadata": metadata_3(cell, attributes) if version_3 else metadata_2(cell),
        "create": True,
    }
    array = tensorstore.open(spec).result()
    if not version_3:
        (root / cell["path"] / ".zattrs").write_text(json.dumps(attributes))
    return array


def metadata_3(cell, attributes):
    return {
        "shape": cell["shape"],
        "chunk_grid": {"name": "regular", "configuration": {"chunk_shape": cell["chunks"]}},
        "chunk_key_encoding": {"name": "default", "configuration": {"separator": cell["separator"]}},
        "data_type": cell["dataType"],
        "fill_value": fill_json(cell),
        "codecs": cell["codecs"],
        "attributes": attributes,
        "dimension_names": [f"axis{axis}" for axis in range(len(cell["shape"]))],
    }


def metadata_2(cell):
    return {
        "shape": cell["shape"],
        "chunks": cell["chunks"],
        "dtype": cell["dtype"],
        "fill_value": fill_json(cell),
        "order": cell["order"],
        "compressor": cell["compressor"],
        "filters": None,
        "dimension_separator": cell["separator"],
    }


def fill_json(cell):
    """As v3 spells it; 64-bit integers stand as text in the list of cells."""
    value = cell["fillValue"]
    if value == "-0":
        return -0.0
    return int(value) if cell["kind"] == "integer" else value


write("tensorstore", create)
