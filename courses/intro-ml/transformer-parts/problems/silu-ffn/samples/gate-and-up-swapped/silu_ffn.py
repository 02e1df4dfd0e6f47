import numpy as np


def sig(z):
    return 0.5 * (1 + np.tanh(z / 2))


def ffn(x, Wg, Wu, Wd):
    u = x @ Wu
    return ((x @ Wg) * u * sig(u)) @ Wd


def ffn_backward(dy, x, Wg, Wu, Wd):
    X, G = x.reshape(-1, x.shape[-1]), dy.reshape(-1, dy.shape[-1])
    z, u = X @ Wu, X @ Wg
    s = sig(z)
    dh = G @ Wd.T
    dz, du = dh * u * s * (1 + z * (1 - s)), dh * z * s
    return (dz @ Wu.T + du @ Wg.T).reshape(x.shape), X.T @ du, X.T @ dz, (z * s * u).T @ G
