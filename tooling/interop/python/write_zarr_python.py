"""Writes the cells of a folder with zarr-python."""

import warnings

import numcodecs
import numpy as np
import zarr
from exchange import write
from values import fill

warnings.simplefilter("ignore")


def create(root, cell, attributes):
    dtype = np.dtype(cell["dtype"] if cell["format"] == 2 else cell["dataType"])
    chunk_keys = {"name": "default" if cell["format"] == 3 else "v2", "separator": cell["separator"]}
    array = zarr.create_array(
        store=zarr.storage.LocalStore(root),
        name=cell["path"],
        shape=cell["shape"],
        chunks=cell["chunks"],
        dtype=dtype,
        fill_value=fill(cell, dtype),
        attributes=attributes,
        chunk_key_encoding=chunk_keys,
        zarr_format=cell["format"],
        **(codecs_of(cell) if cell["format"] == 3 else compression_of(cell)),
    )

    def assign(values):
        array[...] = values

    return dtype, assign


def codecs_of(cell):
    names = [codec["name"] for codec in cell["codecs"]]
    serializer = names.index("bytes")
    return {
        "filters": cell["codecs"][:serializer],
        "serializer": cell["codecs"][serializer],
        "compressors": cell["codecs"][serializer + 1 :],
        "dimension_names": [f"axis{axis}" for axis in range(len(cell["shape"]))],
    }


def compression_of(cell):
    compressor = cell["compressor"] and numcodecs.get_codec(dict(cell["compressor"]))
    return {"filters": None, "compressors": compressor, "order": cell["order"]}


write("zarr-python", create)
