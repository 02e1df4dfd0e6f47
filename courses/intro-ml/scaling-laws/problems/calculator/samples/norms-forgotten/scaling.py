def params(cfg):
    D, F, V = cfg["width"], cfg["inner"], cfg["vocab"]
    return cfg["layers"] * (4 * D * D + 3 * D * F) + (1 if cfg["tied"] else 2) * V * D


def bytes(N, dtype):
    return {"fp32": 4 * N, "bf16": 2 * N, "fp16": 2 * N, "int8": N}[dtype]
