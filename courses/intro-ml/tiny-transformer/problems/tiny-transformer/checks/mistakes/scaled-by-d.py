"""The scores are divided by the square root of D, not by D."""
from functools import partial

import reference

loss = partial(reference.loss, scale=lambda D: 1 / D)


def gradients(params, tokens):
    return reference.gradients(params, tokens, loss)
