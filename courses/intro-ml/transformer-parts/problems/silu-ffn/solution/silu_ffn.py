import numpy as np


def sigmoid(z):
    return 0.5 * (1 + np.tanh(0.5 * z))


def ffn(x, Wg, Wu, Wd):
    z = x @ Wg
    return (z * sigmoid(z) * (x @ Wu)) @ Wd


def ffn_backward(dy, x, Wg, Wu, Wd):
    flat, dflat = x.reshape(-1, x.shape[-1]), dy.reshape(-1, dy.shape[-1])
    z, u = flat @ Wg, flat @ Wu
    s = sigmoid(z)
    dh = dflat @ Wd.T
    du = dh * z * s
    dz = dh * u * (s + z * s * (1 - s))
    dx = dz @ Wg.T + du @ Wu.T
    return dx.reshape(x.shape), flat.T @ dz, flat.T @ du, (z * s * u).T @ dflat
