def params(cfg):
    D, F, V = cfg["width"], cfg["inner"], cfg["vocab"]
    return cfg["layers"] * (4 * D * D + 2 * D * F + 2 * D) + (1 if cfg["tied"] else 2) * V * D + D


def bytes(N, dtype):
    return N * int(dtype.strip("abcdefinpt"))


def tokens(N):
    return 20 * N


def flops(N, D):
    return 2 * N * D
