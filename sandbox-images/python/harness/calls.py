"""Calling a function as its author wrote it: other parameter names, keyword-only parameters and defaults are all right."""

import inspect
import time
from collections.abc import Callable

from modules import Loaded, describe, seed_generators
from timer import limited
from values import decode, encode, same, unpack


class Caller:
    def __init__(self, loaded: Loaded, drivers: dict, seed: int, widen: bool):
        self._loaded = loaded
        self._drivers = drivers
        self._seed = seed
        self._widen = widen

    def answer(self, case: dict) -> dict:
        """The fields of a result frame. Case: id, function, parameters, defaults, args, driver, returns, twice, seconds."""
        started = time.process_time()
        try:
            arguments = self._arguments(case)
            values = self._call(case, arguments)
            fresh = self._arguments(case)
            changed = [name for name in fresh if not same(fresh[name], arguments[name])]
            second = self._call(case, fresh) if case["twice"] else None
        except BaseException as error:
            return describe(error, self._loaded.file)
        return {"values": values, "second": second, "changed": changed, "ms": round(1000 * (time.process_time() - started))}

    def _arguments(self, case: dict) -> dict:
        return {name: decode(value, self._drivers, self._widen) for name, value in case["args"].items()}

    def _call(self, case: dict, arguments: dict) -> list:
        seed_generators(self._seed)
        function = vars(self._loaded.module)[case["function"]]
        bound = _Bound(function, case["parameters"], case["defaults"])
        driver = self._drivers[case["driver"]] if case["driver"] else None

        def call() -> list:
            result = driver(bound, **arguments) if driver else bound(**arguments)
            return [encode(value) for value in (unpack(result, case["returns"]) if case["returns"] else [result])]

        return limited(case["seconds"], call)


class _Bound:
    """The student's function, to be called by the statement's parameter names."""

    def __init__(self, function: Callable, parameters: list[str], defaults: dict):
        self._function = function
        self._parameters = parameters
        self._defaults = defaults

    def __call__(self, *values, **named):
        given = {**dict(zip(self._parameters, values)), **named}
        by_name, keyword_only = _names(self._function)
        if given.keys() <= by_name:
            return self._function(**given)
        keywords = {name: given.pop(name) for name in list(given) if name in keyword_only}
        return self._function(*self._in_order(given), **keywords)

    def _in_order(self, given: dict) -> list:
        """In the statement's order, up to the last one that is given; what lies between gets its default."""
        last = max((self._parameters.index(name) for name in given), default=-1)
        between = self._parameters[: last + 1]
        return [given[name] if name in given else self._defaults[name] for name in between if name in given or name in self._defaults]


def _names(function: Callable) -> tuple[set[str], set[str]]:
    """Parameters that can be given by name, and those of them that can't be given otherwise."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except (TypeError, ValueError):
        return set(), set()
    keyword_only = {each.name for each in parameters if each.kind is each.KEYWORD_ONLY}
    return {each.name for each in parameters if each.kind is each.POSITIONAL_OR_KEYWORD} | keyword_only, keyword_only
