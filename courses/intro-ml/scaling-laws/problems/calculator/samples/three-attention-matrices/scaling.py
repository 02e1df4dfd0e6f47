def params(cfg):
    D, F, V = cfg["width"], cfg["inner"], cfg["vocab"]
    return cfg["layers"] * (3 * D * D + 3 * D * F + 2 * D) + (1 if cfg["tied"] else 2) * V * D + D


def bytes(N, dtype):
    return f"{2 * N} bytes"


def tokens(N):
    return 2 * N


def flops(N, D):
    return 6 * N * D
