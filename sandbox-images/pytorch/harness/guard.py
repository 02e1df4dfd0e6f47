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
import mmap
import multiprocessing.synchronize
import os
import posixpath
import sys
import threading

import _posixsubprocess

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


FORKING_EVENTS = {"os.fork", "os.forkpty"}
#: Whose forks are an honest program's: DataLoader(num_workers=2). They are refused, and not held against it.
FORKS_HONESTLY = f"{os.sep}torch{os.sep}utils{os.sep}data{os.sep}"
#: Another door to processes than those with an audit event.
PROCESS_ENTRANCES = [("_posixsubprocess", _posixsubprocess, ["fork_exec"])]


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
    _block(ENTRANCES, report)
    _block(PROCESS_ENTRANCES, report)
    _watch_executable_memory(report)
    _block_shared_locks(report)
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

    def report(api: str, by_anybody: bool = False) -> bool:
        """Whether train.py is on the stack: what the libraries do by themselves is nobody's violation. None of them
        asks for a derivative by itself, so `by_anybody` counts for train.py, whose frames may be in another thread."""
        line = _line_of_student()
        if line is None and not by_anybody:
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
        report(api, by_anybody=True)
        raise AutogradForbidden(f"{api} is not allowed: gradients must be hard-coded")

    return forbidden


def _block(entrances: list, report) -> None:
    for holder_name, holder, names in entrances:
        for name in names:
            if holder is not None and hasattr(holder, name):
                setattr(holder, name, _raiser(f"{holder_name}.{name}", report))


def _watch_executable_memory(report) -> None:
    """The lockdown refuses such memory; this says who asked."""

    class Mapping(mmap.mmap):
        def __new__(cls, *args, **options):
            prot = options.get("prot", args[3] if len(args) > 3 else 0)
            if isinstance(prot, int) and prot & mmap.PROT_EXEC:
                report("executable memory")
            return super().__new__(cls, *args, **options)

    mmap.mmap = Mapping


def _block_shared_locks(report) -> None:
    """What pools and queues of processes begin with. Without processes they are of no use."""

    def forbidden(*_args, **_kwargs):
        _refuse_processes("multiprocessing", report)

    multiprocessing.synchronize.SemLock.__init__ = forbidden


def _refuse_processes(api: str, report) -> None:
    if not _on_the_stack(FORKS_HONESTLY):
        report(api)
    raise PermissionError("train.py may not start processes; a DataLoader works with num_workers=0")


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
    def hook(event: str, args) -> None:
        if event in FORKING_EVENTS:
            _refuse_processes(event, report)
        if event in FORBIDDEN_EVENTS and report(event):
            raise PermissionError(f"train.py may not use {event}")
        if event == "open" and _is_memory(args[0]) and report("memory of a process"):
            raise PermissionError("train.py may not open the memory of a process")

    return hook


def _on_the_stack(folder: str) -> bool:
    frame = sys._getframe()
    while frame is not None and folder not in frame.f_code.co_filename:
        frame = frame.f_back
    return frame is not None


def _is_memory(path) -> bool:
    if not isinstance(path, (str, bytes)):
        return False
    plain = posixpath.normpath(os.fsdecode(path))
    return plain.startswith("/proc/") and plain.endswith("/mem")
