"""Gives up, for good, what a program could use to undo the guard natively: executable memory, programs, processes.

A seccomp filter (prctl(2), seccomp(2), Documentation/userspace-api/seccomp_filter.rst) that this process puts on itself
before train.py is loaded. Everything that lives in a shared library has to be imported before: mapping one needs
PROT_EXEC. Threads stay possible, processes do not. PR_SET_DUMPABLE 0 makes /proc/self/mem root's, and we are not root.
"""

import ctypes
import errno
import importlib
import platform
import pkgutil
import struct
import sysconfig

PR_SET_DUMPABLE, PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS = 4, 22, 38
SECCOMP_MODE_FILTER = 2
PROT_EXEC, CLONE_THREAD, SHM_EXEC = 0x4, 0x00010000, 0o100000

#: Audit architecture, and system call numbers by name.
ARCHITECTURES = {
    "x86_64": (
        0xC000003E,
        dict(
            mmap=9, mprotect=10, pkey_mprotect=329, clone=56, fork=57, vfork=58, execve=59, execveat=322, clone3=435,
            ptrace=101, prctl=157, seccomp=317, memfd_create=319, process_vm_readv=310, process_vm_writev=311,
            remap_file_pages=216, shmat=30, socket=41, personality=135, userfaultfd=323, bpf=321, perf_event_open=298,
            io_uring_setup=425, modify_ldt=154, arch_prctl=158, pidfd_getfd=438, memfd_secret=447,
        ),
    ),
    "aarch64": (
        0xC00000B7,
        dict(
            mmap=222, mprotect=226, pkey_mprotect=288, clone=220, execve=221, execveat=281, clone3=435, ptrace=117,
            prctl=167, seccomp=277, memfd_create=279, process_vm_readv=270, process_vm_writev=271,
            remap_file_pages=234, shmat=196, socket=198, personality=92, userfaultfd=282, bpf=280,
            perf_event_open=241, io_uring_setup=425, pidfd_getfd=438, memfd_secret=447,
        ),
    ),
}
#: Refused only with these bits in the argument of this index, or (clone) without them.
WITH_BITS = {"mmap": (2, PROT_EXEC), "mprotect": (2, PROT_EXEC), "pkey_mprotect": (2, PROT_EXEC), "shmat": (2, SHM_EXEC)}
WITHOUT_BITS = {"clone": (0, CLONE_THREAD)}
#: glibc then starts threads by clone, whose flags a filter can see.
NOT_THERE = {"clone3"}

#: Pure Python packages whose extension modules honest programs use.
PACKAGES = ("numpy.fft", "numpy.linalg", "numpy.polynomial", "numpy.random", "torch.optim.lr_scheduler", "torch.utils.data",
            "torch.distributions", "torch.nn.utils", "multiprocessing.pool", "concurrent.futures")


def install() -> bool:
    """Whether the filter is on. It is not on an architecture that is unknown here, or where a sandbox forbids it."""
    _preload()
    if platform.machine() not in ARCHITECTURES:
        return False
    code = _filter(*ARCHITECTURES[platform.machine()])
    instructions = ctypes.create_string_buffer(code, len(code))
    program = struct.pack("HxxxxxxP", len(code) // 8, ctypes.addressof(instructions))
    libc = ctypes.CDLL(None, use_errno=True)
    return (
        libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0
        and libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0
        and libc.prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, ctypes.create_string_buffer(program, len(program))) == 0
    )


def _preload() -> None:
    """Imports what a later import would have to map. Absent or broken extension modules are nobody's loss."""
    extensions = [module.name for module in pkgutil.iter_modules([sysconfig.get_path("platstdlib") + "/lib-dynload"])]
    for name in [*extensions, *PACKAGES]:
        if name.startswith(("_test", "_xx", "xx", "_tkinter", "_crypt", "_sqlite3", "_ssl", "readline", "_curses", "nis")):
            continue
        try:
            importlib.import_module(name)
        except ImportError:
            pass


# Classic BPF over struct seccomp_data {int nr; u32 arch; u64 ip; u64 args[6]}.
LOAD, EQUAL, ANY_BIT, RETURN = 0x20, 0x15, 0x45, 0x06
ALLOW, KILL, REFUSE = 0x7FFF0000, 0x80000000, 0x00050000


def _filter(architecture: int, calls: dict[str, int]) -> bytes:
    """Kills another architecture's calls (and x32's), refuses the listed calls, allows the rest."""
    code = [(LOAD, 0, 0, 4), (EQUAL, 1, 0, architecture), (RETURN, 0, 0, KILL), (LOAD, 0, 0, 0)]
    if architecture == ARCHITECTURES["x86_64"][0]:
        code += [(ANY_BIT, 0, 1, 0x40000000), (RETURN, 0, 0, KILL)]
    for name, number in calls.items():
        refusal = (RETURN, 0, 0, REFUSE | (errno.ENOSYS if name in NOT_THERE else errno.EPERM))
        body = [refusal]
        if name in WITH_BITS or name in WITHOUT_BITS:
            index, bits = (WITH_BITS | WITHOUT_BITS)[name]
            on, off = (0, 1) if name in WITH_BITS else (1, 0)
            body = [(LOAD, 0, 0, 16 + 8 * index), (ANY_BIT, on, off, bits), refusal, (RETURN, 0, 0, ALLOW)]
        code += [(EQUAL, 0, len(body), number), *body]
    code.append((RETURN, 0, 0, ALLOW))
    return b"".join(struct.pack("HBBI", *instruction) for instruction in code)
