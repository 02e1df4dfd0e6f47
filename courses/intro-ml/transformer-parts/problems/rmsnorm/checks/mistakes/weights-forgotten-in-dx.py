"""dx lacks the weights w: they stand between dy and the normalised vector."""
import numpy as np
import reference


def rmsnorm_backward(dy, x, w, eps=1e-6):
    return reference.rmsnorm_backward(dy, x, np.ones_like(w), eps)
