"""Positions see the future: the mask of the attention is missing."""
from functools import partial

import reference

loss = partial(reference.loss, causal=False)


def gradients(params, tokens):
    return reference.gradients(params, tokens, loss)
