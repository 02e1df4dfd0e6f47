import math


def pe(T, d):
    row = lambda t: [(math.sin if j % 2 == 0 else math.cos)(t / 10000 ** ((j - j % 2) / d)) for j in range(d)]
    return [row(t) for t in range(T)]


def rope(x, pos, base=10000.0):
    out = x.astype("float32")
    d = x.shape[-1]
    for t in range(x.shape[-2]):
        for j in range(0, d, 2):
            a = pos[t] / base ** (j / d)
            e, o = x[..., t, j], x[..., t, j + 1]
            out[..., t, j] = e * math.cos(a) - o * math.sin(a)
            out[..., t, j + 1] = e * math.sin(a) + o * math.cos(a)
    return out
