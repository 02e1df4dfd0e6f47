import numpy as np


def silu(z):
    return np.where(z >= 0, z / (1 + np.exp(-np.abs(z))), z * np.exp(-np.abs(z)) / (1 + np.exp(-np.abs(z))))


def dsilu(z):
    s = np.where(z >= 0, 1, np.exp(-np.abs(z))) / (1 + np.exp(-np.abs(z)))
    return s * (1 + z * (1 - s))


def ffn(x, Wg, Wu, Wd):
    x, Wg, Wu, Wd = (a.astype(np.float32) for a in (x, Wg, Wu, Wd))
    rows = [Wd.T @ (silu(Wg.T @ r) * (Wu.T @ r)) for r in x.reshape(-1, x.shape[-1])]
    return np.stack(rows).reshape(x.shape)


def ffn_backward(dy, x, Wg, Wu, Wd):
    grads = {n: np.zeros_like(a) for n, a in zip(("dx", "dWg", "dWu", "dWd"), (x, Wg, Wu, Wd))}
    for i in np.ndindex(x.shape[:-1]):
        g, u = Wg.T @ x[i], Wu.T @ x[i]
        dh = Wd @ dy[i]
        dg, du = dh * u * dsilu(g), dh * silu(g)
        grads["dx"][i] = Wg @ dg + Wu @ du
        grads["dWg"] += np.outer(x[i], dg)
        grads["dWu"] += np.outer(x[i], du)
        grads["dWd"] += np.outer(silu(g) * u, dy[i])
    return grads
