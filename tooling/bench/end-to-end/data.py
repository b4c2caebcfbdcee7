"""Writes the arrays that end-to-end workloads read, with zarr-python, and measures what C alone needs for them."""

import json
import sys
import time
from pathlib import Path

import numcodecs
import numcodecs.blosc
import numpy as np
import zarr

numcodecs.blosc.use_threads = False

FIELD = (128, 512, 512)
FIELD_CHUNKS = (64, 64, 64)
IMAGE = (4096, 5120)
IMAGE_CHUNKS = (64, 64)
SERIES = (2048, 128, 128)
SERIES_CHUNKS = (8, 64, 64)
VOLUME = (256, 512, 512)
SHARDS = (256, 256, 256)
INNER_CHUNKS = (32, 32, 32)

COMPRESSORS = {
    "blosc": numcodecs.Blosc("lz4", 5, numcodecs.Blosc.SHUFFLE),
    "gzip": numcodecs.GZip(5),
    "zstd": numcodecs.Zstd(1),
    "raw": None,
}
SHARD_CODECS = {
    "blosc": lambda: zarr.codecs.BloscCodec(cname="lz4", clevel=5, shuffle="shuffle"),
    "gzip": lambda: zarr.codecs.GzipCodec(level=5),
    "zstd": lambda: zarr.codecs.ZstdCodec(level=1),
}


def smooth(shape):
    """A field with waves and the noise of its instrument, in degrees."""
    noise = np.random.default_rng(1)
    axes = np.meshgrid(*(np.arange(n, dtype="f4") for n in shape), indexing="ij", sparse=True)
    waves = 15 * np.sin(axes[-1] / 90) * np.cos(axes[-2] / 130) + np.float32(axes[0] / 50)
    return (280 + np.round(waves + 0.05 * noise.standard_normal(shape, dtype="f4"), 2)).astype("f4")


def photons(shape):
    """Counts over a camera's offset, with bright spots."""
    noise = np.random.default_rng(2)
    axes = np.meshgrid(*(np.arange(n, dtype="f4") for n in shape), indexing="ij", sparse=True)
    light = 20 + 400 * np.maximum(0, np.sin(axes[-1] / 9) * np.sin(axes[-2] / 11)) ** 8
    return noise.poisson(np.broadcast_to(light, shape)).astype("u2") + np.uint16(100)


def write(folder):
    """Each array once; a folder that has them all is left as it is."""
    folder = Path(folder)
    done = folder / "done"
    if done.exists():
        return
    field = smooth(FIELD)
    for name, compressor in COMPRESSORS.items():
        array(folder / f"field-{name}", field, FIELD_CHUNKS, compressor)
    array(folder / "image", photons(IMAGE), IMAGE_CHUNKS, COMPRESSORS["blosc"])
    array(folder / "series", smooth(SERIES), SERIES_CHUNKS, COMPRESSORS["blosc"])
    volume = photons(VOLUME)
    for name, codec in SHARD_CODECS.items():
        zarr.create_array(folder / f"volume-{name}", data=volume, chunks=INNER_CHUNKS, shards=SHARDS, compressors=codec(), overwrite=True)
    for version in (2, 3):
        group = zarr.create_group(folder / f"group-{version}", zarr_format=version, overwrite=True)
        for i in range(500):
            group.create_array(f"a{i}", shape=(100, 100), chunks=(10, 10), dtype="f4")
        zarr.consolidate_metadata(folder / f"group-{version}", zarr_format=version)
    done.touch()


def array(path, data, chunks, compressor):
    made = zarr.create_array(path, shape=data.shape, chunks=chunks, dtype=data.dtype, compressors=compressor, zarr_format=2, overwrite=True)
    made[...] = data


def limit(folder, name):
    """Seconds in which one thread reads, decodes with C and copies each chunk to its place in fresh memory."""
    path = Path(folder) / name
    document = json.loads((path / ".zarray").read_text())
    shape, chunks = document["shape"], document["chunks"]
    codec = numcodecs.get_codec(document["compressor"]) if document["compressor"] else None
    buffer = np.empty(chunks, document["dtype"])
    start = time.perf_counter()
    out = np.empty(shape, document["dtype"])
    for index in np.ndindex(*(n // c for n, c in zip(shape, chunks))):
        encoded = (path / ".".join(map(str, index))).read_bytes()
        if codec is None:
            decoded = np.frombuffer(encoded, buffer.dtype).reshape(chunks)
        else:
            codec.decode(encoded, out=buffer)
            decoded = buffer
        out[tuple(slice(i * c, (i + 1) * c) for i, c in zip(index, chunks))] = decoded
    return time.perf_counter() - start


for line in sys.stdin:
    task = json.loads(line)
    answer = write(task["folder"]) if "write" in task else limit(task["folder"], task["limit"])
    print(json.dumps(answer), flush=True)
