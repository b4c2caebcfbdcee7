"""Reads the cells of a folder with zarr-python and compares them."""

import warnings

import zarr
from exchange import read

warnings.simplefilter("ignore")


def open_array(root, cell):
    array = zarr.open_array(store=zarr.storage.LocalStore(root), path=cell["path"], mode="r", zarr_format=cell["format"])
    names = array.metadata.dimension_names if cell["format"] == 3 else None
    return array[...], dict(array.attrs), names


read("zarr-python", open_array)
