"""Loading the student's module, or the platform's own, and saying where it failed."""

import random
import sys
import traceback
import types

import numpy as np

from timer import limited

MESSAGE_LENGTH = 500
LOAD_SECONDS = 3


class Loaded:
    def __init__(self, module: types.ModuleType, file: str):
        self.module = module
        self.file = file
        self.functions = {name for name, value in vars(module).items() if callable(value)}


def load(named: dict, seed: int, channel) -> Loaded | None:
    """None when it can't be loaded; a frame then says why."""
    try:
        seed_generators(seed)
        loaded = Loaded(limited(LOAD_SECONDS, lambda: _execute(named["file"], named["name"])), named["file"])
    except BaseException as error:
        channel.send("error", module=named["name"], **describe(error, named["file"]))
        return None
    functions = sorted(str(name)[:100] for name in loaded.functions if not str(name).startswith("_"))[:200]
    channel.send("loaded", module=named["name"], functions=functions, about=str(loaded.module.__doc__ or "")[:2000])
    return loaded


def load_drivers(file: str | None) -> dict:
    return dict(vars(_execute(file, "drivers"))) if file else {}


def _execute(file: str, name: str) -> types.ModuleType:
    with open(file, encoding="utf-8-sig") as source:
        code = compile(source.read(), file, "exec")
    module = types.ModuleType(name)
    module.__file__ = file
    sys.modules[name] = module
    exec(code, module.__dict__)
    return module


def describe(error: BaseException, file: str) -> dict:
    """Type, message, and the deepest line of the file on the way to the error."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == file]
    if isinstance(error, SyntaxError) and error.filename == file:
        lines.append(error.lineno)
    try:
        message = str(error)[:MESSAGE_LENGTH]
    except Exception:
        message = ""
    line = lines[-1] if lines and isinstance(lines[-1], int) and lines[-1] > 0 else None
    return {"error": {"type": type(error).__name__[:100], "msg": message, "line": line}}


def seed_generators(seed: int) -> None:
    """The same submission gets the same random numbers, also where it asks for a generator without a seed."""
    random.seed(seed)
    np.random.seed(seed)
    np.random.default_rng = lambda given=None: _default_rng(seed if given is None else given)


_default_rng = np.random.default_rng
