"""Frames: one JSON object a line, named by its "t". Arrays travel as base64 of little-endian floats."""

import base64
import json
import math
import os

import numpy as np

STDIN, STDOUT, STDERR = 0, 1, 2


class Frames:
    def __init__(self, source, sink: int):
        self._source = source
        self._sink = sink

    @classmethod
    def take_over(cls) -> "Frames":
        """Keeps stdout for frames alone: whatever else writes to descriptor 1 from now on goes to stderr."""
        sink = os.dup(STDOUT)
        os.dup2(STDERR, STDOUT)
        return cls(os.fdopen(os.dup(STDIN), "rb", buffering=1 << 20), sink)

    def read(self) -> dict:
        return json.loads(self._source.readline())

    def read_bytes(self, count: int) -> bytes:
        data = self._source.read(count)
        if len(data) != count:
            raise EOFError(f"{len(data)} of {count} bytes of input")
        return data

    def close_input(self) -> None:
        self._source.close()
        nothing = os.open(os.devnull, os.O_RDONLY)
        os.dup2(nothing, STDIN)
        os.close(nothing)

    def send(self, kind: str, **fields) -> None:
        rest = memoryview(json.dumps({"t": kind, **fields}, allow_nan=False).encode() + b"\n")
        while rest:
            rest = rest[os.write(self._sink, rest) :]


def number(value) -> float | str:
    """JSON knows neither NaN nor infinity, so these travel as text."""
    value = float(value)
    return value if math.isfinite(value) else str(value)


def decode(frame: dict) -> np.ndarray:
    return np.frombuffer(base64.b64decode(frame["b64"]), frame["dtype"]).reshape(frame["shape"]).copy()


def encode(array: np.ndarray) -> dict:
    """A matrix of finite floats with its data; anything else is only described."""
    shape = list(array.shape)
    if array.ndim != 2 or array.dtype.kind not in "fiu":
        return {"shape": shape, "dtype": str(array.dtype)}
    array = np.ascontiguousarray(array, "<f8" if array.dtype == np.float64 else "<f4")
    bad = int(np.count_nonzero(~np.isfinite(array)))
    if bad:
        return {"shape": shape, "dtype": str(array.dtype), "nonFinite": bad}
    return {"dtype": array.dtype.str, "shape": shape, "b64": base64.b64encode(array).decode()}
