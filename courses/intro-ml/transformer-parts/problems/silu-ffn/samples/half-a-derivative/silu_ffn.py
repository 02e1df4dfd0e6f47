import numpy as np


def sig(z):
    return 0.5 * (1 + np.tanh(z / 2))


def ffn(x, Wg, Wu, Wd):
    z = x @ Wg
    return (z * sig(z) * (x @ Wu)) @ Wd


def ffn_backward(dy, x, Wg, Wu, Wd):
    X, G = x.reshape(-1, x.shape[-1]), dy.reshape(-1, dy.shape[-1])
    z, u = X @ Wg, X @ Wu
    s, dh = sig(z), G @ Wd.T
    dz, du = dh * u * s, dh * z * s
    return (dz @ Wg.T + du @ Wu.T).reshape(x.shape), X.T @ dz, X.T @ du, (z * s * u).T @ G
