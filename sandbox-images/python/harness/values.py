"""Arguments and results as JSON. Arrays travel as base64 of little-endian numbers, results always as float64."""

import base64
from collections.abc import Iterator

import numpy as np

MAX_ELEMENTS = 1_000_000
MAX_ENTRIES = 200
MAX_DEPTH = 3


def decode(value: dict, names: dict, widen: bool):
    """A new object each time, so that no call sees what another did to its arguments."""
    [(kind, content)] = value.items()
    if kind == "array":
        array = np.frombuffer(base64.b64decode(content["b64"]), content["dtype"]).reshape(content["shape"]).copy()
        return array.astype(np.float64) if widen and array.dtype.kind == "f" else array
    if kind == "dict":
        return {name: decode(entry, names, widen) for name, entry in content.items()}
    if kind == "number":  # JSON knows neither NaN nor infinity
        return float(content)
    if kind == "python":
        return eval(content, {"np": np, **names})
    return content


def same(old, new) -> bool:
    """Whether an argument is what it was; NaN equals itself here. What is no data is not looked at."""
    if isinstance(old, dict):
        return isinstance(new, dict) and old.keys() == new.keys() and all(same(old[name], new[name]) for name in old)
    if isinstance(old, np.ndarray):
        return old.shape == new.shape and old.dtype == new.dtype and old.tobytes() == new.tobytes()
    return True


def encode(value, depth: int = 0) -> dict:
    """@raises TypeError, ValueError with words for the student when it is nothing that numbers can be made of."""
    if value is None:
        return {"none": True}
    if isinstance(value, dict):
        if len(value) > MAX_ENTRIES or depth == MAX_DEPTH:
            raise ValueError("the dictionary that was returned is too large")
        return {"dict": {str(name): encode(entry, depth + 1) for name, entry in value.items()}}
    if isinstance(value, Iterator):
        value = list(value)
    array = _array(value)
    if array is not None:
        return {"array": _numbers(array)}
    if isinstance(value, (list, tuple)) and len(value) <= MAX_ENTRIES and depth < MAX_DEPTH:
        return {"items": [encode(entry, depth + 1) for entry in value]}
    raise TypeError(f"numbers are expected, not {type(value).__name__}")


def _array(value) -> np.ndarray | None:
    """An exact ndarray of numbers, whatever subclass or nesting of lists it was; None when there is no such array."""
    try:
        array = np.array(value, subok=False)
        if array.dtype.kind == "O":
            array = array.astype(np.float64)  # Decimal, Fraction and the like
        if array.dtype.kind == "c" and not array.imag.any():
            array = array.real
    except (TypeError, ValueError):
        return None
    return array if array.dtype.kind in "biuf" else None


def _numbers(array: np.ndarray) -> dict:
    if array.size > MAX_ELEMENTS:
        raise ValueError(f"the array that was returned has {array.size} elements")
    data = np.ascontiguousarray(array, "<f8")
    return {"dtype": array.dtype.name, "shape": list(array.shape), "b64": base64.b64encode(data.tobytes()).decode()}


def unpack(result, names: list[str]) -> list:
    """What a function with named results returned: that many values in a row, or by name."""
    if isinstance(result, dict) and all(name in result for name in names):
        return [result[name] for name in names]
    if isinstance(result, (tuple, list, np.ndarray, Iterator)):
        result = list(result)
        if len(result) == len(names):
            return result
        raise TypeError(f"({', '.join(names)}) must be returned, not {len(result)} values")
    if all(hasattr(result, name) for name in names):
        return [getattr(result, name) for name in names]
    raise TypeError(f"({', '.join(names)}) must be returned, not {type(result).__name__}")
