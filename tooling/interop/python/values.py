"""Values of a cell: how they are made, and the bytes by which two implementations compare them.

Bytes for comparison are those of zarrkit's containers, C order, little-endian: the type's own bytes, except that float16
is widened to float32, which holds each of its values exactly.
"""

import math
import zlib

import numpy as np


def make(cell, dtype):
    """Elements of a cell: any bit pattern, compressible stretches, and a first chunk that is all fill value."""
    count = math.prod(cell["shape"])
    random = np.random.default_rng(zlib.crc32(cell["path"].encode()))
    native = dtype.newbyteorder("=")
    if native.kind == "b":
        values = random.integers(0, 2, count).astype(native)
    else:
        values = np.frombuffer(random.bytes(count * native.itemsize), native).copy()
        values[::3] = np.arange(len(values[::3])) % 100
    values = values.reshape(cell["shape"])
    if cell["shape"] != cell["chunks"] and "prime" in cell["path"]:
        values[tuple(slice(0, size) for size in cell["chunks"])] = fill(cell, native)
    return values.astype(dtype)


def fill(cell, dtype):
    """The cell's fill value as a NumPy scalar."""
    text = cell["fillValue"]
    if dtype.kind == "b":
        return np.bool_(text == "true")
    return dtype.type(int(text) if dtype.kind in "iu" else float(text))


def container(values):
    """The values as zarrkit holds them in memory, as bytes."""
    values = np.asarray(values)
    if is_half(values.dtype):
        values = values.astype(np.float32)
    return np.ascontiguousarray(values, values.dtype.newbyteorder("<")).tobytes()


def difference(values, expected):
    """`None` when the values are those of the expected bytes, else where they differ first. All NaN are equal."""
    values = np.asarray(values)
    found = container(values)
    if found == expected:
        return None
    if len(found) != len(expected):
        return f"{len(found)} bytes, expected {len(expected)}"
    kind = np.dtype("<f4") if is_half(values.dtype) else values.dtype.newbyteorder("<")
    ours, theirs = np.frombuffer(found, kind), np.frombuffer(expected, kind)
    same = ours.view(f"u{kind.itemsize}") == theirs.view(f"u{kind.itemsize}")
    if kind.kind == "f":
        same |= np.isnan(ours) & np.isnan(theirs)
    wrong = np.flatnonzero(~same)
    if len(wrong) == 0:
        return None
    return f"{len(wrong)} of {len(same)} elements differ, first [{wrong[0]}]: {ours[wrong[0]]}, expected {theirs[wrong[0]]}"


def is_half(dtype):
    return dtype.kind == "f" and dtype.itemsize == 2
