"""Autograd is off. Slice by slice this file grows."""

import torch


def install(frames) -> dict:
    torch.set_num_threads(1)
    torch.set_grad_enabled(False)
    return {"guard": False, "kernels": 0, "lock": "off", "torch": torch.__version__, "cuda": torch.cuda.is_available()}
