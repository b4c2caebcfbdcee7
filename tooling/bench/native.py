"""Does what lines of JSON on the standard input ask, with numcodecs' C; answers one line each."""

import json
import sys
import time

import numcodecs
import numcodecs.blosc
import numpy as np

numcodecs.blosc.use_threads = False
LEAST_SAMPLE = 0.001


def prepare(task):
    """Encodes the raw file and decodes that, and keeps the call to measure."""
    global call
    codec = numcodecs.get_codec(task["configuration"])
    raw = np.fromfile(task["raw"], dtype=task["dataType"])
    encoded = codec.encode(raw)
    encoded = np.frombuffer(bytes(memoryview(encoded)), dtype=np.asarray(memoryview(encoded)).dtype)
    encoded.tofile(task["encoded"])
    np.asarray(codec.decode(encoded)).tofile(task["decoded"])
    if task["direction"] == "encode":
        call = lambda: codec.encode(raw)
    elif task["configuration"]["id"] == "crc32c":
        # Without memory to write to it answers a view of what it was given, as ours does.
        call = lambda: codec.decode(encoded)
    else:
        out = np.empty_like(raw)
        call = lambda: codec.decode(encoded, out=out)
    return {}


def measure(task):
    """Seconds of one call in the fastest sample."""
    stop = time.perf_counter() + task["milliseconds"] / 1000
    best = float("inf")
    repetitions = 1
    while time.perf_counter() < stop:
        start = time.perf_counter()
        for _ in range(repetitions):
            call()
        elapsed = time.perf_counter() - start
        if elapsed < LEAST_SAMPLE:
            repetitions *= 2
        else:
            best = min(best, elapsed / repetitions)
    return {"seconds": best}


print(json.dumps({"numcodecs": numcodecs.__version__}), flush=True)
for line in sys.stdin:
    task = json.loads(line)
    print(json.dumps(prepare(task) if "configuration" in task else measure(task)), flush=True)
