"""Calls the functions of a student's module, or of the platform's own, inside the sandbox: `python3 -I -B <this folder>`.

Theory of operation. The platform writes frames (JSON lines) to stdin: "start" names the modules, then come the cases with
their arguments, then "end". For each case and module one frame goes back with what the function returned. Nothing that
comes out of here is believed: values are compared outside, with values that another container computed, so a forged frame
can only hand in another answer. The one finding made in here, which arguments a call changed, gains a forger nothing that
a copy of the argument would not.

A student's code gets no way to the frames by accident: descriptor 1 is pointed at stderr before it is loaded, and stdin
at /dev/null once the input is read. When the work is done the process leaves at once, by os._exit, so that nothing that
the student registered runs afterwards.
"""

import os
import sys

from calls import Caller
from channel import Channel
from modules import load, load_drivers


def main() -> None:
    channel = Channel.take_over()
    start = channel.read()
    cases = list(iter(channel.read, {"t": "end"}))
    channel.close_input()
    if start["shared"]:  # the platform's modules may import each other
        sys.path.insert(0, os.getcwd())
    drivers = load_drivers(start["drivers"])
    channel.send("hello")
    for module in start["modules"]:
        loaded = load(module, start["seed"], channel)
        if loaded:
            caller = Caller(loaded, drivers, start["seed"], module["widen"])
            for case in cases:
                if case["function"] in loaded.functions:
                    channel.send("result", module=module["name"], id=case["id"], **caller.answer(case))
    channel.send("end")
    os._exit(0)


main()
