#!/usr/bin/python3 -sPB
"""The warm template of the images for Python: imports what programs would wait for once, and forks for every step.

What it is told, and by whom, is written in warm.h. A step's process is made by two forks, so that
its parent has ended when the supervisor hears of it and the supervisor is the one to wait for it. The process then takes
on its streams and confines itself (libassay-confine.so) before the first byte of the student's file is read, and
behaves from there on as `python3 script` would: arguments, environment, __main__, tracebacks, exit status.
"""

import atexit
import ctypes
import gc
import os
import socket
import struct
import sys
import threading
import types

# What programs would otherwise wait for, one module a line: each image has a list of its own.
PRELOAD = "/opt/assay/harness/preload.txt"
LIMITS_BYTES = 64
HEADER = struct.Struct(f"<{LIMITS_BYTES}sII")
MESSAGE_MAX = 1 << 17
PR_SET_DUMPABLE = 4
SUPERVISOR = 3  # descriptor

confine = ctypes.CDLL("/usr/local/lib/libassay-confine.so")
libc = ctypes.CDLL(None)


def preload():
    with open(PRELOAD, encoding="utf-8") as names:
        for name in names.read().split():
            __import__(name)


def strings(data, argc, envc):
    texts = [text.decode("utf-8", "surrogateescape") for text in data.split(b"\0")]
    argv, pairs = texts[:argc], texts[argc : argc + envc]
    return argv, dict(pair.partition("=")[::2] for pair in pairs)


def split_command(argv):
    """`python3 [flags] script ...` as the flags' letters and the script's own argv."""
    first = next(i for i, text in enumerate(argv) if i > 0 and not text.startswith("-"))
    return "".join(argv[1:first]), argv[first:]


def standard_streams(unbuffered):
    """Anew, since what they stand for has changed: a file for input, pipes for output."""
    sys.stdin = open(0, encoding="utf-8", closefd=False)
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)
    sys.stdout.reconfigure(write_through=unbuffered)
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False, buffering=1)
    sys.__stdin__, sys.__stdout__, sys.__stderr__ = sys.stdin, sys.stdout, sys.stderr


def locate(path, own_folder):
    """The file to run for `python3 path`, which may be a folder with a __main__.py; sets the import path like it."""
    if os.path.isdir(path):
        sys.path.insert(0, path)
        return os.path.join(path, "__main__.py")
    if own_folder:
        sys.path.insert(0, os.path.dirname(os.path.abspath(path)))
    return path


def run_script(argv, unbuffered, own_folder):
    standard_streams(unbuffered)
    sys.argv = argv
    path = locate(argv[0], own_folder)
    main = types.ModuleType("__main__")
    main.__file__ = path
    main.__builtins__ = __builtins__
    sys.modules["__main__"] = main
    try:
        with open(path, "rb") as file:
            source = file.read()
    except OSError as error:
        print(f"python3: can't open file {path!r}: {error.strerror}", file=sys.stderr)
        sys.exit(2)
    try:
        exec(compile(source, path, "exec", dont_inherit=True), main.__dict__)
    except SystemExit:
        raise
    except BaseException as error:
        # A traceback that begins in the student's file, not here.
        error = error.with_traceback(error.__traceback__.tb_next)
        sys.excepthook(type(error), error, error.__traceback__)
        sys.exit(1)


def exit_status(end):
    """What `sys.exit(x)` means for the process."""
    if end.code is None or isinstance(end.code, int):
        return (end.code or 0) & 0xFF
    print(end.code, file=sys.stderr)
    return 1


def end_program(status):
    """As the interpreter ends, but without taking down module by module what is the template's: a third of a second."""
    threading._shutdown()
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except (OSError, ValueError):  # closed by the program, or by who reads it
        status = status or 120
    os._exit(status)


def become_program(limits, data, argc, envc, descriptors):
    confine.confine_self(limits, *descriptors)
    for name in ("confine", "libc"):
        del globals()[name]  # nothing native is left lying about for the program
    argv, environment = strings(data, argc, envc)
    os.environ.clear()
    os.environ.update(environment)
    torch = sys.modules.get("torch")  # it read its thread count when the template started
    if torch and "OMP_NUM_THREADS" in environment:
        torch.set_num_threads(max(1, int(environment["OMP_NUM_THREADS"])))
    flags, script = split_command(argv)
    try:
        run_script(script, "u" in flags, not set(flags) & set("IP"))
    except SystemExit as end:
        end_program(exit_status(end))
    end_program(0)


def fork_program(job, descriptors):
    """The new process's pid; in the new process itself, None."""
    told, tell = os.pipe()
    middle = os.fork()
    if middle == 0:
        program = os.fork()
        if program == 0:
            return None
        os.write(tell, struct.pack("<i", program))
        os._exit(0)
    os.close(tell)
    answer = os.read(told, 4)
    os.close(told)
    os.waitpid(middle, 0)
    return answer


def main():
    preload()
    libc.prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)
    # All three given, or Python asks by getsockopt, which the system call filter refuses; so does it send and recv.
    supervisor = socket.socket(socket.AF_UNIX, socket.SOCK_SEQPACKET, 0, fileno=SUPERVISOR)
    gc.collect()
    gc.freeze()  # a collection in a program would else touch, and so copy, all that it shares with the template
    os.write(SUPERVISOR, b"ready")
    while True:
        message, descriptors, _, _ = socket.recv_fds(supervisor, MESSAGE_MAX, 4)
        if not message:
            os._exit(0)
        limits, argc, envc = HEADER.unpack_from(message)
        answer = fork_program(message, descriptors)
        if answer is None:
            become_program(limits, message[HEADER.size :], argc, envc, descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        os.write(SUPERVISOR, answer)


main()
