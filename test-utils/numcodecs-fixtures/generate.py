"""Writes packages/codec-*/test/fixtures/<codec>.json: small arrays as numcodecs encodes them.

Run with numcodecs (0.16) installed: python generate.py [codec ...]
"""

import base64
import json
import sys
from pathlib import Path

import numcodecs
import numpy as np

PACKAGES = Path(__file__).resolve().parents[2] / "packages"
random = np.random.default_rng(1)

# Each array is one stretch, repeated: the file holds the stretch once.
ARRAYS = {
    "nothing": (np.zeros(0, "u1"), 1),
    "one byte": (np.array([7], "u1"), 1),
    "127 bytes": (random.integers(0, 4, 127, "u1"), 1),
    "noise": (random.integers(0, 256, 300, "u1"), 1),
    "counts": (np.arange(500, dtype="i4"), 1),
    "a smooth field": ((np.sin(np.arange(701) / 40) * 300).astype("f4"), 1),
    "doubles": (np.cos(np.arange(257) / 9).round(3), 1),
    "sparse labels": (np.where(np.arange(900) % 37 == 0, np.arange(900) // 90, 0).astype("i2"), 1),
    "triples": (random.integers(0, 3, 999, "u1").view("V3"), 1),
    "a repeated stretch": (random.integers(0, 256, 300, "u1"), 250),
    "all the same": (np.full(1000, 9, "u2"), 70),
}

BLOSC = {"id": "blosc", "clevel": 5, "shuffle": 1, "blocksize": 0}

CONFIGURATIONS = {
    "lz4": [{"id": "lz4", "acceleration": 1}, {"id": "lz4", "acceleration": 50}],
    "blosc": [
        *({**BLOSC, "cname": cname, "shuffle": shuffle} for cname in numcodecs.blosc.list_compressors() for shuffle in (0, 1, 2)),
        *({**BLOSC, "cname": "lz4", "shuffle": shuffle, "blocksize": 512} for shuffle in (0, 1, 2)),
        {**BLOSC, "cname": "zstd", "blocksize": 300},
        {**BLOSC, "cname": "lz4", "clevel": 0},
        {**BLOSC, "cname": "zlib", "clevel": 9, "shuffle": -1},
    ],
    "gzip": [{"id": "gzip", "level": level} for level in (0, 1, 9)],
    "zlib": [{"id": "zlib", "level": level} for level in (0, 1, 9)],
    "zstd": [
        *({"id": "zstd", "level": level, "checksum": False} for level in (0, 1, 19, -7)),
        *({"id": "zstd", "level": level, "checksum": True} for level in (0, 9)),
    ],
    "bz2": [{"id": "bz2", "level": level} for level in (1, 9)],
    "lzma": [
        *({"id": "lzma", "format": 1, "check": check, "preset": 1, "filters": None} for check in (-1, 0, 1, 4, 10)),
        {"id": "lzma", "format": 2, "check": -1, "preset": None, "filters": None},
        *(
            {"id": "lzma", "format": 1, "check": -1, "preset": None, "filters": filters}
            for filters in (
                [{"id": 3, "dist": 4}, {"id": 33, "preset": 1}],
                [{"id": 33, "lc": 0, "lp": 2, "pb": 0, "dict_size": 4096}],
            )
        ),
        *(
            {"id": "lzma", "format": 3, "check": -1, "preset": None, "filters": filters}
            for filters in (
                [{"id": 33, "preset": 1}],
                [{"id": 0x4000000000000001, "preset": 6, "lc": 1, "lp": 1, "pb": 3}],
                [{"id": 3, "dist": 2}, {"id": 33, "preset": 6}],
            )
        ),
    ],
}

HOMES = {"zlib": "codec-gzip"}


def text(data):
    return base64.b64encode(bytes(data)).decode()


def recorded(codec):
    lines = [json.dumps({"arrays": {name: {"stretch": text(array.tobytes()), "times": times} for name, (array, times) in ARRAYS.items()}})[:-1]]
    cases = []
    for configuration in CONFIGURATIONS[codec]:
        for name, (array, times) in ARRAYS.items():
            encoded = numcodecs.get_codec(dict(configuration)).encode(np.tile(array, times))
            # A long array is there for its long matches; where they are not found it only makes the file long.
            if times > 1 and len(encoded) > 2000:
                continue
            cases.append(json.dumps({"array": name, "elementSize": array.itemsize, "configuration": configuration, "encoded": text(encoded)}))
    return lines[0] + ', "cases": [\n' + ",\n".join(cases) + "\n]}\n"


for codec in sys.argv[1:] or CONFIGURATIONS:
    folder = PACKAGES / HOMES.get(codec, f"codec-{codec}") / "test" / "fixtures"
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{codec}.json"
    (folder / name).write_text(recorded(codec))
    print(folder.relative_to(PACKAGES) / name, (folder / name).stat().st_size)
