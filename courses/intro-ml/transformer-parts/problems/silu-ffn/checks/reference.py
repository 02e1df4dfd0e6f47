import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def silu(z):
    return z * sigmoid(z)


def silu_derivative(z):
    return sigmoid(z) * (1 + z * (1 - sigmoid(z)))


def ffn(x, Wg, Wu, Wd, act=silu):
    return np.einsum("...f,fd->...d", act(np.einsum("...d,df->...f", x, Wg)) * np.einsum("...d,df->...f", x, Wu), Wd)


def ffn_backward(dy, x, Wg, Wu, Wd, act=silu, derivative=silu_derivative):
    z, u = x @ Wg, x @ Wu
    dh = np.einsum("...d,fd->...f", dy, Wd)
    dz, du = dh * u * derivative(z), dh * act(z)
    outer = lambda a, b: np.einsum("ni,nj->ij", a.reshape(-1, a.shape[-1]), b.reshape(-1, b.shape[-1]))
    return dz @ Wg.T + du @ Wu.T, outer(x, dz), outer(x, du), outer(act(z) * u, dy)
