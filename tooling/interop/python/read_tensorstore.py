"""Reads the cells of a folder with tensorstore and compares them."""

import tensorstore
from exchange import read


def open_array(root, cell):
    spec = {
        "driver": "zarr3" if cell["format"] == 3 else "zarr",
        "kvstore": {"driver": "file", "path": f"{root}/{cell['path']}/"},
    }
    array = tensorstore.open(spec, open=True, read=True).result()
    return array.read().result(), None, array.domain.labels if cell["format"] == 3 else None


read("tensorstore", open_array)
