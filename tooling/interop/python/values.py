"""Values of a cell: how they are made, and the bytes by which two implementations compare them.

Bytes for comparison are those of zarrkit's containers, C order, little-endian: the type's own bytes, except that floats of
16 bits and fewer are widened to float32 and integers of fewer than 8 bits to int8; for types of varying size, and for text,
JSON lists of strings or of base64.
"""

import base64
import json
import math
import zlib

import ml_dtypes
import numpy as np

STRUCT = np.dtype([("a", "<i2"), ("b", "<f8"), ("c", "u1")])
LETTERS = ["a", "é", "𝄞", "Ω", "z"]


def dtype_of(cell):
    """The NumPy data type of a cell's elements, in the machine's byte order."""
    if cell["kind"] == "struct":
        return STRUCT
    if cell["kind"] in ("string", "bytes"):
        return np.dtype(object)
    return np.dtype(getattr(ml_dtypes, cell["numpy"]) if cell["kind"].startswith("small-") else cell["numpy"])


def make(cell):
    """Elements of a cell: any bit pattern, compressible stretches, and a first chunk that is all fill value."""
    count = math.prod(cell["shape"])
    random = np.random.default_rng(zlib.crc32(cell["path"].encode()))
    values = elements(cell, count, random).reshape(cell["shape"])
    if "prime" in cell["path"]:
        values[tuple(slice(0, size) for size in cell["chunks"])] = fill(cell)
    return values


def elements(cell, count, random):
    kind, dtype = cell["kind"], dtype_of(cell)
    if cell["gentle"]:
        return (random.integers(-256, 256, count) / 8).astype(dtype)
    if kind == "bool":
        return random.integers(0, 2, count).astype(dtype)
    if kind.startswith("small-"):
        return np.array([float(value) for value in cell["values"]])[random.integers(0, len(cell["values"]), count)].astype(dtype)
    if kind in ("text", "string"):
        longest = 3 if kind == "text" else 8
        words = ["".join(random.choice(LETTERS, random.integers(0, longest + 1))) for _ in range(count)]
        return np.array(words, dtype)
    if kind == "bytes":
        values = np.empty(count, object)
        values[:] = [random.bytes(random.integers(0, 9)) for _ in range(count)]
        return values
    if kind == "padded":
        return np.array([random.bytes(2).replace(b"\0", b"x") for _ in range(count)], dtype)
    if kind == "struct":
        values = np.zeros(count, dtype)
        for name in dtype.names:
            values[name] = random.integers(0, 250, count)
        return values
    values = np.frombuffer(random.bytes(count * dtype.itemsize), dtype).copy()
    if kind in ("integer", "float"):
        values[::3] = np.arange(len(values[::3])) % 100
    return values


def fill(cell):
    """The cell's fill value as a NumPy scalar."""
    kind, value, dtype = cell["kind"], cell["fillValue"], dtype_of(cell)
    if kind == "complex":
        return dtype.type(complex(*map(float, value)))
    if kind == "time":
        return np.array("NaT" if value == "NaT" else int(value), dtype)[()]
    if kind == "struct":
        return np.array(tuple(value.values()), dtype)[()]
    if kind in ("padded", "raw", "bytes"):
        data = bytes.fromhex(value)
        return data if kind == "bytes" else np.frombuffer(data.ljust(dtype.itemsize, b"\0"), dtype)[0]
    if kind in ("text", "string"):
        return value
    return dtype.type(int(value) if kind == "integer" else value if kind == "bool" else float(value))


def comparable(values):
    """The values as zarrkit holds them in memory, as bytes."""
    values = np.asarray(values)
    if values.dtype.kind in "OTU":
        items = [item if isinstance(item, str) else base64.b64encode(bytes(item)).decode() for item in values.ravel().tolist()]
        return json.dumps(items, ensure_ascii=False, separators=(",", ":")).encode()
    values = np.ascontiguousarray(widened(values))
    return values.astype(values.dtype.newbyteorder("<")).tobytes()


def widened(values):
    name = values.dtype.name
    if name.startswith(("bfloat16", "float16", "float8_", "float4_")):
        return values.astype(np.float32)
    return values.astype(np.int8) if name in ("int2", "int4") else values


def difference(values, expected):
    """`None` when the values are those of the expected bytes, else where they differ first. All NaN are equal."""
    values = np.asarray(values)
    found = comparable(values)
    if found == expected:
        return None
    if values.dtype.kind in "OTU":
        ours, theirs = json.loads(found), json.loads(expected)
        wrong = [i for i, (one, other) in enumerate(zip(ours, theirs)) if one != other]
        return f"{len(ours)} elements, expected {len(theirs)}; first wrong {wrong[:1]}" if wrong or len(ours) != len(theirs) else None
    if len(found) != len(expected):
        return f"{len(found)} bytes, expected {len(expected)}"
    kind = widened(values).dtype.newbyteorder("<")
    if kind.kind == "c":
        kind = np.dtype(f"<f{kind.itemsize // 2}")
    if kind.kind != "f":
        return f"bytes differ: {found[:40].hex()}, expected {expected[:40].hex()}"
    ours, theirs = np.frombuffer(found, kind), np.frombuffer(expected, kind)
    same = (ours.view(f"u{kind.itemsize}") == theirs.view(f"u{kind.itemsize}")) | (np.isnan(ours) & np.isnan(theirs))
    wrong = np.flatnonzero(~same)
    if len(wrong) == 0:
        return None
    return f"{len(wrong)} of {len(same)} entries differ, first [{wrong[0]}]: {ours[wrong[0]]}, expected {theirs[wrong[0]]}"
