import math


def softmax_row(row, T):
    top = max(row)
    e = [math.exp((v - top) / T) for v in row]
    s = sum(e)
    return [v / s for v in e]


def softmax(x, axis=-1, T=1):
    import numpy as np
    moved = np.moveaxis(np.array(x, dtype=float), axis, -1)
    flat = moved.reshape(-1, moved.shape[-1])
    rows = [softmax_row(list(r), T) for r in flat]
    return np.moveaxis(np.array(rows).reshape(moved.shape), -1, axis)


def softmax_backward(dY, Y):
    shape = Y.shape
    out = []
    for dy, y in zip(dY.reshape(-1, shape[-1]), Y.reshape(-1, shape[-1])):
        out.append([sum(dy[j] * y[j] * ((i == j) - y[i]) for j in range(len(y))) for i in range(len(y))])
    import numpy as np
    return np.array(out).reshape(shape)
