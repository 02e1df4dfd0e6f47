import numpy as np


def angle(t, i, d, base):
    return t * base ** (-2 * i / d)


def pe(T, d, angle=angle, wave=(np.sin, np.cos)):
    return np.array([[wave[j % 2](angle(t, j // 2, d, 10000.0)) for j in range(d)] for t in range(T)]).reshape(T, d)


def rope(x, pos, base=10000.0, angle=angle, pair=lambda i, d: (2 * i, 2 * i + 1)):
    y, d = np.empty(x.shape), x.shape[-1]
    for t, position in enumerate(pos):
        for i in range(d // 2):
            c, s = np.cos(angle(position, i, d, base)), np.sin(angle(position, i, d, base))
            a, b = pair(i, d)
            y[..., t, a] = c * x[..., t, a] - s * x[..., t, b]
            y[..., t, b] = s * x[..., t, a] + c * x[..., t, b]
    return y
