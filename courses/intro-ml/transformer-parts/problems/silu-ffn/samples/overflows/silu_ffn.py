import numpy as np


def silu(z):
    return z * np.exp(z) / (1 + np.exp(z))


def ffn(x, Wg, Wu, Wd):
    return (silu(x @ Wg) * (x @ Wu)) @ Wd


def ffn_backward(dy, x, Wg, Wu, Wd):
    X, G = x.reshape(-1, x.shape[-1]), dy.reshape(-1, dy.shape[-1])
    z, u = X @ Wg, X @ Wu
    s, dh = 1 / (1 + np.exp(-z)), G @ Wd.T
    dz, du = dh * u * s * (1 + z * (1 - s)), dh * z * s
    return (dz @ Wg.T).reshape(x.shape), X.T @ dz, X.T @ du, (z * s * u).T @ G
