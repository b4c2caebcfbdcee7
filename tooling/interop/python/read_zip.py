"""Reads the archives of a folder with Python's zipfile and with zarr-python's ZipStore, and adds a value to each.

`archives.json` lists them: the SHA-256 of every value, and the arrays by path, whose elements count up from 0 modulo 251.
"""

import hashlib
import json
import sys
import warnings
import zipfile
from pathlib import Path

import numpy
import zarr

folder = Path(sys.argv[1])


def read(file, values, arrays):
    with zipfile.ZipFile(file) as archive:
        damaged = archive.testzip()
        if damaged is not None:
            return f"zipfile finds {damaged} damaged"
        found = {name: hashlib.sha256(archive.read(name)).hexdigest() for name in archive.namelist()}
        if found != values:
            return f"zipfile finds {len(found)} values, not the same as the {len(values)} written"
    store = zarr.storage.ZipStore(file, mode="r")
    for path in arrays:
        array = zarr.open_array(store, path=path, mode="r")
        wanted = (numpy.arange(array.size) % 251).reshape(array.shape)
        if not (array[...] == wanted).all():
            return f"zarr-python reads other elements of {path}"
    store.close()
    # What Python adds to an archive of ours must be read by us.
    with zipfile.ZipFile(file, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("added/by Python", b"as well" * 100)
    return None


passed, failed = [], []
for entry in json.loads((folder / "archives.json").read_text()):
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            problem = read(folder / entry["file"], entry["values"], entry["arrays"])
    except Exception as error:
        problem = f"{type(error).__name__}: {error}"
    if problem is None:
        passed.append(entry["file"])
    else:
        failed.append({"path": entry["file"], "problem": problem})
print(json.dumps({"passed": passed, "failed": failed}))
