"""The student's module: loading it, calling it, and saying where it failed."""

import ast
import random
import sys
import traceback
import types

import numpy as np
import torch

import scan

FILE = "train.py"
SPEC_KEYS = ("activation", "loss", "bias", "layout", "mean", "std", "label_smoothing", "framework")
MAX_CONFIG_KEYS = 30
MESSAGE_LENGTH = 500


class Submission:
    def __init__(self, module: types.ModuleType, source: str):
        self.module = module
        self.spec = _spec(module)
        self.config = _config(module)
        self.framework = self.spec.get("framework") or _imported_framework(source)

    @classmethod
    def load(cls, path: str, start: dict, frames) -> "Submission | None":
        """None when it can't be loaded; a frame then says why."""
        _seed(start["seed"])
        try:
            with open(path, encoding="utf-8") as file:
                source = file.read()
            module = types.ModuleType("train")
            module.__file__ = FILE
            sys.modules["train"] = module
            exec(compile(source, FILE, "exec"), module.__dict__)
            submission = cls(module, source)
        except BaseException as error:
            frames.send("error", where="load", **describe(error))
            return None
        for line, text in scan.remarks(source):
            frames.send("remark", line=line, msg=text)
        functions = [name for name in ("gradients", "train") if callable(getattr(module, name, None))]
        frames.send("loaded", spec=submission.spec, config=submission.config, framework=submission.framework, has=functions)
        return submission


def describe(error: BaseException) -> dict:
    """Type, message, and the deepest line of train.py on the way to the error."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == FILE]
    if isinstance(error, SyntaxError) and error.filename == FILE:
        lines.append(error.lineno)
    try:
        message = str(error)[:MESSAGE_LENGTH]
    except Exception:
        message = ""
    return {"type": type(error).__name__, "msg": message, "line": lines[-1] if lines else None}


def to_numpy(value) -> np.ndarray:
    """A tensor, an array, or what numpy can make one of."""
    if isinstance(value, torch.Tensor):
        return value.detach().to("cpu").resolve_conj().resolve_neg().numpy()
    array = np.asarray(value)
    if array.dtype == object:
        raise TypeError(f"an array of numbers expected, got {type(value).__name__}")
    return array


def named(result, *names: str) -> list:
    """What a function of the contract returned: that many values in a row, or by name in a dictionary."""
    if isinstance(result, dict) and all(name in result for name in names):
        return [result[name] for name in names]
    if not isinstance(result, (tuple, list)) or len(result) != len(names):
        count = f" of {len(result)}" if isinstance(result, (tuple, list)) else ""
        raise TypeError(f"({', '.join(names)}) must be returned, not a {type(result).__name__}{count}")
    return list(result)


def from_numpy(array: np.ndarray, framework: str, device: str = "cpu"):
    return torch.from_numpy(array).to(device) if framework == "torch" else array


def device_of(framework: str) -> str:
    """Where the student's tensors live. New tensors are made there too, so that train.py need not know."""
    if framework != "torch" or not torch.cuda.is_available():
        return "cpu"
    if hasattr(torch, "set_default_device"):
        torch.set_default_device("cuda")
    return "cuda"


def _seed(seed: int) -> None:
    """The same submission gets the same random numbers, also where it asks for a generator without a seed."""
    random.seed(seed)
    np.random.seed(seed)
    torch.manual_seed(seed)
    make, seeds = np.random.default_rng, np.random.SeedSequence(seed)
    np.random.default_rng = lambda given=None: make(seeds.spawn(1)[0] if given is None else given)


def _spec(module: types.ModuleType) -> dict:
    """The known keys of SPEC that hold plain values; the platform checks them."""
    spec = getattr(module, "SPEC", None)
    if not isinstance(spec, dict):
        return {}
    return {key: spec[key] for key in SPEC_KEYS if isinstance(spec.get(key), (str, bool, int, float)) and spec[key] == spec[key]}


def _config(module: types.ModuleType) -> dict | None:
    """CONFIG of strict mode, as it is: the platform checks it. What JSON can't say is sent as text."""
    config = getattr(module, "CONFIG", None)
    if not isinstance(config, dict):
        return None
    plain = (str, bool, int, float)
    return {
        str(key)[:40]: value if isinstance(value, plain) and value == value and value not in (float("inf"), float("-inf")) else repr(value)[:40]
        for key, value in list(config.items())[:MAX_CONFIG_KEYS]
    }


def _imported_framework(source: str) -> str:
    """torch when it is imported anywhere in the file."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "torch" for alias in node.names):
            return "torch"
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "torch":
            return "torch"
    return "numpy"
