BYTES = {"fp32": 4, "fp16": 2, "bf16": 2, "int8": 1, "int4": 0.5}


def params(cfg, matrices=3, attention=4, norms=2, embeddings=None, last=1):
    D, F = cfg["width"], cfg["inner"]
    tables = embeddings or (1 if cfg["tied"] else 2)
    return cfg["layers"] * (attention * D**2 + matrices * D * F + norms * D) + tables * cfg["vocab"] * D + last * D


def bytes(N, dtype):
    return N * BYTES[dtype]


def tokens(N):
    return 20 * N


def flops(N, D):
    return 6 * N * D
