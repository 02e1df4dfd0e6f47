"""silu'(z) = s + z s (1 - s): the first term, s, is missing."""
import reference


def ffn_backward(dy, x, Wg, Wu, Wd):
    s = reference.sigmoid
    return reference.ffn_backward(dy, x, Wg, Wu, Wd, derivative=lambda z: z * s(z) * (1 - s(z)))
