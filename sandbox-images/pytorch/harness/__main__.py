"""Runs a student's train.py inside the sandbox: `python3 -I -B <this folder> check|train|strict`.

Theory of operation. The platform writes frames (JSON lines; in train mode raw training data behind them) to stdin and
reads frames from stdout. Nothing that comes out of here is believed: frames carry gradients or weights, and both are
judged outside, on cases and images that are never in this process. What this process can do for the platform is to be
honest with honest programs, and to make cheating with autograd expensive (guard.py).

The student's code gets no way to the frames by accident: descriptor 1 is pointed at stderr before it is loaded, and
stdin at /dev/null once the input is read. When the work is done the process leaves at once, by os._exit, so that
nothing that the student registered runs afterwards.
"""

import os
import sys
import time

import check
import guard
import trainer
import training
from frames import Frames
from submission import Submission

MODES = {"check": check, "train": training, "strict": trainer}


def main() -> None:
    frames = Frames.take_over()
    mode = MODES[sys.argv[1]]
    start, work = frames.read(), mode.read_input(frames)
    frames.close_input()
    frames.send("hello", **guard.install(frames), ms=round(1000 * time.process_time()))
    if mode is trainer:  # the platform's own program: there is no train.py
        trainer.run(work, start, frames)
    elif submission := Submission.load("train.py", start, frames):
        mode.run(submission, work, start, frames)
    frames.send("end")
    os._exit(0)


main()
