import numpy as np


def pe(T, d):
    rates = np.exp(-np.log(10000.0) * np.arange(0, d, 2) / d)
    table = np.zeros((T, d))
    table[:, 0::2] = np.sin(np.outer(np.arange(T), rates))
    table[:, 1::2] = np.cos(np.outer(np.arange(T), rates))
    return table


def rope(x, positions, theta=10000.0):
    d = x.shape[-1]
    turn = np.exp(1j * np.outer(positions, theta ** (-np.arange(0, d, 2) / d)))
    z = (x[..., ::2] + 1j * x[..., 1::2]) * turn
    return np.stack([z.real, z.imag], -1).reshape(x.shape)
