"""2 N D is the forward pass alone; training costs 6 N D, since the backward pass takes twice as much again."""


def flops(N, D):
    return 2 * N * D
