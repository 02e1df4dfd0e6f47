"""The target at a position is the next token, not the token itself."""
from functools import partial

import reference

loss = partial(reference.loss, shift=0)


def gradients(params, tokens):
    return reference.gradients(params, tokens, loss)
