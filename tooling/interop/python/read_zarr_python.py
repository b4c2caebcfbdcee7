"""Reads the cells of a folder with zarr-python and compares them."""

import warnings

import numpy as np
import zarr
from exchange import read

warnings.simplefilter("ignore")


def open_array(root, cell):
    array = zarr.open_array(store=zarr.storage.LocalStore(root), path=cell["path"], mode="r", zarr_format=cell["format"])
    names = array.metadata.dimension_names if cell["format"] == 3 else None
    # A NumPy scalar of byte strings loses the zeros at its end.
    return np.asarray(array[...], array.dtype), dict(array.attrs), names


read("zarr-python", open_array)
