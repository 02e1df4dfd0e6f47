"""Check mode: calls gradients() on the cases that the platform sends, and sends back what it returns.

A case carries its weights with both bias rows, (D+1, H) and (H+1, K). They are cut and turned into each layout that a
student may use: the contract does not make them say which, it is recognised by what comes back. Cases of stage 1 are
small and tried in every layout; those of stage 2 only in the layout that stage 1 found usable, or that "start" names.
"""

import signal
import time

import numpy as np

from frames import decode, encode, number
from submission import Submission, describe, device_of, from_numpy, named, to_numpy

#: (layout, bias in W1, bias in W2), the likeliest first.
CONVENTIONS = [
    ("DH", False, False),
    ("DH", True, True),
    ("HD", False, False),
    ("HD", True, True),
    ("DH", True, False),
    ("HD", True, False),
    ("DH", False, True),
    ("HD", False, True),
]
ARRAYS = ("X", "Y", "W1", "W2")


class OutOfTime(BaseException):
    """Not an Exception, so that a broad `except Exception` in train.py lets it through."""


def read_input(frames) -> list[dict]:
    return [_decoded(case) for case in iter(frames.read, {"t": "end"})]


def run(submission: Submission, cases: list[dict], start: dict, frames) -> None:
    if not callable(getattr(submission.module, "gradients", None)):
        return
    signal.signal(signal.SIGPROF, _out_of_time)
    try:
        _answer_all(submission, cases, start, frames)
    except OutOfTime:
        pass  # the frame of that case says so; the others would take as long


def _answer_all(submission: Submission, cases: list[dict], start: dict, frames) -> None:
    small = [case for case in cases if case["stage"] == 1]
    if "convention" in start:  # recognised in an earlier run
        framework, convention = start["framework"], tuple(start["convention"])
    else:
        framework, convention = _first_usable(submission, small, frames)
    if convention:
        for case in cases:
            if case["stage"] == 2:
                _answer(submission, case, framework, convention, frames)


def _first_usable(submission: Submission, cases: list[dict], frames):
    """Tries every layout, with the other framework's arrays when the first framework's work in none."""
    other = {"torch": "numpy", "numpy": "torch"}[submission.framework]
    for framework in (submission.framework, other):
        # A layout is usable when every case came back; all are tried, since the platform wants to see them all.
        usable = [
            convention
            for convention in _ordered(submission.spec)
            if all([_answer(submission, case, framework, convention, frames) for case in cases])
        ]
        if usable:
            return framework, usable[0]
    return submission.framework, None


def _ordered(spec: dict) -> list[tuple]:
    """The layout that SPEC names comes first."""
    named = (spec.get("layout", "DH"), bool(spec.get("bias", False)), bool(spec.get("bias", False)))
    return sorted(CONVENTIONS, key=lambda convention: convention != named)


def _answer(submission: Submission, case: dict, framework: str, convention: tuple, frames) -> bool:
    layout, bias1, bias2 = convention
    about = {"id": case["id"], "framework": framework, "layout": layout, "bias1": bias1, "bias2": bias2}
    given = [case["X"], case["Y"], *_arrange(case, convention)]
    device = device_of(framework)
    arguments = [from_numpy(array.copy(), framework, device) for array in given]
    started = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, case["seconds"])
        result = submission.module.gradients(*arguments)
        signal.setitimer(signal.ITIMER_PROF, 0)
        loss, dW1, dW2 = named(result, "loss", "dW1", "dW2")
        gradients = [to_numpy(dW1), to_numpy(dW2)]
        loss = number(to_numpy(loss))
    except BaseException as error:
        signal.setitimer(signal.ITIMER_PROF, 0)
        frames.send("case", **about, error=describe(error))
        if isinstance(error, OutOfTime):
            raise
        return False
    frames.send(
        "case",
        **about,
        loss=loss,
        dW1=encode(gradients[0]),
        dW2=encode(gradients[1]),
        ms=round(1000 * (time.process_time() - started)),
        modified=[name for name, old, new in zip(ARRAYS, given, arguments) if not np.array_equal(old, to_numpy(new))],
    )
    return gradients[0].shape == given[2].shape and gradients[1].shape == given[3].shape


def _arrange(case: dict, convention: tuple) -> list[np.ndarray]:
    layout, bias1, bias2 = convention
    weights = [case["W1"] if bias1 else case["W1"][:-1], case["W2"] if bias2 else case["W2"][:-1]]
    return [np.ascontiguousarray(W.T if layout == "HD" else W) for W in weights]


def _decoded(case: dict) -> dict:
    arrays = {name: decode(case[name]) for name in ("X", "W1", "W2")}
    return {**case, **arrays, "Y": np.array(case["Y"], np.int64)}


def _out_of_time(_signal, _frame) -> None:
    raise OutOfTime("gradients() took too long")
