def params(cfg):
    D, F, V = cfg["width"], cfg["inner"], cfg["vocab"]
    return cfg["layers"] * (4 * D * D + 3 * D * F + 2 * D) + V * D


def bytes(N, dtype):
    return N * {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 1}[dtype]


def tokens(N):
    return 20 * N


def flops(N, D):
    return 6 * N * D
