"""Keeps automatic differentiation away from train.py. Four layers, the strongest first:

1. patch_libtorch.py, at image build: torch records no graph, in whatever thread or process. The canary below looks at
   every start whether that still holds; without it the platform refuses to grade.
2. Derivative kernels (aten::…_backward) are replaced in the dispatcher by functions that raise: they are derivatives
   written by somebody else, and reachable from Python without a graph.
3. lockdown.py: no way to make memory executable, to start a program or to fork, so that 1 and 2 can't be undone natively.
4. Raisers in Python, for the readable message and the line number. They hold nobody who means it.

What these layers see is sent as violation frames. A frame can be suppressed by a program that finds this module's
objects; what it gets for that is still no gradient.
"""

import ctypes
import os
import sys
import threading

import torch

import lockdown

FILE = "train.py"
MAX_REPORTS = 20
KERNEL_DEVICES = ("CPU", "CUDA")

#: Attributes that ask for a derivative, by the module or class that holds them.
ENTRANCES = [
    ("torch.Tensor", torch.Tensor, ["backward"]),
    ("torch.autograd", torch.autograd, ["backward", "grad"]),
    (
        "torch.autograd.functional",
        torch.autograd.functional,
        ["jacobian", "hessian", "vjp", "jvp", "vhp", "hvp"],
    ),
    (
        "torch.autograd.forward_ad",
        torch.autograd.forward_ad,
        ["dual_level", "make_dual", "unpack_dual", "enter_dual_level"],
    ),
    ("torch.nn.grad", torch.nn.grad, [name for name in dir(torch.nn.grad) if name.startswith("conv")]),
    ("torch._C", torch._C, ["_ImperativeEngine", "_EngineBase", "_jit_differentiate"]),
    ("torch.func", getattr(torch, "func", None), ["grad", "grad_and_value", "vjp", "jvp", "jacrev", "jacfwd", "hessian"]),
]

#: Audit events (PEP 578) of an honest program: none. Starting programs and calling C are ways around the guard.
FORBIDDEN_EVENTS = {
    "subprocess.Popen",
    "os.system",
    "os.exec",
    "os.posix_spawn",
    "ctypes.dlopen",
    "ctypes.dlsym",
    "ctypes.dlsym/handle",
    "ctypes.call_function",
    "ctypes.cdata",
    "ctypes.cdata/buffer",
    "ctypes.string_at",
}


class AutogradForbidden(RuntimeError):
    pass


def install(frames) -> dict:
    """Closes everything; what `hello` says about it."""
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    # oneDNN compiles at run time, for which memory has to become executable.
    torch._C._set_mkldnn_enabled(False)
    report = _reporter(frames)
    kernels = _block_kernels(report)
    _block_entrances(report)
    patched = _records_nothing()
    locked = lockdown.install()
    sys.addaudithook(_audit_hook(report))
    return {
        "guard": patched,
        "kernels": kernels,
        "lock": "on" if locked else "off",
        "torch": torch.__version__,
        "cuda": torch.cuda.is_available(),
    }


def _reporter(frames):
    """report(api) sends a violation frame with the line of train.py that is at work."""
    seen = set()

    def report(api: str) -> bool:
        """Whether train.py is on the stack: what the libraries do by themselves is nobody's violation."""
        line = _line_of_student()
        if line is None:
            return False
        if (api, line) not in seen and len(seen) < MAX_REPORTS:
            seen.add((api, line))
            frames.send("violation", api=api, line=line)
        return True

    return report


def _line_of_student() -> int | None:
    frame = sys._getframe()
    while frame is not None:
        if frame.f_code.co_filename == FILE:
            return frame.f_lineno
        frame = frame.f_back
    return None


def _raiser(api: str, report):
    def forbidden(*_args, **_kwargs):
        report(api)
        raise AutogradForbidden(f"{api} is not allowed: gradients must be hard-coded")

    return forbidden


def _block_entrances(report) -> None:
    for holder_name, holder, names in ENTRANCES:
        for name in names:
            if holder is not None and hasattr(holder, name):
                setattr(holder, name, _raiser(f"{holder_name}.{name}", report))


def _block_kernels(report) -> int:
    """Puts a raiser before every derivative kernel of the dispatcher. Returns how many there are."""
    schemas = [s for s in torch._C._jit_get_all_schemas() if s.name.startswith("aten::") and "backward" in s.name]
    with _silence():
        for device in KERNEL_DEVICES:
            library = torch._C._dispatch_library("IMPL", "aten", device)
            for schema in schemas:
                name = schema.name.removeprefix("aten::") + (f".{schema.overload_name}" if schema.overload_name else "")
                library.impl(name, device, _raiser(schema.name, report))
            # The registrations end with their library: it is given a reference that Python can't take back.
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(library))
    return len(schemas)


class _silence:
    """The dispatcher warns, on descriptor 2, of each kernel that is replaced."""

    def __enter__(self):
        self._kept = os.dup(2)
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, 2)
        os.close(nothing)

    def __exit__(self, *_error):
        os.dup2(self._kept, 2)
        os.close(self._kept)


def _records_nothing() -> bool:
    """The canary: with grad mode asked for, here and in a new thread, a product of a leaf must not require grad."""
    recorded = []

    def probe():
        with torch.enable_grad():
            leaf = torch.ones(1, requires_grad=True)
            recorded.append((leaf * leaf).requires_grad)

    probe()
    thread = threading.Thread(target=probe)
    thread.start()
    thread.join()
    return recorded == [False, False]


def _audit_hook(report):
    def hook(event: str, _args) -> None:
        if event in ("os.fork", "os.forkpty"):
            raise PermissionError("train.py may not start processes; with a DataLoader, use num_workers=0")
        if event in FORBIDDEN_EVENTS and report(event):
            raise PermissionError(f"train.py may not use {event}")

    return hook
