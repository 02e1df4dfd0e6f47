"""Makes the installed PyTorch unable to record a graph, by overwriting a few bytes of machine code at image build.

Theory of operation. Guards in Python do not hold: whatever Python can switch off it can switch on again (grad mode is
thread-local, so even a new thread starts with it on), and monkeypatched names can be reached around (torch._C,
object.__subclasses__). So the switch itself is welded: c10::GradMode::is_enabled() always answers no, from any thread
and any process. Nothing is recorded, and a student who asks for a gradient gets torch's own message, "does not require
grad". Forward-mode tangents are never stored; the engines and TorchScript's differentiation are illegal instructions,
should anything come so far. torch.no_grad, optimisers, init and data loading work as before.

The addresses come from each library's dynamic symbol table (ELF, gABI chapter 4 and 5), so no compiler and no debugger
is needed; a symbol that is missing or doubled fails the build. selftest.py then tries every known way around.

What is left: native writes to memory. The libraries are full RELRO, and lockdown.py forbids to make code writable.
"""

import glob
import os
import struct
import sys

#: Machine code by ELF machine number: 62 is x86-64, 183 is AArch64.
RETURN_FALSE = {62: bytes.fromhex("31c0c3"), 183: bytes.fromhex("00008052c0035fd6")}  # xor eax,eax; ret | mov w0,#0; ret
RETURN = {62: bytes.fromhex("c3"), 183: bytes.fromhex("c0035fd6")}  # ret
ILLEGAL = {62: bytes.fromhex("0f0b"), 183: bytes.fromhex("00000000")}  # ud2 | udf #0

#: (library, beginning of the mangled name, code). An E ends the qualified name, before the parameters.
PATCHES = [
    ("libc10.so", "_ZN3c108GradMode10is_enabledE", RETURN_FALSE),
    ("libc10.so", "_ZN3c1010TensorImpl12_set_fw_gradE", RETURN),
    ("libtorch_cpu.so", "_ZN5torch8autograd12AutogradMeta11set_fw_gradE", RETURN),
    ("libtorch_cpu.so", "_ZN5torch8autograd6Engine7executeE", ILLEGAL),
    ("libtorch_cpu.so", "_ZN5torch8autograd6Engine23execute_with_graph_taskE", ILLEGAL),
    ("libtorch_cpu.so", "_ZN5torch3jit13differentiateE", ILLEGAL),
    ("libtorch_python.so", "_ZN5torch8autograd6python12PythonEngine7executeE", ILLEGAL),
    ("libtorch_python.so", "_ZN5torch8autograd6python12PythonEngine23execute_with_graph_taskE", ILLEGAL),
]

PT_LOAD, SHT_DYNSYM, STT_FUNC = 1, 11, 2


class Elf:
    """A little-endian 64-bit ELF file: its machine, and where in the file its dynamic functions begin."""

    def __init__(self, data: bytes):
        if data[:6] != b"\x7fELF\x02\x01":
            raise SystemExit("not a little-endian 64-bit ELF file")
        self._data = data
        self.machine = struct.unpack_from("<H", data, 18)[0]

    def functions(self):
        """(mangled name, offset in the file, size) of every defined function of .dynsym."""
        sections = list(self._records(40, 58, 60, "<IIQQQQIIQQ"))
        for section in sections:
            if section[1] != SHT_DYNSYM:
                continue
            offset, size, strings = section[4], section[5], sections[section[6]][4]
            for at in range(offset, offset + size, 24):
                name, info, _other, index, value, length = struct.unpack_from("<IBBHQQ", self._data, at)
                if info & 15 == STT_FUNC and index != 0:
                    end = self._data.index(b"\0", strings + name)
                    yield self._data[strings + name : end].decode(), self._in_file(value), length

    def _in_file(self, address: int) -> int:
        for kind, _flags, offset, start, _physical, size, _memory, _align in self._records(32, 54, 56, "<IIQQQQQQ"):
            if kind == PT_LOAD and start <= address < start + size:
                return offset + address - start
        raise SystemExit(f"address {address:#x} is in no segment")

    def _records(self, table_at: int, size_at: int, count_at: int, form: str):
        table = struct.unpack_from("<Q", self._data, table_at)[0]
        size, count = (struct.unpack_from("<H", self._data, at)[0] for at in (size_at, count_at))
        for i in range(count):
            yield struct.unpack_from(form, self._data, table + i * size)


def find_library(folder: str, name: str) -> str:
    paths = glob.glob(os.path.join(folder, name)) or glob.glob(os.path.join(folder, name + ".*"))
    if not paths:
        raise SystemExit(f"{folder} holds no {name}")
    return os.path.realpath(paths[0])


def patch(folder: str, library: str, prefix: str, code: dict[int, bytes]) -> None:
    path = find_library(folder, library)
    with open(path, "rb") as file:
        elf = Elf(file.read())
    found = {(offset, size) for name, offset, size in elf.functions() if name.startswith(prefix)}
    if len(found) != 1:
        raise SystemExit(f"{path}: {len(found)} functions begin with {prefix}, expected 1")
    if elf.machine not in code:
        raise SystemExit(f"{path}: no patch for ELF machine {elf.machine}")
    [(offset, size)] = found
    replacement = code[elf.machine]
    if size < len(replacement):
        raise SystemExit(f"{path}: {prefix} has only {size} bytes")
    with open(path, "r+b") as file:
        file.seek(offset)
        file.write(replacement)
    print(f"{os.path.basename(path)}: {prefix} at {offset:#x}")


if __name__ == "__main__":
    for patch_arguments in PATCHES:
        patch(sys.argv[1], *patch_arguments)
