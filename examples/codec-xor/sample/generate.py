"""Writes air.zarr with zarr-python, which gets the codec from the thirty lines below: the same name, the same bytes.

    pip install zarr==3.1.6 numpy iris-sample-data==2.5.2
    python generate.py
"""

import shutil
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import zarr
from zarr.abc.codec import BytesBytesCodec
from zarr.codecs import ZstdCodec
from zarr.registry import register_codec


@dataclass(frozen=True)
class Xor(BytesBytesCodec):
    """Each byte is replaced by its exclusive or with the byte `distance` before it."""

    distance: int
    is_fixed_size = True

    @classmethod
    def from_dict(cls, data):
        return cls(distance=data["configuration"]["distance"])

    def to_dict(self):
        return {"name": "org.example.xor", "configuration": {"distance": self.distance}}

    def compute_encoded_size(self, input_byte_length, _chunk_spec):
        return input_byte_length

    async def _encode_single(self, chunk_bytes, chunk_spec):
        decoded = chunk_bytes.as_numpy_array().view("u1")
        encoded = decoded.copy()
        encoded[self.distance :] ^= decoded[: -self.distance]
        return chunk_spec.prototype.buffer.from_array_like(encoded)

    async def _decode_single(self, chunk_bytes, chunk_spec):
        columns = chunk_bytes.as_numpy_array().view("u1").reshape(-1, self.distance)
        return chunk_spec.prototype.buffer.from_array_like(np.bitwise_xor.accumulate(columns, axis=0).reshape(-1))


def field(path: Path, rows: int, columns: int) -> np.ndarray:
    """The first field of a Met Office PP file: two big-endian Fortran records, a header of 64 words and the values."""
    content = path.read_bytes()
    header = int.from_bytes(content[:4], "big")
    start = header + 12
    return np.frombuffer(content, ">f4", rows * columns, start).reshape(rows, columns).astype("<f4")


def main() -> None:
    here = Path(__file__).resolve().parent
    register_codec("org.example.xor", Xor)
    values = field(Path(find_spec("iris_sample_data").origin).parent / "sample_data" / "A1B.2098.pp", 145, 192)
    shutil.rmtree(here / "air.zarr", ignore_errors=True)
    array = zarr.create_array(
        here / "air.zarr",
        shape=values.shape,
        dtype=values.dtype,
        chunks=(80, 96),
        compressors=[Xor(distance=4), ZstdCodec(level=19)],
        dimension_names=("latitude", "longitude"),
        attributes={
            "standard_name": "air_temperature",
            "units": "K",
            "cell_methods": "time: mean (interval: 6 hour)",
            "source": "Data from Met Office Unified Model 6.5",
        },
    )
    array[:] = values
    assert np.array_equal(array[:], values)
    np.save(here / "air.npy", values[::3, ::-4])


main()
