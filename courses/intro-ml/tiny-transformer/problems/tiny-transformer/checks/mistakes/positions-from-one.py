"""The first position is 0: its embedding is the first row of P."""
from functools import partial

import reference

loss = partial(reference.loss, first=1)


def gradients(params, tokens):
    return reference.gradients(params, tokens, loss)
