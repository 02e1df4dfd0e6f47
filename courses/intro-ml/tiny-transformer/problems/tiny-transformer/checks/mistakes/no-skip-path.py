"""The residual paths are missing: h = x + …, z = h + …"""
from functools import partial

import reference

loss = partial(reference.loss, skip=False)


def gradients(params, tokens):
    return reference.gradients(params, tokens, loss)
