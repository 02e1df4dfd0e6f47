"""silu'(z) = s + z s (1 - s): the factor z is missing in the second term."""
import reference


def ffn_backward(dy, x, Wg, Wu, Wd):
    s = reference.sigmoid
    return reference.ffn_backward(dy, x, Wg, Wu, Wd, derivative=lambda z: s(z) + s(z) * (1 - s(z)))
