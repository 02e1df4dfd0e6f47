"""Train mode: runs train() on the training data, watches that it uses gradients(), and sends the weights out."""

import inspect
import resource
import time

import numpy as np

from frames import encode, number
from submission import Submission, describe, device_of, from_numpy, named, to_numpy

MAX_REPORTS = 2000
AUDIT_ROWS = 16
#: Weights go out with the first reports, then ever more rarely, so that a report per step costs little.
DENSE_REPORTS = 16
MAX_WEIGHT_BYTES = 96 << 20


def read_input(frames) -> tuple[np.ndarray, np.ndarray]:
    """Pixels as bytes, labels as bytes: {"count", "inputs"} and then the bytes themselves."""
    header = frames.read()
    count, inputs = header["count"], header["inputs"]
    pixels = np.frombuffer(frames.read_bytes(count * inputs), np.uint8).reshape(count, inputs)
    return pixels, np.frombuffer(frames.read_bytes(count), np.uint8)


def run(submission: Submission, data: tuple, start: dict, frames) -> None:
    module = submission.module
    if not callable(getattr(module, "train", None)):
        return
    framework = start.get("framework") or submission.framework
    device = device_of(framework)
    pixels, labels = data
    X = from_numpy(np.divide(pixels, 255, dtype=np.float32), framework, device)
    Y = from_numpy(labels.astype(np.int64), framework, device)
    recorder = Recorder(module.gradients, set(start["audits"]), frames) if hasattr(module, "gradients") else None
    module.gradients = recorder
    try:
        result = module.train(X, Y, Reporter(frames, recorder))
        W1, W2 = (to_numpy(W) for W in named(result, "W1", "W2"))
    except BaseException as error:
        frames.send("error", where="train", **describe(error))
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    frames.send(
        "final",
        W1=encode(W1),
        W2=encode(W2),
        cpu=time.process_time(),
        rssMB=usage.ru_maxrss // 1024,
        calls=recorder.calls if recorder else 0,
        rows=recorder.rows if recorder else 0,
        wrapped=recorder is not None and module.gradients is recorder,
    )


class Recorder:
    """Stands in for the module's gradients(): counts the rows, and copies some real calls out for the platform to check."""

    def __init__(self, gradients, audits: set[int], frames):
        self._gradients = gradients
        self._audits = audits
        self._frames = frames
        self.calls = 0
        self.rows = 0

    def __call__(self, *positional, **named_too):
        self.calls += 1
        if self.calls not in self._audits and not named_too:
            self.rows += len(positional[0])
            return self._gradients(*positional)
        bound = inspect.signature(self._gradients).bind(*positional, **named_too)
        X, Y, W1, W2 = bound.args[:4]
        self.rows += len(X)
        if self.calls not in self._audits:
            return self._gradients(*positional, **named_too)
        given = [np.array(to_numpy(value)) for value in (X[:AUDIT_ROWS], Y[:AUDIT_ROWS], W1, W2)]
        result = self._gradients(*bound.args, **bound.kwargs)
        audited = result
        if len(X) > AUDIT_ROWS:
            # A large batch is audited by its first rows: the same weights, in a call that the student does not see.
            some = (X[:AUDIT_ROWS], Y[:AUDIT_ROWS], W1, W2)
            audited = self._gradients(*some, *bound.args[4:], **bound.kwargs)
        self._send(given, named(audited, "loss", "dW1", "dW2"))
        return result

    def _send(self, given: list[np.ndarray], result) -> None:
        X, Y, W1, W2 = given
        loss, dW1, dW2 = result
        self._frames.send(
            "audit",
            call=self.calls,
            rows=self.rows,
            X=encode(X.reshape(len(X), -1)),
            Y=[int(y) for y in (Y.argmax(1) if Y.ndim == 2 and Y.shape[1] > 1 else Y.reshape(-1))],
            W1=encode(W1),
            W2=encode(W2),
            loss=number(to_numpy(loss)),
            dW1=encode(to_numpy(dW1)),
            dW2=encode(to_numpy(dW2)),
        )


class Reporter:
    """report(epoch, loss, W1=None, W2=None) of the contract."""

    def __init__(self, frames, recorder: Recorder | None):
        self._frames = frames
        self._recorder = recorder
        self._reports = 0
        self._weighted = 0
        self._bytes = 0
        self._started = time.perf_counter()

    def __call__(self, epoch, loss=None, W1=None, W2=None) -> None:
        self._reports += 1
        if self._reports > MAX_REPORTS:
            return
        weights = {}
        if W1 is not None and W2 is not None and self._is_due():
            weights = {"W1": encode(to_numpy(W1)), "W2": encode(to_numpy(W2))}
            self._bytes += sum(len(W.get("b64", "")) for W in weights.values())
        seconds = time.perf_counter() - self._started
        rows = self._recorder.rows if self._recorder else 0
        epoch, loss = _number_or(epoch, self._reports), _number_or(loss, "nan")
        self._frames.send("progress", epoch=epoch, loss=loss, sec=seconds, rows=rows, **weights)

    def _is_due(self) -> bool:
        """Every report up to DENSE_REPORTS, every second one up to twice that, every fourth up to four times …"""
        index = self._weighted
        self._weighted += 1
        stride = 1 << max(0, (index // DENSE_REPORTS).bit_length())
        return index % stride == 0 and self._bytes < MAX_WEIGHT_BYTES


def _number_or(value, otherwise):
    """A report is a courtesy: one that is no number ends no training."""
    try:
        return number(value)
    except (TypeError, ValueError):
        return otherwise
