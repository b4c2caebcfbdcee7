"""Writes the cells of a folder with zarr-python."""

import warnings

import numcodecs
import zarr
from exchange import write
from values import dtype_of, fill
from zarr.dtype import VariableLengthBytes, VariableLengthUTF8

warnings.simplefilter("ignore")

VARYING = {"string": VariableLengthUTF8(), "bytes": VariableLengthBytes()}


def create(root, cell, attributes):
    chunk_keys = {"name": "default" if cell["format"] == 3 else "v2", "separator": cell["separator"]}
    return zarr.create_array(
        store=zarr.storage.LocalStore(root),
        name=cell["path"],
        shape=cell["shape"],
        chunks=cell["chunks"],
        dtype=VARYING.get(cell["kind"]) or ordered(cell),
        fill_value=fill(cell),
        attributes=attributes,
        chunk_key_encoding=chunk_keys,
        zarr_format=cell["format"],
        **(version_3(cell) if cell["format"] == 3 else version_2(cell)),
    )


def ordered(cell):
    """The cell's data type in the byte order that a v2 document gives it; in v3 that is the codec's business."""
    big = cell["format"] == 2 and "-big-" in cell["path"]
    return dtype_of(cell).newbyteorder(">" if big else "<")


def version_3(cell):
    makers = ("bytes", "vlen-utf8", "vlen-bytes", "sharding_indexed")
    serializer = next(i for i, codec in enumerate(cell["codecs"]) if codec["name"] in makers)
    codecs = [{"configuration": {}, **codec} for codec in cell["codecs"]]
    return {
        "filters": codecs[:serializer],
        "serializer": codecs[serializer],
        "compressors": codecs[serializer + 1 :],
        "dimension_names": [f"axis{axis}" for axis in range(len(cell["shape"]))],
    }


def version_2(cell):
    compressor = cell["compressor"] and numcodecs.get_codec(dict(cell["compressor"]))
    filters = [numcodecs.get_codec(dict(each)) for each in cell["filters"]]
    return {"filters": filters or None, "compressors": compressor, "order": cell["order"]}


write("zarr-python", create)
