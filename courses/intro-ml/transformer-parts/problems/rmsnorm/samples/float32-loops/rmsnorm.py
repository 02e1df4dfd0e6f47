import numpy as np


def rmsnorm(x, w, eps=1e-6):
    x = np.asarray(x, np.float32)
    out = np.empty_like(x)
    for i in np.ndindex(x.shape[:-1]):
        r = np.float32(np.sqrt(sum(v * v for v in x[i]) / len(x[i]) + eps))
        out[i] = [float(a * b / r) for a, b in zip(w, x[i])]
    return out


def rmsnorm_backward(dy, x, w, eps=1e-6):
    dx = np.zeros(x.shape)
    dw = np.zeros(w.shape)
    d = len(w)
    for i in np.ndindex(x.shape[:-1]):
        r = np.sqrt((x[i] ** 2).mean() + eps)
        for j in range(d):
            dw[j] += dy[i][j] * x[i][j] / r
            dx[i][j] = dy[i][j] * w[j] / r - x[i][j] / (d * r**3) * sum(dy[i][k] * w[k] * x[i][k] for k in range(d))
    return [dx, dw]
