def params(cfg):
    ...


def bytes(N, dtype):
    ...


def tokens(N):
    ...


def flops(N, D):
    ...
