"""The scores are not scaled by 1 / sqrt(D)."""
from functools import partial

import reference

loss = partial(reference.loss, scale=lambda D: 1)


def gradients(params, tokens):
    return reference.gradients(params, tokens, loss)
