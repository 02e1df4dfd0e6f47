BITS = {"fp32": 32, "fp16": 16, "bf16": 16, "int8": 8, "int4": 4}


def params(cfg):
    D, F, V = cfg["width"], cfg["inner"], cfg["vocab"]
    layer = 4 * D * D + 3 * D * F + 2 * D
    embeddings = V * D if cfg["tied"] else 2 * V * D
    return cfg["layers"] * layer + embeddings + D


def bytes(N, dtype):
    return N * BITS[dtype] // 8


def tokens(N):
    return 20 * N


def flops(N, D):
    return 6 * N * D
